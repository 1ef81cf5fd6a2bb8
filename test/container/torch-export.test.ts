/** Exported programs: what their descriptions may say. */
import { expect, test } from 'vitest'
import { readTensor } from '../../src/checkpoint/read/read.ts'
import type { Checkpoint } from '../../src/checkpoint/checkpoint.ts'
import { openKind, tensorOf } from '../checkpoint/kinds.ts'
import { openZip, raw } from '../support/archive.ts'
import { expectCode } from '../support/errors.ts'

const META = {
  dtype: 7,
  sizes: [{ as_int: 2 }],
  strides: [{ as_int: 1 }],
  storage_offset: { as_int: 0 },
  layout: 7,
  requires_grad: true,
}

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
}

function program(weights: unknown): Promise<Checkpoint> {
  return openZip([
    { name: 'x/data/weights/weight_0', data: raw(Float32Array.of(1, 2)) },
    { name: 'x/data/weights/model_weights_config.json', data: encode({ config: weights }) },
    { name: 'x/models/model.json', data: encode('{}') },
    { name: 'x/archive_format', data: encode('pt2') },
    { name: 'x/.data/version', data: encode('10') },
  ])
}

function payload(meta: object = {}, rest: object = {}): object {
  return {
    path_name: 'weight_0',
    is_param: true,
    use_pickle: false,
    tensor_meta: { ...META, ...meta },
    ...rest,
  }
}

test('tied weights share a storage', async () => {
  const checkpoint = await openKind('exported-tied.pt2')
  const keys = ['first.weight', 'second.weight'].map((name) => {
    const found = tensorOf(checkpoint, name)
    return found.kind === 'strided' ? found.storage.key : undefined
  })
  expect(keys[0]).toBe(keys[1])
})

test('constants stand beside the state_dict', async () => {
  const checkpoint = await openKind('exported.pt2')
  expect(checkpoint.notes.map(({ code }) => code)).toContain('TENSORS_OUTSIDE_STATE_DICT')
  expect(checkpoint.graph.tensors.length).toBeGreaterThan(checkpoint.stateDict.tensors.length)
})

test('dtypes are numbered as in torch.export, not as in c10', async () => {
  const checkpoint = await program({ w: payload() })
  expect(tensorOf(checkpoint, 'w').dtypeName).toBe('float32')
  expect([...new Float32Array((await readTensor(checkpoint, 'w')).slice().buffer)]).toEqual([1, 2])
})

test.each([
  ['a tensor subclass', payload({}, { use_pickle: true })],
  ['a symbolic size', payload({ sizes: [{ as_expr: { expr_str: 's0' } }] })],
  ['sizes and strides of different number', payload({ strides: [] })],
  ['a layout that is not strided', payload({ layout: 1 })],
  ['a view past its storage', payload({ storage_offset: { as_int: 1 } })],
  ['a negative offset', payload({ storage_offset: { as_int: -1 } })],
  ['a record that is missing', payload({}, { path_name: 'weight_9' })],
  ['a record outside the archive', payload({}, { path_name: '../../x' })],
])('%s is listed with a problem and refused when read', async (_, weight) => {
  const checkpoint = await program({ w: weight })
  expect(tensorOf(checkpoint, 'w').problem).not.toBeNull()
  await expectCode(readTensor(checkpoint, 'w'), 'TENSOR_UNREADABLE')
})

test('an unknown dtype is listed, its bytes are given as they stand', async () => {
  const checkpoint = await program({ w: payload({ dtype: 99 }) })
  expect(tensorOf(checkpoint, 'w')).toMatchObject({ dtype: null, dtypeName: 'dtype 99' })
})

test.each([
  ['a description without config', '{}', 'CONTAINER_INVALID'],
  ['a payload without a path', { config: { w: {} } }, 'CONTAINER_INVALID'],
  ['broken JSON', '{"config":', 'JSON_INVALID'],
  [
    'a name twice',
    '{"config":{"w":{"path_name":"weight_0"},"w":{"path_name":"weight_0"}}}',
    'CONTAINER_INVALID',
  ],
] as const)('%s is refused', async (_, config, code) => {
  const opened = openZip([
    { name: 'x/data/weights/model_weights_config.json', data: encode(config) },
    { name: 'x/models/model.json', data: encode('{}') },
    { name: 'x/archive_format', data: encode('pt2') },
    { name: 'x/.data/version', data: encode('10') },
  ])
  await expectCode(opened, code)
})
