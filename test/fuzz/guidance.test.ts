/** The guidance of the fuzzer: code that counts does what it did, and inputs that reach something new lead on. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { memorySource } from '../../src/io/source.ts'
import { FIXTURES } from '../fixtures.ts'
import { expectCode } from '../support/errors.ts'
import { newCampaign, nextInput, take, takeNew } from './campaign.ts'
import { newCoverage } from './coverage.ts'
import { inputOf } from './input.ts'
import { instrument } from './instrument.ts'
import { repairTar, repairZip } from './repair.ts'
import { failureOf } from './run.ts'
import type { Target } from './targets.ts'

/** Every kind of branch, and nesting that ends at one place. */
const CODE = `export function run(n, list = [1, 2], add = (x) => x > 1 ? x : { x }.x) {
  let sum = 0
  if (n > 2) sum += n > 3 ? 1 : 2; else if (n > 1) { sum += 3 } else if (n < 0) for (const each of list) sum += add(each)
  while (sum > 100) sum -= 1
  do sum += 0; while (false)
  for (let at = 0; at < n; at += 1) if (at % 2) continue; else if (at > 2) break
  for (const key in list) sum += Number(key)
  switch (n) { case 1: case 2: sum += 10; break; case 3: { sum += 20 } default: sum += 30 }
  try { if (n === 5) throw new TypeError('five') } catch { sum = -1 }
  const named = { get value() { return n ?? (sum || n && -n) } }
  sum ||= named.value
  return [sum, named.value]
}
`

async function load(code: string): Promise<{ run: (n: number | null) => unknown }> {
  return (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)) as {
    run: (n: number | null) => unknown
  }
}

describe('instrument', () => {
  test('changes neither results nor lines', async () => {
    const { code } = instrument(CODE, 0)
    expect(code.split('\n').length).toBe(CODE.split('\n').length)
    const [plain, counting] = [await load(CODE), await load(code)]
    for (const n of [-1, 0, 1, 2, 3, 4, 5, 101, null]) expect(counting.run(n)).toEqual(plain.run(n))
  })

  test('tells every branch from the others', async () => {
    const { code, branches } = instrument(CODE, 100)
    const { run } = await load(code)
    const coverage = newCoverage()
    const reached = (n: number | null): number[] => {
      coverage.begin()
      run(n)
      return coverage.reached()
    }
    expect(reached(4)).not.toEqual(reached(3))
    expect(reached(2)).not.toEqual(reached(1))
    expect(reached(5)).not.toEqual(reached(6))
    const all = new Set([-1, 0, 1, 2, 3, 4, 5, 150, null].flatMap(reached))
    expect([...all].every((branch) => branch >= 100 && branch < 100 + branches)).toBe(true)
    expect(all.size).toBeGreaterThan(branches * 0.8)
  })
})

describe('coverage', () => {
  test('a branch is new once, its counts are new by steps', async () => {
    const { run } = await load(
      instrument('export function run(n) { for (let at = 0; at < n; at += 1) { at += 0 } }', 900).code,
    )
    const coverage = newCoverage()
    const found = (n: number): 'branch' | 'count' | null => {
      coverage.begin()
      run(n)
      return coverage.end()
    }
    expect([0, 0, 1, 1, 2, 4, 7, 8].map(found)).toEqual([
      'branch',
      null,
      'branch',
      null,
      'count',
      'count',
      null,
      'count',
    ])
    expect(coverage.branches).toBe(2)
  })
})

describe('repair', () => {
  test.each(['state_dict.pth', 'protocol4.pth', 'names.pth'])(
    '%s with bytes more in its first record opens again',
    async (name) => {
      const zip = readFileSync(join(FIXTURES, name))
      const names = await namesOf(new Uint8Array(zip))
      expect(await namesOf(repairZip(new Uint8Array(zip)))).toEqual(names)
      const end = zip.indexOf('PK\u0007\u0008')
      const longer = new Uint8Array(Buffer.concat([zip.subarray(0, end), Buffer.alloc(6), zip.subarray(end)]))
      await expectCode(namesOf(longer), 'ZIP_INVALID')
      expect(await namesOf(repairZip(longer))).toEqual(names)
    },
  )

  test('a tar whose header was changed opens again', async () => {
    const tar = new Uint8Array(readFileSync(join(FIXTURES, 'tar-state_dict.pth.tar')))
    const changed = tar.slice()
    changed[100] = 0x31 // 100 - mode
    await expectCode(namesOf(changed), 'CONTAINER_INVALID')
    expect(await namesOf(repairTar(changed))).toEqual(await namesOf(tar))
  })
})

describe('a secret of three bytes', () => {
  const SECRET = `export function run(b) { if (b[0] === 80) if (b[1] === 200) if (b[2] === 3) throw new Error('found') }`

  async function secretTarget(): Promise<Target> {
    const { run } = (await load(instrument(SECRET, 950).code)) as { run: (bytes: unknown) => void }
    return {
      name: 'secret',
      seeds: [new Uint8Array(8), Uint8Array.of(1, 2, 3, 4)],
      words: [Uint8Array.of(0)],
      share: 1,
      run,
    }
  }

  test('is found step by step, at the same number each time, and not blindly', async () => {
    const target = await secretTarget()
    const number = await guided(target, 50_000)
    expect(number).toBeDefined()
    expect(await guided(target, 50_000)).toBe(number)
    for (let blind = 0; blind <= (number ?? 0); blind += 1)
      expect(await failureOf(target, inputOf(target, blind))).toBeUndefined()
  })
})

async function namesOf(input: Uint8Array): Promise<string[]> {
  const { stateDict } = await openCheckpoint(memorySource(input, 'x'))
  return stateDict.tensors.map(({ name }) => name)
}

/** Number of the input that finds it. */
async function guided(target: Target, most: number): Promise<number | undefined> {
  const campaign = newCampaign(target)
  for (const seed of target.seeds) {
    campaign.coverage.begin()
    await failureOf(target, seed)
    take(campaign, seed)
  }
  for (let number = 0; number < most; number += 1) {
    const input = nextInput(campaign, number)
    campaign.coverage.begin()
    if ((await failureOf(target, input)) !== undefined) return number
    takeNew(campaign, input)
  }
  return undefined
}
