/**
 * Blocks of several sizes, and ranks that have the same, against the tensors before they were dealt, and against what
 * vLLM has of them in one rank (test/distributed/make/tensor_parallel.py, vllm_sharded.py).
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Checkpoint } from '../../../../src/checkpoint/checkpoint.ts'
import { parseJoin } from '../../../../src/names/join-rule.ts'
import { FIXTURES } from '../../../fixtures.ts'
import { expectCode } from '../../../support/errors.ts'
import { answersOf, fixtureAnswers, fixtureFiles, openFiles } from '../../../support/parts.ts'
import type { Files } from '../../../support/parts.ts'

const SHARES = 'mp-shares-4'
const VLLM = 'mp-vllm-4'
const PARTS = 'mp-vllm-parts-2'
const STAGES = 'mp-vllm-stages-2x2'

function rulesOf(name: string): readonly string[] {
  const text = readFileSync(join(FIXTURES, 'distributed', name, 'expected.json'), 'utf8')
  return (JSON.parse(text) as { readonly join: readonly string[] }).join
}

function open(files: Files, rules: readonly string[]): Promise<Checkpoint> {
  return openFiles(files, { join: rules.map(parseJoin) })
}

/** The rules of a fixture with one of them in another way. */
function otherwise(name: string, one: string, other: string): readonly string[] {
  const rules = rulesOf(name)
  expect(rules).toContain(one)
  return rules.map((rule) => (rule === one ? other : rule))
}

/** Without the files whose names have one of these texts in them. */
function without(name: string, ...parts: readonly string[]): Files {
  return new Map([...fixtureFiles(name)].filter(([file]) => !parts.some((part) => file.includes(part))))
}

function byName<Named extends { readonly name: string }>(all: readonly Named[]): readonly Named[] {
  return all.toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

test.each([SHARES, VLLM, PARTS, STAGES])('%s: every byte is that of the whole', async (name) => {
  const found = await answersOf(await open(fixtureFiles(name), rulesOf(name)))
  const wanted = fixtureAnswers(name).map(({ path: _path, ...answer }) => answer)
  // vLLM writes the names in their order, and safetensors in its own.
  expect(byName(found)).toEqual(byName(wanted))
})

test('how they were joined is in the facts', async () => {
  const { parts, container } = await open(fixtureFiles(VLLM), rulesOf(VLLM))
  expect(container.facts.title).toBe('vLLM checkpoint of 4 tensor-parallel ranks, joined by rules')
  const told = parts?.placements?.map(({ placements }) => placements)
  expect(told).toContain('joined along 0 in blocks of 2+1/2+1/2')
  expect(parts?.unproven.join()).toContain('changed places')
})

describe('ranks that do not have what a rule says', () => {
  test.each([
    [
      'a sum that does not divide',
      '*qkv.*=0:4+2+2',
      '*qkv.*=0:5+2+2',
      'is a multiple of 9, the sum of its blocks',
    ],
    [
      'a number of ranks',
      '*{k,v}_proj.weight=0/2',
      '*{k,v}_proj.weight=0/3',
      'is a multiple of 3, and there are 4',
    ],
  ])('%s', async (_, one, other, reason) => {
    const error = await expectCode(open(fixtureFiles(SHARES), otherwise(SHARES, one, other)), 'JOIN_INVALID')
    expect(error.message).toContain(reason)
  })

  test('blocks that ranks do not share are refused where they are read', async () => {
    const rules = otherwise(SHARES, '*in_proj.*=0:2+2+1/2+1/2+1', '*in_proj.*=0:2/2+2+1/2+1/2+1')
    const error = await expectCode(open(fixtureFiles(SHARES), rules).then(answersOf), 'PIECES_INVALID')
    expect(error.message).toContain('has other bytes than')
  })

  test('in an order of other blocks nothing is shared', async () => {
    const rules = otherwise(VLLM, '*qkv_proj.*=0:2+1/2+1/2', '*qkv_proj.*=0:1/2+1/2+2')
    await expectCode(open(fixtureFiles(VLLM), rules).then(answersOf), 'PIECES_INVALID')
  })
})

describe('heads that ranks share', () => {
  test('are found, and the rule that is proposed has their number', async () => {
    const { details } = await expectCode(open(fixtureFiles(SHARES), []), 'JOIN_NEEDED')
    const group = details.groups.find(({ pattern }) => pattern === 'attention.k_proj.weight')
    expect(group).toMatchObject({ ranks: 'different', run: 2, proposal: '?/2' })
    expect(group?.wholes).toEqual([
      { how: '0/2', shape: [4, 5] },
      { how: '1/2', shape: [2, 10] },
    ])
  })

  test('a rule that joins them twice is told', async () => {
    const rules = otherwise(SHARES, '*{k,v}_proj.weight=0/2', '*{k,v}_proj.weight=0')
    const { notes } = await open(fixtureFiles(SHARES), rules)
    const [note] = notes.filter(({ code }) => code === 'JOINED_EQUAL')
    expect(note?.message).toContain(
      'each 2 ranks in a row have the same bytes of them (attention.k_proj.weight',
    )
  })
})

describe('files of vLLM', () => {
  test.each([
    ['a part in the middle', without(PARTS, 'rank-1-part-1'), 'model-rank-1-part-1.safetensors'],
    ['the first part', without(PARTS, 'rank-0-part-0'), 'model-rank-0-part-0.safetensors'],
    ['a rank', without(VLLM, 'rank-2-'), 'model-rank-2-part-0.safetensors'],
    ['a rank of a stage', without(STAGES, 'pp-1-tp-0'), 'model-pp-1-tp-0-part-0.safetensors'],
    ['a stage', without(STAGES, 'pp-0-'), 'stage 0 of the pipeline'],
    ['the first rank', without(VLLM, 'rank-0-'), 'model-rank-0-part-0.safetensors'],
  ])('%s is missing', async (_, files, named) => {
    const error = await expectCode(open(files, rulesOf(PARTS)), 'PIECES_INVALID')
    expect(error.message).toContain(named)
  })

  test('the last part of a rank is missing: another rank has its names', async () => {
    const last =
      [...fixtureFiles(PARTS).keys()]
        .filter((file) => file.includes('rank-1'))
        .toSorted()
        .at(-1) ?? ''
    const error = await expectCode(open(without(PARTS, last), rulesOf(PARTS)), 'PIECES_INVALID')
    expect(error.message).toContain('lacks tensors that')
  })

  test('a name in two parts', async () => {
    const files = new Map(fixtureFiles(PARTS))
    files.set('model-rank-0-part-1.safetensors', files.get('model-rank-0-part-0.safetensors') as Uint8Array)
    const error = await expectCode(open(files, rulesOf(PARTS)), 'PIECES_INVALID')
    expect(error.message).toContain('two parts of the rank of model-rank-0-part-0.safetensors have')
  })

  test('a whole model beside is what the folder stands for', async () => {
    const files = new Map([...fixtureFiles(VLLM), ['model.safetensors', new Uint8Array()] as const])
    await expect(open(files, rulesOf(VLLM))).rejects.toThrow()
  })
})
