import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../../src/checkpoint/open.ts'
import { dtype } from '../../../src/dtype/dtype.ts'
import { isPthError, PthError } from '../../../src/errors.ts'
import { memorySource } from '../../../src/io/source.ts'
import { parseRename } from '../../../src/names/rename.ts'
import { planConvert } from '../../../src/operations/convert/plan.ts'
import type { ConvertPlan } from '../../../src/operations/convert/plan.ts'
import { CONVERT_DEFAULTS } from '../../../src/operations/convert/options.ts'
import type { ConvertOptions } from '../../../src/operations/convert/options.ts'
import { openPickle } from '../../support/archive.ts'
import {
  BUILD,
  bytes,
  dict,
  float,
  int,
  named,
  orderedDict,
  program,
  storage,
  tensor,
  text,
} from '../../support/assembler.ts'
import { fixture, headerOf, openFixture, planFixture, writePlan } from './helpers.ts'

async function failure(work: Promise<unknown>): Promise<PthError> {
  try {
    await work
  } catch (error) {
    if (isPthError(error)) return error
    throw error
  }
  throw new Error('it did not fail')
}

describe('shared tensors', () => {
  test('the name that save_model keeps, the others in the metadata', async () => {
    const expected: { metadata: Record<string, string>; names: string[] } = JSON.parse(
      new TextDecoder().decode(fixture('convert/tied.json')),
    )
    const { header } = headerOf(
      await writePlan(await planFixture('convert/tied.pth', { shared: 'keep-first' })),
    )
    expect(header.get('__metadata__')).toEqual(expected.metadata)
    expect([...header.keys()].filter((name) => name !== '__metadata__')).toEqual(expected.names)
  })

  test('copied, or refused with every group', async () => {
    const copy = await planFixture('convert/tied.pth', { shared: 'copy' })
    expect(copy.tensors.map(({ name }) => name)).toEqual(['zeta.weight', 'alpha.weight', 'middle.weight'])
    const error = await failure(planFixture('convert/tied.pth', { shared: 'error' }))
    expect(error.code).toBe('TENSORS_SHARED')
    expect(error.details).toEqual({ groups: [['zeta.weight', 'alpha.weight', 'middle.weight']] })
  })

  test('without metadata nothing is lost: they are copied', async () => {
    const plan = await planFixture('convert/tied.pth', { shared: 'keep-first', metadata: null })
    expect(plan.tensors).toHaveLength(3)
    expect(plan.facts.notices).toHaveLength(1)
  })

  test('a metadata entry of the same name is not overwritten: the tensor is copied', async () => {
    const plan = await planFixture('convert/tied.pth', {
      shared: 'keep-first',
      metadata: new Map([['zeta.weight', 'mine']]),
    })
    expect(plan.tensors.map(({ name }) => name)).toEqual(['zeta.weight', 'alpha.weight'])
    expect(plan.metadata?.get('zeta.weight')).toBe('mine')
  })

  test('views that overlap without being the same are all written', async () => {
    const plan = await planFixture('shared-views.pth')
    expect(plan.aliases.size).toBe(0)
    expect(plan.groups[0]?.overlap).toBe(true)
    expect(plan.tensors).toHaveLength(4)
  })

  test('in a torch.save archive they share one storage', async () => {
    const plan = await planFixture('convert/tied.pth', { format: 'pth' })
    const bytes = await writePlan(plan, 'out.pth')
    const again = await openCheckpoint(memorySource(bytes, 'out.pth'))
    expect(again.stateDict.tensors.map(({ name }) => name)).toEqual([
      'zeta.weight',
      'alpha.weight',
      'middle.weight',
    ])
    expect(again.storages.size).toBe(1)
  })
})

/** A plan for what save_model makes of a model with three names for one weight. */
async function tied(options: Partial<ConvertOptions>): Promise<ConvertPlan> {
  const bytes = await writePlan(await planFixture('convert/tied.pth', { shared: 'keep-first' }))
  return planConvert([await openCheckpoint(memorySource(bytes, 'tied.safetensors'))], {
    ...CONVERT_DEFAULTS,
    ...options,
  })
}

describe('names that a safetensors input records for shared tensors', () => {
  const ALL = ['alpha.weight', 'middle.weight', 'zeta.weight']

  test('are carried as text, and told where the output has no metadata', async () => {
    expect((await tied({})).metadata).toEqual(
      new Map([
        ['format', 'pt'],
        ['middle.weight', 'alpha.weight'],
        ['zeta.weight', 'alpha.weight'],
      ]),
    )
    const plain = await tied({ format: 'pth' })
    expect(plain.tensors.map(({ name }) => name)).toEqual(['alpha.weight'])
    expect(plain.facts.notices).toEqual([
      expect.stringContaining('middle.weight=alpha.weight, zeta.weight=alpha.weight'),
    ])
  })

  test('are told when the tensor that they name is renamed', async () => {
    expect((await tied({ addPrefix: 'm.' })).facts.notices).toEqual([
      expect.stringContaining('"middle.weight"'),
      expect.stringContaining('"zeta.weight"'),
    ])
    expect((await tied({})).facts.notices).toEqual([])
  })

  test('become tensors again in one storage of a torch.save archive', async () => {
    const plan = await tied({ format: 'pth', restoreShared: true })
    const again = await openCheckpoint(memorySource(await writePlan(plan, 'out.pth'), 'out.pth'))
    expect(again.stateDict.tensors.map(({ name }) => name)).toEqual(ALL)
    expect(again.storages.size).toBe(1)
  })

  test('are renamed with the tensor, and recorded anew', async () => {
    const plan = await tied({ addPrefix: 'm.', restoreShared: true, shared: 'keep-first' })
    expect(plan.tensors.map(({ name }) => name)).toEqual(['m.alpha.weight'])
    expect(plan.metadata).toEqual(
      new Map([
        ['format', 'pt'],
        ['m.middle.weight', 'm.alpha.weight'],
        ['m.zeta.weight', 'm.alpha.weight'],
      ]),
    )
    expect(plan.facts.notices).toEqual([])
  })
})

test('a recorded name follows the average that takes the place of its tensor', async () => {
  const pickle = named({
    w: tensor(storage('0', 6), [2], [1]),
    'model_ema.w': tensor(storage('0', 6), [2], [1], 4),
  })
  const bytes = await writePlan(
    planConvert([await openPickle(pickle)], { ...CONVERT_DEFAULTS, metadata: new Map([['tied', 'w']]) }),
  )
  const input = await openCheckpoint(memorySource(bytes, 'tied.safetensors'))
  const planned = (ema: ConvertOptions['ema']): string[] =>
    planConvert([input], { ...CONVERT_DEFAULTS, format: 'npz', restoreShared: true, ema }).tensors.map(
      ({ name, source }) => `${name} of ${source.path}`,
    )
  const [average, plain] = [
    `of ${input.stateDict.tensors.find(({ name }) => name === 'model_ema.w')?.path}`,
    `of ${input.stateDict.tensors.find(({ name }) => name === 'w')?.path}`,
  ]
  expect(planned('prefer')).toEqual([`w ${average}`, `tied ${average}`])
  expect(planned('only')).toEqual([`w ${average}`, `tied ${average}`])
  expect(planned('drop')).toEqual([`w ${plain}`, `tied ${plain}`])
})

describe('the versions of modules in a torch.save archive', () => {
  test.each([
    ['nothing but versions', dict([text('version'), int(2)]), [['layer', 2]], 0],
    ['no version', dict(), [['layer', null]], 0],
    ['a version that is no whole number', dict([text('version'), float(1.5)]), [['layer', null]], 1],
    [
      'another entry',
      dict([text('version'), int(2)], [text('note'), text('kept by a hook')]),
      [['layer', 2]],
      1,
    ],
    ['no dictionary', int(2), [['layer', null]], 1],
  ] as const)('what else _metadata says is told: %s', async (_, local, versions, told) => {
    const items = [text('weight'), tensor(storage('0', 6), [2, 3], [3, 1])] as const
    const state = bytes(
      orderedDict(),
      '(',
      ...items,
      'u',
      dict([text('_metadata'), dict([text('layer'), local])]),
      BUILD,
    )
    const plan = planConvert([await openPickle(program(state))], { ...CONVERT_DEFAULTS, format: 'pth' })
    expect([...(plan.versions ?? [])]).toEqual(versions)
    expect(plan.facts.notices).toHaveLength(told)
    expect(plan.facts.notices.every((notice) => notice.includes('_metadata'))).toBe(true)
  })

  test('are those that PyTorch found, when names stay', async () => {
    const { state_dict: state }: { state_dict: { metadata: Record<string, number> } } = JSON.parse(
      new TextDecoder().decode(fixture('resnet18.pth.expected.json')),
    )
    const bytes = await writePlan(await planFixture('resnet18.pth', { format: 'pth' }), 'out.pth')
    const again = await openCheckpoint(memorySource(bytes, 'out.pth'))
    expect(again.stateDict.versions).toEqual(new Map(Object.entries(state.metadata)))
  })

  test('follow a prefix, as in a module that contains the model', async () => {
    const plain = await planFixture('resnet18.pth', { format: 'pth' })
    const plan = await planFixture('resnet18.pth', { format: 'pth', addPrefix: 'm.' })
    const moved = [...(plain.versions ?? [])].map(([path, version]) => [
      path === '' ? 'm' : `m.${path}`,
      version,
    ])
    expect([...(plan.versions ?? [])]).toEqual(moved)
    expect(plan.facts.notices).toEqual([])
  })

  test.each([
    { renames: [{ from: 'fc.*', to: 'head.*', literal: false }] },
    { renameParts: [['fc.weight', 'head.weight']] as const },
  ])('are left out with a word when %j moves tensors otherwise than modules', async (options) => {
    const plan = await planFixture('resnet18.pth', { format: 'pth', ...options })
    expect(plan.versions).toBeNull()
    expect(plan.facts.notices).toEqual([expect.stringContaining('_metadata')])
  })
})

test('a single slice of a larger storage is written alone, and what is left out is told', async () => {
  const plan = await planFixture('offset.pth')
  expect(plan.facts.storage.held).toBeGreaterThan(plan.facts.storage.used)
  expect(plan.nbytes).toBeLessThanOrEqual(plan.facts.storage.used)
})

test('arrays of Python objects and masked arrays have no form: named together, and skipped with a word', async () => {
  const error = await failure(planFixture('wild/object-arrays.pth'))
  expect([
    error.code,
    isPthError(error, 'TENSORS_UNSUPPORTED') && error.details.tensors.map(({ name }) => name),
  ]).toEqual(['TENSORS_UNSUPPORTED', ['texts', 'masked']])
  const skipped = await planFixture('wild/object-arrays.pth', { unsupported: new Set(['parts', 'skip']) })
  expect(skipped.facts.skipped.map(({ name }) => name)).toEqual(['texts', 'masked'])
  expect(skipped.tensors.map(({ name }) => name)).toEqual(['weight'])
})

test('what has no form stops the run with every name, or is skipped with a word, or becomes its parts', async () => {
  const error = await failure(planFixture('conjugated.pth'))
  expect(error.code).toBe('TENSORS_UNSUPPORTED')
  expect(error.details).toMatchObject({ tensors: [{ name: 'double' }, { name: 'tail' }] })
  const skipped = await planFixture('conjugated.pth', { unsupported: new Set(['skip']) })
  expect(skipped.facts.skipped.map(({ name }) => name)).toEqual(['double', 'tail'])
  const parts = await planFixture('conjugated.pth', { unsupported: new Set(['parts']) })
  expect(parts.tensors.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['double.real', 'double.imag', 'tail.real', 'tail.imag']),
  )
})

test.each([
  [
    'sparse-float32.pth',
    [],
    '--unsupported dense writes them in another form, --unsupported skip leaves them out',
  ],
  [
    'conjugated.pth',
    [],
    '--unsupported parts writes them in another form, --unsupported skip leaves them out',
  ],
  [
    'quantized-qint8.pth',
    ['dense'],
    '--unsupported dense,dequantize writes them in another form, --unsupported dense,skip leaves them out',
  ],
  [
    'dtypes.pth',
    [],
    '--unsupported parts writes 2 of them in another form, --unsupported skip leaves them out',
  ],
  ['meta-tensors.pth', [], '--unsupported skip leaves them out, and no other word of --unsupported helps'],
] as const)('the hint for %s names the words that help, and no other: %j', async (file, given, hint) => {
  const error = await failure(planFixture(file, { unsupported: new Set(given) }))
  expect(error.details).toMatchObject({ hint })
})

describe('names', () => {
  test('a collision names both sources', async () => {
    const error = await failure(planFixture('convert/tied.pth', { renames: [parseRename('alpha.*=zeta.*')] }))
    expect(error.code).toBe('NAME_COLLISION')
    expect(error.message).toContain('"zeta.weight" at')
    expect(error.message).toContain('"alpha.weight" at')
  })

  test('two inputs with one name collide, and both files are named', async () => {
    const inputs = [await openFixture('convert/tied.pth'), await openFixture('convert/tied.pth')]
    const error = await failure(Promise.resolve().then(() => planConvert(inputs, CONVERT_DEFAULTS)))
    expect(error.code).toBe('NAME_COLLISION')
  })

  test('prefixes are taken off where they are, and put on everywhere', async () => {
    const plan = await planFixture('convert/tied.pth', {
      shared: 'copy',
      stripPrefixes: ['zeta.'],
      addPrefix: 'net.',
    })
    expect(plan.tensors.map(({ name }) => name)).toEqual([
      'net.weight',
      'net.alpha.weight',
      'net.middle.weight',
    ])
    expect(plan.facts.renamed).toBe(3)
  })

  test('include and exclude choose by the names in the file; nothing left is an error', async () => {
    const plan = await planFixture('convert/tied.pth', { include: ['*a.weight'], exclude: ['z*'] })
    expect(plan.tensors.map(({ name }) => name)).toEqual(['alpha.weight'])
    expect(plan.facts.excluded).toEqual(['zeta.weight', 'middle.weight'])
    expect((await failure(planFixture('convert/tied.pth', { include: ['nothing'] }))).code).toBe(
      'NOTHING_SELECTED',
    )
  })

  test('a rule that fits no name is told', async () => {
    const plan = await planFixture('convert/tied.pth', { renames: [parseRename('x=y')] })
    expect(plan.facts.unusedRules).toEqual([{ from: 'x', to: 'y', literal: false }])
  })
})

test('what was asked for and fits nothing is told, once for each', async () => {
  const nothing = {
    exclude: ['no.*'],
    keep: ['norm*'],
    stripPrefixes: ['model.'],
    dtype: dtype('float16'),
    ema: 'drop' as const,
  }
  expect((await planFixture('convert/tied.pth', nothing)).facts.notices).toHaveLength(4)
  const something = {
    include: ['zeta.*'],
    exclude: ['alpha.*'],
    keep: ['weight'],
    stripPrefixes: ['zeta.'],
    dtype: dtype('float16'),
  }
  expect((await planFixture('convert/tied.pth', something)).facts.notices).toEqual([])
})

test('integers and booleans are never cast, and kept names neither', async () => {
  const plan = await planFixture('convert/order.pth', { dtype: dtype('float16'), keep: ['*float64'] })
  const after = new Map(plan.tensors.map(({ source, dtype }) => [source.tensor.dtypeName, dtype.name]))
  for (const name of [
    'int8',
    'uint8',
    'bool',
    'int16',
    'int32',
    'int64',
    'uint64',
    'complex64',
    'float64',
    'float4_e2m1fn_x2',
  ]) {
    expect(after.get(name)).toBe(name)
  }
  for (const name of ['float32', 'bfloat16', 'float8_e5m2', 'float8_e8m0fnu'])
    expect(after.get(name)).toBe('float16')
})

test('a view that claims far more bytes than its storage has is refused unless allowed', async () => {
  const expanded = await openFixture('expanded.pth')
  const [entry] = expanded.stateDict.tensors
  const tensor = entry?.tensor
  if (entry === undefined || tensor?.kind !== 'strided') throw new Error('the fixture has changed')
  const huge = { ...entry, tensor: { ...tensor, shape: [2 ** 40], stride: [0] } }
  const checkpoint = { ...expanded, stateDict: { ...expanded.stateDict, tensors: [huge] } }
  const error = await failure(Promise.resolve().then(() => planConvert([checkpoint], CONVERT_DEFAULTS)))
  expect(error.code).toBe('LIMIT_EXCEEDED')
  expect(() => planConvert([checkpoint], { ...CONVERT_DEFAULTS, maxOutput: 2 ** 45 })).not.toThrow()
})

describe('scalars', () => {
  test('are left out and told, or become metadata or tensors', async () => {
    const dropped = await planFixture('state_dict.pth')
    expect(dropped.facts.leftOut.map(({ path }) => path)).toContain('$.epoch')
    const text = await planFixture('state_dict.pth', { scalars: 'metadata' })
    expect(text.metadata?.get('epoch')).toBeDefined()
    expect(text.facts.leftOut.map(({ path }) => path)).not.toContain('$.epoch')
    const tensors = await planFixture('state_dict.pth', { scalars: 'tensors' })
    const epoch = tensors.tensors.find(({ name }) => name === 'epoch')
    expect(epoch?.dtype.name).toBe('int64')
    expect(epoch?.shape).toEqual([])
  })
})
