/**
 * Files of tensor-parallel ranks against what Megatron-core and DeepSpeed know of their tensors, and against the tensors
 * before torch.chunk split them (test/distributed/make/tensor_parallel.py).
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Checkpoint } from '../../../../src/checkpoint/checkpoint.ts'
import type { OpenFolderOptions } from '../../../../src/checkpoint/distributed/options.ts'
import { parseJoin } from '../../../../src/names/join-rule.ts'
import { FIXTURES } from '../../../fixtures.ts'
import { expectCode } from '../../../support/errors.ts'
import { answersOf, fixtureAnswers, fixtureFiles, openFiles, withPickle } from '../../../support/parts.ts'
import type { Answer, Files } from '../../../support/parts.ts'

const MEGATRON = 'mp-megatron-gated-2'
const STAGES = 'mp-megatron-stages-2x2'
const LLAMA = 'mp-llama2-2'
const DEEPSPEED = 'mp-deepspeed-zero1-bf16-2'

function rulesOf(name: string): readonly string[] {
  const text = readFileSync(join(FIXTURES, 'distributed', name, 'expected.json'), 'utf8')
  return (JSON.parse(text) as { readonly join: readonly string[] }).join
}

function open(files: Files, rules: readonly string[], options: OpenFolderOptions = {}): Promise<Checkpoint> {
  return openFiles(files, { ...options, join: rules.map(parseJoin) })
}

function renamed(files: Files, change: (name: string) => string | null): Files {
  const made = new Map<string, Uint8Array>()
  for (const [name, bytes] of files) {
    const other = change(name)
    if (other !== null) made.set(other, bytes)
  }
  return made
}

function withoutPath({ name, dtype, shape, sha256 }: Answer): Omit<Answer, 'path'> {
  return { name, dtype, shape, sha256 }
}

/** Without the files whose names have a text in them. */
function missing(files: Files, part: string): Files {
  return renamed(files, (name) => (name.includes(part) ? null : name))
}

/** Two texts in all names exchanged. */
function exchanged(files: Files, one: string, other: string): Files {
  return renamed(files, (name) => (name.includes(one) ? name.replace(one, other) : name.replace(other, one)))
}

describe('joined by the rules, every byte is that of the whole', () => {
  test.each([MEGATRON, STAGES, LLAMA, DEEPSPEED, 'mp-blocks-3', 'mp-odd-2'])('%s', async (name) => {
    const found = await answersOf(await open(fixtureFiles(name), rulesOf(name)))
    expect(found).toEqual(fixtureAnswers(name).map(withoutPath))
  })

  test('gate and up in one tensor: joined as they lie, the order is another', async () => {
    const rules = rulesOf(MEGATRON).map((rule) => rule.replace('0:2', '0'))
    const found = await answersOf(await open(fixtureFiles(MEGATRON), rules))
    const wanted = fixtureAnswers(MEGATRON)
    const others = found.filter(({ sha256 }, at) => sha256 !== wanted[at]?.sha256).map(({ name }) => name)
    expect(others.every((name) => name.includes('linear_fc1'))).toBe(true)
    expect(others).toHaveLength(4)
  })

  test('the module of DeepSpeed, in the dtype of the training', async () => {
    const checkpoint = await open(fixtureFiles(DEEPSPEED), rulesOf(DEEPSPEED), { weights: 'module' })
    const found = await answersOf(checkpoint)
    expect(found.map(({ name }) => name).toSorted()).toEqual(
      fixtureAnswers(DEEPSPEED)
        .map(({ name }) => name)
        .toSorted(),
    )
    expect(found.find(({ name }) => name === 'up.weight')).toMatchObject({
      dtype: 'bfloat16',
      shape: [16, 8],
    })
    expect(checkpoint.parts?.weights).toBe('module')
  })

  test('names of one tensor stay names of one tensor', async () => {
    const { stateDict } = await open(fixtureFiles('mp-odd-2'), rulesOf('mp-odd-2'))
    const [one, other] = stateDict.tensors.filter(({ name }) => name.startsWith('tied.'))
    expect(one?.value).toBe(other?.value)
  })

  test('with two rules they are two tensors', async () => {
    const rules = ['tied.one=1', ...rulesOf('mp-odd-2')]
    const { stateDict } = await open(fixtureFiles('mp-odd-2'), rules)
    const shapes = stateDict.tensors.filter(({ name }) => name.startsWith('tied.'))
    expect(shapes.map(({ tensor }) => tensor.shape)).toEqual([
      [3, 8],
      [6, 4],
    ])
  })

  test('what was joined, and how, is in the facts', async () => {
    const { parts, container, notes } = await open(fixtureFiles(STAGES), rulesOf(STAGES))
    expect(container.facts.title).toBe(
      'Megatron checkpoint of 2 tensor-parallel ranks in 2 stages, joined by rules',
    )
    expect(parts?.mesh).toEqual({ shape: [2, 2], names: ['pipeline', 'tensor'] })
    expect(parts?.joined).toEqual(rulesOf(STAGES))
    expect(parts?.placements?.map(({ placements }) => placements).toSorted()).toEqual([
      'by rule the same on all ranks',
      'joined along 0',
      'joined along 0 in 2 blocks',
      'joined along 1',
    ])
    expect(notes.map(({ message }) => message).join()).toContain('left out: args')
  })
})

describe('without a rule nothing is joined', () => {
  test('the groups of names, what is known of each, and no dimension', async () => {
    const { details } = await expectCode(open(fixtureFiles(LLAMA), []), 'JOIN_NEEDED')
    expect(details).toMatchObject({ tensors: 22, total: 13 })
    const byPattern = new Map(details.groups.map((group) => [group.pattern, group]))
    expect(byPattern.get('layers.*.attention.wo.weight')).toEqual({
      pattern: 'layers.*.attention.wo.weight',
      tensors: 2,
      dtype: 'bfloat16',
      shapes: [
        [16, 8],
        [16, 8],
      ],
      ranks: 'different',
      wholes: [
        { how: '0', shape: [32, 8] },
        { how: '1', shape: [16, 16] },
      ],
      proposal: '?',
    })
    expect(byPattern.get('norm.weight')).toMatchObject({ ranks: 'equal', proposal: 'same' })
  })

  test('patterns take the names of their group and no others; equal values of one number propose nothing', async () => {
    const { details } = await expectCode(open(fixtureFiles('mp-odd-2'), []), 'JOIN_NEEDED')
    const told = details.groups.map(({ pattern, tensors, ranks, proposal }) => [
      pattern,
      tensors,
      ranks,
      proposal,
    ])
    expect(told).toEqual([
      ['layers.*.b.bias', 2, 'constant', '?'],
      ['layers.0.a.weight', 1, 'different', '?'],
      ['layers.{1..2}.a.weight', 2, 'different', '?'],
      ['tied.one', 1, 'different', '?'],
      ['tied.other', 1, 'different', '?'],
      ['view.left', 1, 'different', '?'],
      ['view.right', 1, 'different', '?'],
      ['norm.3.weight', 1, 'equal', 'same'],
      ['norm.weight', 1, 'constant', '?'],
      ['x.3.5', 1, 'different', '?'],
      ['x.5.3', 1, 'equal', 'same'],
      ['step', 1, 'constant', '?'],
    ])
  })

  test('those that rules decide are not listed', async () => {
    const { details } = await expectCode(
      open(fixtureFiles(LLAMA), ['layers.*norm.weight=same', 'layers.*=0']),
      'JOIN_NEEDED',
    )
    expect(details.groups.map(({ pattern }) => pattern)).toEqual([
      'tok_embeddings.weight',
      'norm.weight',
      'output.weight',
      'rope.freqs',
    ])
  })

  test('ranks of DeepSpeed, too', async () => {
    const { details } = await expectCode(open(fixtureFiles(DEEPSPEED), []), 'JOIN_NEEDED')
    expect(details.found).toBe('a DeepSpeed checkpoint of 2 tensor-parallel ranks')
  })
})

describe('a rule that does not fit is refused', () => {
  test.each([
    ['decides nothing: no tensor', ['nothing.*=0', ...rulesOf(LLAMA)]],
    ['comes first and takes what it matches', ['*.weight=0', '*norm.weight=same', 'rope.freqs=same']],
    ['needs a dimension 1, counted from 0', ['*norm.weight=1', '*=0']],
    ['needs a dimension 3', ['*=3']],
    ['blocks of equal size', ['*=0:7']],
    ['which matches too, and all ranks have the same bytes', ['*.weight=0', '*{norm.weight,freqs}=same']],
  ])('%s', async (reason, rules) => {
    const error = await expectCode(open(fixtureFiles(LLAMA), rules), 'JOIN_INVALID')
    expect(error.message).toContain(reason)
    expect(error.details.rule).not.toBe('')
  })

  test('shapes that differ in another dimension', async () => {
    const rules = rulesOf('mp-blocks-3').map((rule) => rule.replace('uneven=0', 'uneven=1'))
    const error = await expectCode(open(fixtureFiles('mp-blocks-3'), rules), 'JOIN_INVALID')
    expect(error.message).toContain('[3, 3] + [0, 3] + [4, 3] of: uneven')
  })

  test('same for shapes that differ', async () => {
    const rules = rulesOf('mp-blocks-3').map((rule) => rule.replace('uneven=0', 'uneven=same'))
    const error = await expectCode(open(fixtureFiles('mp-blocks-3'), rules), 'JOIN_INVALID')
    expect(error.message).toContain('needs one shape on all ranks')
  })

  test('same for other bytes, named where they are read', async () => {
    const error = await expectCode(
      open(fixtureFiles(LLAMA), ['layers.1.attention.wo.weight=same', ...rulesOf(LLAMA)]).then(answersOf),
      'PIECES_INVALID',
    )
    expect(error.message).toContain(
      'consolidated.00.pth > "layers.1.attention.wo.weight": has other bytes than',
    )
  })

  test('parts that all ranks have alike are told', async () => {
    const rules = rulesOf(LLAMA).map((rule) => rule.replace('*norm.weight=same', '*norm.weight=0'))
    const { notes } = await open(fixtureFiles(LLAMA), rules)
    const [note] = notes.filter(({ code }) => code === 'JOINED_EQUAL')
    expect(note?.message).toContain('layers.0.attention_norm.weight')
  })
})

describe('files that are not those of one save', () => {
  test.each([
    [MEGATRON, 'mp_rank_01', 'mp_rank_01/model_optim_rng.pt'],
    [MEGATRON, 'mp_rank_00', 'mp_rank_00/model_optim_rng.pt'],
    [STAGES, '_001/', 'pipeline of 2 stages, and files are there of 1'],
    [STAGES, '_000/', 'the files of stage 0 of the pipeline are missing'],
    [STAGES, 'mp_rank_01_001', 'mp_rank_01_001/model_optim_rng.pt'],
    [LLAMA, 'consolidated.00', 'consolidated.00.pth'],
    [DEEPSPEED, 'mp_rank_01', 'mp_rank_01_model_states.pt'],
    [DEEPSPEED, 'mp_rank_00', 'mp_rank_00_'],
  ])('%s without %s', async (name, part, named) => {
    const error = await expectCode(open(missing(fixtureFiles(name), part), rulesOf(name)), 'PIECES_INVALID')
    expect(error.message).toContain(named)
  })

  test('ranks that have changed places: the number of the process shows it', async () => {
    const files = exchanged(fixtureFiles(MEGATRON), 'mp_rank_00', 'mp_rank_01')
    const error = await expectCode(open(files, rulesOf(MEGATRON)), 'PIECES_INVALID')
    expect(error.message).toContain('files have changed places')
  })

  test.each([LLAMA, DEEPSPEED])('%s: the name that the archive was written with shows it', async (name) => {
    const files =
      name === LLAMA
        ? exchanged(fixtureFiles(name), 'consolidated.00', 'consolidated.01')
        : exchanged(fixtureFiles(name), 'mp_rank_00', 'mp_rank_01')
    const error = await expectCode(open(files, rulesOf(name)), 'PIECES_INVALID')
    expect(error.message).toContain('is the file of another rank, renamed')
  })

  test('a rank with other names', async () => {
    const files = new Map(fixtureFiles(LLAMA))
    const other = withPickle(files.get('consolidated.01.pth') ?? new Uint8Array(), 'rope.freqs', 'rope.other')
    files.set('consolidated.01.pth', other)
    const error = await expectCode(open(files, rulesOf(LLAMA)), 'PIECES_INVALID')
    expect(error.message).toContain('consolidated.01.pth lacks tensors that consolidated.00.pth has')
  })

  test('stages whose layers have the same names', async () => {
    const name = 'mp-megatron-restart-2x2'
    const error = await expectCode(open(fixtureFiles(name), rulesOf(name)), 'FORMAT_UNSUPPORTED')
    expect(error.message).toContain('layers are numbered anew')
  })

  test('an iteration that is not there', async () => {
    const files = new Map(fixtureFiles(MEGATRON))
    files.set('latest_checkpointed_iteration.txt', new TextEncoder().encode('200\n'))
    const error = await expectCode(open(files, rulesOf(MEGATRON)), 'PIECES_INVALID')
    expect(error.details.names).toEqual(['iter_0000100'])
  })

  test('a pickle with another checksum', async () => {
    const files = new Map(fixtureFiles(MEGATRON))
    const path = 'iter_0000100/mp_rank_01/model_optim_rng.pt'
    const bytes = Uint8Array.from(files.get(path) ?? [])
    const at = Buffer.from(bytes).indexOf('linear_fc2.weight')
    bytes[at] = (bytes[at] ?? 0) ^ 1
    files.set(path, bytes)
    const error = await expectCode(open(files, rulesOf(MEGATRON)), 'CONTAINER_INVALID')
    expect(error.message).toContain('data.pkl')
  })

  test('a storage with another checksum', async () => {
    const files = new Map(fixtureFiles(LLAMA))
    const bytes = Uint8Array.from(files.get('consolidated.01.pth') ?? [])
    const { stateDict } = await open(files, rulesOf(LLAMA))
    expect(stateDict.tensors.length).toBe(22)
    // The first storage of the file begins at a multiple of 64 behind its pickle.
    const at = Buffer.from(bytes).indexOf('consolidated.01/data/0') + 64
    bytes[at + 64] = (bytes[at + 64] ?? 0) ^ 1
    files.set('consolidated.01.pth', bytes)
    const error = await expectCode(open(files, rulesOf(LLAMA)).then(answersOf), 'CONTAINER_INVALID')
    expect(error.message).toContain('CRC-32')
  })
})

test('one rank needs no rule', async () => {
  const files = new Map<string, Uint8Array>()
  for (const [name, bytes] of fixtureFiles('mp-blocks-3'))
    if (name.startsWith('mp_rank_00')) files.set(name, bytes)
  const { parts, stateDict } = await open(files, [])
  expect(stateDict.tensors).toHaveLength(9)
  expect(parts?.joined).toBeUndefined()
})
