/** Folders of DeepSpeed, as zero_to_fp32.py answers them. */
import { describe, expect, test } from 'vitest'
import type { TensorEntry } from '../../../../src/checkpoint/find/state-dict.ts'
import { readEntry } from '../../../../src/checkpoint/read/read.ts'
import type { PthError } from '../../../../src/errors.ts'
import { isPthError } from '../../../../src/errors.ts'
import { expectCode } from '../../../support/errors.ts'
import { answersOf, fixtureAnswers, fixtureFiles, openFiles, withPickle } from '../../../support/parts.ts'
import type { Answer, Files } from '../../../support/parts.ts'

/** Whether a file of a fixture is one of a rank. */
const STATES = /_states\.pt$/

function official(name: string): readonly Omit<Answer, 'path'>[] {
  return fixtureAnswers(name).map(({ name: called, dtype, shape, sha256 }) => ({
    name: called,
    dtype,
    shape,
    sha256,
  }))
}

async function codesOf(name: string, weights?: 'master' | 'module'): Promise<readonly string[]> {
  const { notes } = await openFiles(fixtureFiles(name), { ...(weights !== undefined && { weights }) })
  return notes.map(({ code }) => code)
}

function byName(
  { name: one }: { readonly name: string },
  { name: other }: { readonly name: string },
): number {
  return one < other ? -1 : 1
}

/** The names of a tag folder, without it. */
function ranksOf(files: Files): readonly string[] {
  return [...files.keys()].filter((name) => STATES.test(name))
}

function without(files: Files, name: string): Files {
  return new Map([...files].filter(([each]) => each !== name))
}

function withFile(files: Files, name: string, bytes: Uint8Array): Files {
  return new Map([...files, [name, bytes] as const])
}

/** The same archives as those of a writer that gives them no names: nothing in them says how their files were called. */
function nameless(files: Files): Files {
  const made = new Map<string, Uint8Array>()
  for (const [path, bytes] of files) {
    const name = Buffer.from(path.slice(path.lastIndexOf('/') + 1).replace(/\.pt$/, ''))
    const changed = Buffer.from(bytes)
    const other = Buffer.alloc(name.length, '_')
    for (let at = changed.indexOf(name); at >= 0 && STATES.test(path); at = changed.indexOf(name, at + 1))
      other.copy(changed, at)
    made.set(path, new Uint8Array(changed))
  }
  return made
}

const MASTER = [
  'ds-z2-frozen-tied-groups-2',
  'ds-z3-frozen-tied-groups-2',
  'ds-z3-subgroups-2',
  'ds-zero1-round-robin-4',
  'ds-zero1-all-4',
]

describe('the float32 weights of the optimizer', () => {
  test.each(MASTER)('%s: names, order, types, shapes and bytes of zero_to_fp32.py', async (name) => {
    const checkpoint = await openFiles(fixtureFiles(name))
    expect(await answersOf(checkpoint)).toEqual(official(name))
    expect(checkpoint.parts?.weights).toBe('master')
  })

  test('a tied name is the same tensor', async () => {
    const { stateDict } = await openFiles(fixtureFiles('ds-z3-frozen-tied-groups-2'))
    const [kept, alias] = ['emb.weight', 'head.weight'].map(
      (wanted) => stateDict.tensors.find(({ name }) => name === wanted)?.value,
    )
    expect(kept).toBeDefined()
    expect(alias).toBe(kept)
  })

  test('what the optimizer has no weights for is named', async () => {
    expect(await codesOf('ds-zero1-all-4')).toContain('NAMES_LEFT_OUT')
    expect(await codesOf('ds-z2-frozen-tied-groups-2')).not.toContain('NAMES_LEFT_OUT')
  })

  test.each(['ds-zero1-moe-2', 'ds-zero1-moe-trained-2', 'ds-zero1-moe-data-first-4', 'deep-moe-buffers-2'])(
    '%s: each expert is of the ranks that have it, under its number in the whole model',
    async (name) => {
      const found = await answersOf(await openFiles(fixtureFiles(name)))
      // No tool of DeepSpeed gives an order: the ranks gathered what each of them has.
      expect(found.toSorted(byName)).toEqual(official(name).toSorted(byName))
      expect(new Set(found.map(({ dtype }) => dtype))).toEqual(new Set(['float32']))
    },
  )

  test('names of experts follow each other by layers and numbers', async () => {
    const { stateDict } = await openFiles(fixtureFiles('ds-zero1-moe-trained-2'))
    const numbers = stateDict.tensors.flatMap(
      ({ name }) => /^(more|moe)\b.*deepspeed_experts\.(\d+)\.weight$/.exec(name)?.slice(1).join(' ') ?? [],
    )
    expect(numbers).toEqual(['moe 0', 'moe 1', 'moe 2', 'moe 3', 'more 0', 'more 1'])
  })
})

test('weights that the optimizer has in bfloat16 are not called float32', async () => {
  const name = 'deep-low-master-z2-2'
  const { container, notes, stateDict } = await openFiles(fixtureFiles(name))
  expect(await answersOf(await openFiles(fixtureFiles(name)))).toEqual(official(name))
  expect(stateDict.tensors.find(({ name: own }) => own === 'mid.weight')?.tensor.dtypeName).toBe('bfloat16')
  expect(container.facts.title).toContain('bfloat16 master weights')
  expect(notes.find(({ code }) => code === 'WEIGHTS_CHOSEN')?.message).toMatch(/^the bfloat16 weights/)
})

describe('float32 weights of experts are proven by those of the training', () => {
  const name = 'ds-zero1-moe-trained-2'

  test('an expert with other values', async () => {
    const files = new Map(fixtureFiles(name))
    const { stateDict } = await openFiles(files, { weights: 'module' })
    const entry = stateDict.tensors.find(({ name: called }) => called.includes('experts.1.weight'))
    const [path = ''] = [...files.keys()].filter((each) => each.includes('layer_0_expert_1_'))
    const bytes = Buffer.from(files.get(path) ?? [])
    const own = await readEntry(entry as TensorEntry)
    const at = bytes.indexOf(Buffer.from(own))
    expect(at).toBeGreaterThan(0)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    files.set(path, new Uint8Array(bytes))
    const error = await expectCode(openFiles(files), 'PIECES_INVALID')
    expect(error.message).toContain('has other values than the float32 weights')
    expect(error.message).toContain('--weights module')
  })

  test('ranks that were laid out in another way than the settings say', async () => {
    const other = 'ds-zero1-moe-data-first-4'
    const files = new Map<string, Uint8Array>()
    for (const [path, bytes] of fixtureFiles(other))
      files.set(
        path,
        /mp_rank_00_(model|optim)_states/.test(path) && !path.includes('expert')
          ? withPickle(bytes, 'use_data_before_expert', 'use_DATA_before_expert')
          : bytes,
      )
    await expectCode(openFiles(files), 'PIECES_INVALID')
  })

  test('the file of an expert is missing', async () => {
    const files = fixtureFiles(name)
    const [path = ''] = ranksOf(files).filter((each) => each.includes('layer_1_expert_1_'))
    const error = await expectCode(openFiles(without(files, path)), 'PIECES_INVALID')
    expect(error.details.names).toEqual(['layer_1_expert_1_mp_rank_00_model_states.pt'])
  })

  test('the file of a rank is missing', async () => {
    const files = fixtureFiles(name)
    const [path = ''] = ranksOf(files).filter((each) => each.includes('zero_pp_rank_1_'))
    await expectCode(openFiles(without(files, path)), 'PIECES_INVALID')
  })
})

describe('the weights in the dtype of the training', () => {
  test('without ZeRO there are no others', async () => {
    const checkpoint = await openFiles(fixtureFiles('ds-zero0-bf16-2'))
    expect(await answersOf(checkpoint)).toEqual(official('ds-zero0-bf16-2'))
    const { parts } = checkpoint
    expect(parts?.weights).toBe('module')
    await expectCode(openFiles(fixtureFiles('ds-zero0-bf16-2'), { weights: 'master' }), 'FORMAT_UNSUPPORTED')
  })

  test('experts are beside the module, each in its file', async () => {
    const files = fixtureFiles('ds-zero1-moe-2')
    const { stateDict } = await openFiles(files, { weights: 'module' })
    expect(stateDict.tensors).toHaveLength(13)
    const [expert = ''] = ranksOf(files).filter((name) => name.includes('expert_2'))
    const error = await expectCode(openFiles(without(files, expert), { weights: 'module' }), 'PIECES_INVALID')
    expect(error.details.names).toEqual(['layer_0_expert_2_mp_rank_00_model_states.pt'])
  })

  test('the placeholders of ZeRO-3 are no weights', async () => {
    const error = await expectCode(
      openFiles(fixtureFiles('ds-z3-subgroups-2'), { weights: 'module' }),
      'FORMAT_UNSUPPORTED',
    )
    expect(error.message).toContain('placeholders')
  })

  test('files of the optimizer are not needed', async () => {
    const files = fixtureFiles('ds-z2-frozen-tied-groups-2')
    const alone = new Map([...files].filter(([name]) => !name.includes('optim')))
    expect((await openFiles(alone, { weights: 'module' })).stateDict.tensors).toHaveLength(6)
    await expectCode(openFiles(alone), 'PIECES_INVALID')
  })
})

function saying(tag: string): Uint8Array {
  return new TextEncoder().encode(tag)
}

describe('which save', () => {
  const files = fixtureFiles('ds-z2-frozen-tied-groups-2')
  const tagged = (tag: string): Files =>
    new Map([...files].map(([name, bytes]) => [name.replace('global_step1/', `${tag}/`), bytes]))

  test('latest decides among several, whatever their names', async () => {
    const both = new Map([
      ...tagged('step 2'),
      ...tagged('__proto__'),
      ['latest', saying('step 2\n')] as const,
    ])
    const { name, notes } = await openFiles(both)
    expect(name).toBe('folder/step 2')
    expect(notes.at(-1)?.message).toContain('not opened: __proto__')
  })

  test('several without latest are listed', async () => {
    const both = new Map([...tagged('a'), ...tagged('b')])
    const error = await expectCode(openFiles(without(both, 'latest')), 'FORMAT_UNSUPPORTED')
    expect(error.message).toContain('folder/a, folder/b')
  })

  test.each(['../global_step1', '', '.', 'global_step2', '/etc'])('latest that says %j', async (tag) => {
    const error = await expectCode(openFiles(withFile(files, 'latest', saying(tag))), 'PIECES_INVALID')
    expect(error.details.names).toEqual(['global_step1'])
  })

  test('one folder down, as trainers have it', async () => {
    const inside = new Map([...files].map(([name, bytes]) => [`checkpoint-5/${name}`, bytes]))
    expect((await openFiles(inside)).name).toBe('folder/checkpoint-5/global_step1')
  })
})

/** What a change of the files leads to: the error, or nothing where the answer is the same. */
async function outcome(files: Files, name: string): Promise<PthError | null> {
  try {
    const answers = await answersOf(await openFiles(files))
    expect(answers, 'another answer than that of the whole folder').toEqual(official(name))
    return null
  } catch (error) {
    if (isPthError(error)) return error
    throw error
  }
}

describe('a fault is an error or changes nothing', () => {
  test.each(MASTER)('%s: a file is missing', async (name) => {
    const files = fixtureFiles(name)
    for (const file of ranksOf(files)) {
      const error = await outcome(without(files, file), name)
      // With ZeRO-3 only the module of rank 0 is needed, unless parameters are frozen.
      const unneeded = name === 'ds-z3-subgroups-2' && file.includes('rank_1_mp_rank_00_model')
      expect(error?.code ?? null).toBe(unneeded ? null : 'PIECES_INVALID')
    }
  })

  test.each(MASTER)('%s: two files have changed names', async (name) => {
    const files = fixtureFiles(name)
    const ranks = ranksOf(files)
    for (const [at, file] of ranks.entries()) {
      const other = ranks[(at + 1) % ranks.length] ?? ''
      const swapped = new Map([...files, [file, files.get(other)], [other, files.get(file)]] as [
        string,
        Uint8Array,
      ][])
      expect((await outcome(swapped, name))?.code).toBe('PIECES_INVALID')
    }
  })

  test.each(MASTER.filter((name) => !name.includes('z3')))(
    '%s: they have, and no archive says how it was called',
    async (name) => {
      const files = nameless(fixtureFiles(name))
      expect(await outcome(files, name)).toBeNull()
      const optim = ranksOf(files).filter((file) => file.includes('optim'))
      for (const [at, file] of optim.entries()) {
        const other = optim[(at + 1) % optim.length] ?? ''
        const swapped = new Map([...files, [file, files.get(other)], [other, files.get(file)]] as [
          string,
          Uint8Array,
        ][])
        const error = await outcome(swapped, name)
        expect(error?.code).toBe('PIECES_INVALID')
        // Lengths tell the last ranks apart, lists all of them.
        if (at + 2 < optim.length) expect(error?.message).toContain('param_slice_mappings')
      }
    },
  )

  test.each(MASTER)('%s: a file is there twice', async (name) => {
    const files = fixtureFiles(name)
    for (const file of ranksOf(files)) {
      const bytes = files.get(file) ?? new Uint8Array(0)
      const more = [
        file.replace('/bf16_zero', '/zero'),
        file.replace('/zero', '/bf16_zero'),
        file.replace('/zero_pp_rank_', '/zero_pp_rank_0'),
        file.replace(/pp_rank_\d+/, 'pp_rank_9'),
        file.replace('mp_rank_00', 'mp_rank_01'),
        file.replace(/(?<kind>model|optim)_states/, 'copy_$<kind>_states'),
      ].filter((copy) => !files.has(copy) && STATES.test(copy))
      for (const copy of more) {
        const error = await outcome(withFile(files, copy, bytes), name)
        if (copy.endsWith('model_states.pt') && copy.includes('bf16')) continue
        expect(error?.code, copy).toMatch(/^(PIECES_INVALID|FORMAT_UNSUPPORTED)$/)
      }
    }
  })

  test.each(MASTER)('%s: a file is cut off', async (name) => {
    const files = fixtureFiles(name)
    for (const file of ranksOf(files)) {
      const bytes = files.get(file) ?? new Uint8Array(0)
      for (const part of [0, 0.3, 0.7, 0.99]) {
        const cut = withFile(files, file, bytes.subarray(0, Math.floor(bytes.length * part)))
        // The module of another rank than the first may be unneeded, and is proven all the same.
        expect(await outcome(cut, name)).not.toBeNull()
      }
    }
  })

  test.each(MASTER)('%s: a byte has changed', async (name) => {
    const files = fixtureFiles(name)
    let found = 0
    for (const file of ranksOf(files)) {
      const bytes = files.get(file) ?? new Uint8Array(0)
      for (let at = 31; at < bytes.length; at += 331) {
        const changed = Uint8Array.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ 0x15
        if ((await outcome(withFile(files, file, changed), name)) !== null) found += 1
      }
    }
    // Padding of the archives and states of the optimizer may change unseen.
    expect(found).toBeGreaterThan(5)
  })

  test('files of two saves', async () => {
    const files = fixtureFiles('ds-z3-subgroups-2')
    const other = fixtureFiles('ds-z3-frozen-tied-groups-2')
    for (const file of ranksOf(files)) {
      const mixed = withFile(files, file, other.get(file) ?? new Uint8Array(0))
      expect((await outcome(mixed, 'ds-z3-subgroups-2'))?.code).toBe('PIECES_INVALID')
    }
  })
})
