/** The gates of verify look at every tensor of the file; what PyTorch finds there is in fixtures/generate_verdict.py. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { crc32 } from '../../../src/io/crc32.ts'
import { memorySource } from '../../../src/io/source.ts'
import { nameRule } from '../../../src/names/name-rule.ts'
import { newSha256 } from '../../../src/node/hash.ts'
import { makeLock } from '../../../src/operations/verify/lock.ts'
import type { VerifyRule } from '../../../src/ids.ts'
import type { VerifyReport } from '../../../src/operations/verify/report.ts'
import { verifyFile } from '../../../src/operations/verify/verify.ts'
import type { VerifyOptions } from '../../../src/operations/verify/verify.ts'
import { FIXTURES, fixtureBytes, openFixture } from '../../fixtures.ts'

interface Answers {
  readonly tensors: number
  /** `dictionary:name` of the tensors that are not finite, of the masks among them, and of those that are all zero. */
  readonly not_finite: readonly string[]
  readonly negative_infinity_and_zero: readonly string[]
  readonly all_zero: readonly string[]
}

const answers: Answers = JSON.parse(readFileSync(join(FIXTURES, 'verdict', 'answers.json'), 'utf8')).gates

function verify(name: string, options: Partial<VerifyOptions>): Promise<VerifyReport> {
  const source = memorySource(fixtureBytes(`verdict/${name}`), name)
  return verifyFile(source, name, { crc32, newHasher: newSha256, ...options })
}

async function subjects(rule: VerifyRule, options: Partial<VerifyOptions>): Promise<string[]> {
  const { findings } = await verify('gates.pth', options)
  return findings.filter((finding) => finding.rule === rule).map(({ subject }) => subject)
}

/** A name as the report writes it: two dictionaries, so by the path. */
const reported = (name: string): string => name.replace(':', '.')

describe('--finite', () => {
  test('sees every dictionary of the file, and lets masks pass', async () => {
    const masks = answers.negative_infinity_and_zero
    const wanted = answers.not_finite.filter((name) => !masks.includes(name)).map(reported)
    const found = await subjects('TENSOR_NOT_FINITE', { finite: true })
    // A sparse tensor is measured by its parts.
    expect(found.map((name) => name.replace(/\.values$/, '')).toSorted()).toEqual(wanted.toSorted())
  })

  test('counts the masks in words', async () => {
    const { checks } = await verify('gates.pth', { finite: true })
    const accepted = checks.find(({ check }) => check === 'values')?.accepted
    expect(accepted?.map(({ count }) => count)).toEqual([answers.negative_infinity_and_zero.length])
  })

  test('with --root looks at that dictionary only', async () => {
    const found = await subjects('TENSOR_NOT_FINITE', { finite: true, root: 'params' })
    expect(found).toEqual(['sparse.values'])
  })

  test('with --ignore leaves out, and says how many', async () => {
    const options = { finite: true, ignore: nameRule(['*_ema.*', 'params.sparse.*']) }
    const report = await verify('gates.pth', options)
    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(report.checks.at(-1)?.left_out).toBeGreaterThan(2)
  })
})

test('--nonzero names the weight, and counts counters, integers and biases', async () => {
  expect(await subjects('TENSOR_ZERO', { nonzero: true })).toEqual(['params.dead.weight'])
  const { checks } = await verify('gates.pth', { nonzero: true })
  const accepted = checks.at(-1)?.accepted ?? []
  const dead = 1
  const sum = accepted.reduce((total, { count }) => total + count, 0)
  expect(sum).toBe(answers.all_zero.length - dead)
})

describe('nothing is never green', () => {
  test.each([
    ['--only that matches nothing', { only: nameRule(['zz*']) }, ['PATTERN_UNUSED', 'NOTHING_CHECKED']],
    ['--ignore of everything', { ignore: nameRule(['*']) }, ['NOTHING_CHECKED']],
  ])('%s', async (_, options, rules) => {
    const { findings } = await verify('gates.pth', { finite: true, ...options })
    expect(findings.map(({ rule }) => rule)).toEqual(rules)
  })
})

describe('a lock of other names', () => {
  test.each([
    ['gates-plain.pth', 'gates-prefixed.pth', 'the file has it'],
    ['gates-prefixed.pth', 'gates-plain.pth', 'the lock has it'],
  ])('%s locked, %s verified: the prefix is the cause', async (locked, file, where) => {
    const lock = await makeLock(await openFixture(`verdict/${locked}`), newSha256)
    const { findings } = await verify(file, { lock })
    expect(findings.map(({ rule }) => rule)).toEqual(['LOCK_RENAMED'])
    expect(findings[0]?.detail).toContain('"module."')
    expect(findings[0]?.detail).toContain(where)
  })
})
