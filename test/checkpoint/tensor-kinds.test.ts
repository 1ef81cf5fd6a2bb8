/** TorchScript, every kind of tensor, and safetensors: what PyTorch wrote, read as PyTorch reads it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import type { Checkpoint } from '../../src/checkpoint/checkpoint.ts'
import { readTensor } from '../../src/checkpoint/read/read.ts'
import type { CompositeTensor, Tensor } from '../../src/checkpoint/tensor.ts'
import { memorySource } from '../../src/io/source.ts'
import { getItem, isKind } from '../../src/pickle/value.ts'
import { FIXTURES, openFixture } from '../fixtures.ts'
import { openPickle, raw } from '../support/archive.ts'
import {
  call,
  FALSE,
  float,
  int,
  ints,
  list,
  name,
  named,
  orderedDict,
  storage,
  tensor,
  text,
  TRUE,
  tuple,
} from '../support/assembler.ts'
import { expectCode } from '../support/errors.ts'
import { kindAnswer, kindBytes, KINDS, openKind, tensorOf } from './kinds.ts'

function factsOf(value: Tensor): Map<string, unknown> {
  return new Map((value as CompositeTensor).facts)
}

function partNames(value: Tensor): string[] {
  return (value as CompositeTensor).parts.map((part) => part.name)
}

function layout(kind: string): Uint8Array {
  return call(name('torch.serialization', '_get_layout'), text(`torch.${kind}`))
}

/** A safetensors file of that header and data. */
function file(header: string, data = new Uint8Array(0)): Uint8Array {
  const text = new TextEncoder().encode(header)
  const bytes = new Uint8Array(8 + text.length + data.length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true)
  bytes.set(text, 8)
  bytes.set(data, 8 + text.length)
  return bytes
}

function open(bytes: Uint8Array): Promise<Checkpoint> {
  return openCheckpoint(memorySource(bytes, 'x.safetensors'))
}

/** A header of one tensor `w`. */
function one(shape: string, offsets: string, dtype = 'U8'): string {
  return `{"w":{"dtype":"${dtype}","shape":${shape},"data_offsets":${offsets}}}`
}

describe('TorchScript', () => {
  test.each(['jit-scripted.pt', 'jit-extra-files.pt', 'torch-1.13/jit-scripted.pt'])(
    '%s begins with a storage or an extra file',
    async (file) => {
      const checkpoint = await openKind(file)
      expect(checkpoint.container.facts.kind).toBe('torchscript')
      expect(checkpoint.stateDict.tensors.map((entry) => entry.name)).toEqual(
        kindAnswer(file).state_dict?.names,
      )
    },
  )

  test.each(['jit-enum.pt', 'torch-1.13/jit-enum.pt'])(
    '%s has an enum by REDUCE of a bare value, a LONG1 of 8 bytes and a dtype as a number',
    async (file) => {
      const { value } = await openKind(file)
      const state = isKind(value, 'object') ? value.states?.[0] : undefined
      if (!isKind(state, 'dict')) expect.fail('no attributes')
      const color = getItem(state, 'color')
      expect(isKind(color, 'object') && color.how === 'reduce' && color.args).toEqual([3])
      expect(getItem(state, 'large')).toBe(2 ** 40 + 1)
      expect(getItem(state, 'kind')).toBe(5)
    },
  )

  test('parameters and buffers are those that the code names, the rest stands beside them', async () => {
    const checkpoint = await openKind('jit-scripted.pt')
    const names = checkpoint.stateDict.tensors.map((entry) => entry.name)
    expect(names).toContain('scratch')
    expect(names).not.toContain('plain')
    expect(checkpoint.notes.map(({ code }) => code)).toContain('TENSORS_OUTSIDE_STATE_DICT')
    expect(checkpoint.stateDict.tensors.find((entry) => entry.name === 'scale')?.role).toBe('parameter')
    expect(checkpoint.stateDict.tensors.find((entry) => entry.name === 'steps')?.role).toBe('buffer')
  })

  test('a frozen module has constants only, with storages of their own', async () => {
    const checkpoint = await openKind('jit-frozen.pt')
    expect(checkpoint.stateDict.tensors).toEqual([])
    expect(checkpoint.graph.tensors.length).toBeGreaterThan(0)
    expect([...checkpoint.storages.keys()].every((key) => key.startsWith('constants/'))).toBe(true)
  })

  test('TorchScript and torch.package are named', async () => {
    expect((await openKind('jit-lite.ptl')).container.facts.title).toContain('lite interpreter')
    expect((await openKind('package-module.pt')).container.facts.kind).toBe('torch-package')
  })
})

describe('sparse tensors', () => {
  const indices = tensor(storage('0', 4, ['torch', 'LongStorage']), [2, 2], [2, 1])
  const values = tensor(storage('1', 2), [2], [1])
  const records = { 0: raw(BigInt64Array.of(0n, 2n, 1n, 0n)), 1: raw(Float32Array.of(1.5, 2.5)) }
  const rebuild = name('torch._utils', '_rebuild_sparse_tensor')

  test('COO of three and of four parts, CSR by two functions', async () => {
    const size = call(name('torch', 'Size'), ints([3, 2]))
    const coo = { three: tuple(indices, values, size), four: tuple(indices, values, size, TRUE) }
    const pickle = named({
      three: call(rebuild, layout('sparse_coo'), coo.three),
      four: call(rebuild, layout('sparse_coo'), coo.four),
    })
    const checkpoint = await openPickle(pickle, records)
    expect(factsOf(tensorOf(checkpoint, 'three')).get('is_coalesced')).toBeNull()
    expect(factsOf(tensorOf(checkpoint, 'four')).get('is_coalesced')).toBe(true)
    for (const file of ['sparse-csr-int32.pth', 'torch-1.13/sparse-coo-csr-float32.pth']) {
      const { graph } = await openKind(file)
      const csr = graph.tensors.find((place) => place.tensor.kind === 'sparse_csr')
      expect(csr === undefined ? [] : partNames(csr.tensor)).toEqual([
        'crow_indices',
        'col_indices',
        'values',
      ])
    }
  })

  test("TorchScript's own order of arguments", async () => {
    const { graph } = await openKind('jit-kinds.pt')
    const coo = graph.tensors.find((place) => place.tensor.kind === 'sparse_coo')
    expect(coo?.tensor.shape).toEqual([3, 2])
  })

  test('arguments that fit no form are listed and never guessed', async () => {
    const wrong = call(rebuild, layout('sparse_coo'), tuple(indices, values))
    const checkpoint = await openPickle(named({ w: wrong }), records)
    expect(tensorOf(checkpoint, 'w').kind).toBe('opaque')
  })
})

describe('quantized tensors', () => {
  test('four and two bits a value, low bits first, more values than storage elements', async () => {
    for (const [file, perByte] of [
      ['quantized-float-qparams-quint4x2.pth', 2],
      ['quantized-float-qparams-quint2x4.pth', 4],
    ] as const) {
      const w = tensorOf(await openKind(file), 'w')
      expect(w.shape).toEqual([3, 8])
      const packed = (w as CompositeTensor).parts.find((part) => part.name === 'packed')
      expect(packed?.tensor.shape).toEqual([24 / perByte])
      expect(factsOf(w).get('scheme')).toBe('per_channel_affine_float_qparams')
    }
  })

  test('scales and zero points as lists, as torch 1.3 wrote them', async () => {
    const w = tensorOf(await openKind('quantized-lists.pth'), 'w')
    expect(partNames(w)).toEqual(['int_repr', 'scales', 'zero_points'])
    expect((w as CompositeTensor).parts[1]?.tensor.type).toBe('list')
  })

  test('packed values past the storage are refused', async () => {
    const quantizer = tuple(name('torch', 'per_tensor_affine'), float(0.5), int(1))
    const q = (size: number): Uint8Array =>
      call(
        name('torch._utils', '_rebuild_qtensor'),
        storage('0', 3, ['torch', 'QUInt4x2Storage']),
        int(0),
        ints([size]),
        ints([1]),
        quantizer,
        FALSE,
        orderedDict(),
      )
    const checkpoint = await openPickle(named({ fits: q(6), over: q(7) }), {
      0: Uint8Array.of(0x21, 0x43, 0x65),
    })
    expect(tensorOf(checkpoint, 'fits').problem).toBeNull()
    expect(tensorOf(checkpoint, 'over').problem).not.toBeNull()
  })
})

describe('other tensors', () => {
  test('bfloat16 that arrives as a float32 numpy array', async () => {
    const file = 'device_rebuild_device_tensor_from_numpy.pth'
    const checkpoint = await openFixture(file)
    expect(tensorOf(checkpoint, 'bfloat16').dtypeName).toBe('bfloat16')
    // 1.5, -2.25 and the bfloat16 next to 3e38
    expect(
      [...new Uint16Array((await readTensor(checkpoint, 'bfloat16')).slice().buffer)].slice(0, 2),
    ).toEqual([0x3fc0, 0xc010])
  })

  test('meta tensors have a shape and no data', async () => {
    const weight = tensorOf(await openKind('meta-module.pth'), 'weight')
    expect([weight.kind, weight.shape]).toEqual(['meta', [3, 2]])
    await expectCode(readTensor(await openKind('meta-module.pth'), 'weight'), 'TENSOR_UNREADABLE')
  })

  test.each([
    ['dtensor-shard-of-4.pth', '(Shard(dim=0),)', '[4]', 'the local shard of one rank only'],
    ['dtensor-replicate-of-4.pth', '(Replicate(),)', '[4]', 'the whole tensor'],
    ['dtensor-partial-of-1.pth', '(Partial(sum),)', '[1]', 'the whole tensor'],
  ])('%s says what of the global tensor it holds', async (file, placements, mesh, holds) => {
    const w = tensorOf(await openKind(file), 'w')
    expect(w.kind).toBe('wrapper')
    expect(partNames(w)).toEqual(['_local_tensor'])
    expect([...factsOf(w)]).toEqual([
      ['placements', placements],
      ['mesh', mesh],
      ['holds', holds],
    ])
  })

  test('a reducer with the class first, as fastai writes it', async () => {
    const cls = name('fastai.torch_core', 'TensorImage')
    const rebuilt = call(
      name('fastai.torch_core', '_fa_rebuild_tensor'),
      cls,
      storage('0', 2),
      int(0),
      ints([2]),
      ints([1]),
      FALSE,
      orderedDict(),
    )
    const checkpoint = await openPickle(named({ w: rebuilt }), { 0: raw(Float32Array.of(1, 2)) })
    expect([tensorOf(checkpoint, 'w').kind, tensorOf(checkpoint, 'w').type]).toEqual([
      'strided',
      'fastai.torch_core.TensorImage',
    ])
  })

  test('a subclass by an unknown function is listed with the tensors in its arguments and state', async () => {
    const inner = tensor(storage('0', 2), [2], [1])
    const func = name('torchao.somewhere', '_unflatten')
    const state = tuple(name('builtins', 'str'), list())
    const w = call(
      name('torch._tensor', '_rebuild_from_type_v2'),
      func,
      name('torchao.x', 'Quantized'),
      tuple(inner),
      state,
    )
    const checkpoint = await openPickle(named({ w }), { 0: raw(Float32Array.of(1, 2)) })
    const found = tensorOf(checkpoint, 'w')
    expect([found.kind, found.type, partNames(found)]).toEqual([
      'wrapper',
      'torchao.x.Quantized',
      ['args[0]'],
    ])
  })
})

describe('safetensors', () => {
  test('scalars, empty tensors, F4 whose last dimension torch halves, F4 that fills no byte', async () => {
    const checkpoint = await openKind('sub-byte.safetensors')
    const answer: Record<string, { readonly dtype: string; readonly hex: string }> = JSON.parse(
      readFileSync(join(KINDS, 'sub-byte.safetensors.deserialized.json'), 'utf8'),
    )
    for (const [tensorName, { hex }] of Object.entries(answer)) {
      expect(Buffer.from(await readTensor(checkpoint, tensorName)).toString('hex'), tensorName).toBe(hex)
    }
    expect(tensorOf(checkpoint, 'f6')).toMatchObject({ dtype: null, dtypeName: 'F6_E2M3', shape: [4, 2] })
    expect(tensorOf(checkpoint, 'f4')).toMatchObject({ dtypeName: 'float4_e2m1fn_x2', shape: [2, 2] })
    expect(tensorOf(checkpoint, 'odd')).toMatchObject({ dtype: null, dtypeName: 'F4', shape: [2, 3] })
    const scalar = await open(file(one('[]', '[0,1]'), Uint8Array.of(7)))
    expect([...(await readTensor(scalar, 'w'))]).toEqual([7])
    expect((await open(file(one('[0,3]', '[0,0]')))).stateDict.tensors[0]?.tensor.shape).toEqual([0, 3])
    const misaligned = await expectCode(
      open(file(one('[3]', '[0,2]', 'F4'), new Uint8Array(2))),
      'SAFETENSORS_INVALID',
    )
    expect(misaligned.details.rule).toBe('MISALIGNED')
  })

  test.each([
    [
      'a tensor twice',
      '{"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}',
      1,
      'DUPLICATE_KEY',
    ],
    ['a hole', one('[1]', '[1,2]'), 2, 'OFFSETS_INVALID'],
    [
      'an overlap',
      '{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}',
      3,
      'OFFSETS_INVALID',
    ],
    ['bytes at the end', one('[1]', '[0,1]'), 2, 'NOT_COVERED'],
    ['a file cut short', one('[4]', '[0,4]'), 3, 'NOT_COVERED'],
  ])('%s', async (_, header, bytes, rule) => {
    const error = await expectCode(open(file(header, new Uint8Array(bytes))), 'SAFETENSORS_INVALID')
    expect(error.details.rule).toBe(rule)
  })

  test.each([
    ['18446744073709551615,2,0', 'SIZE_OVERFLOW'],
    ['0,9007199254740993', 'SIZE_OVERFLOW'],
    ['9007199254740993', 'SIZE_MISMATCH'],
    ['18446744073709551616', 'ENTRY_INVALID'],
  ])('shape [%s] is refused by name', async (shape, rule) => {
    const error = await expectCode(open(file(one(`[${shape}]`, '[0,0]'))), 'SAFETENSORS_INVALID')
    expect(error.details.rule).toBe(rule)
  })

  test('names of every kind, and __metadata__ is none', async () => {
    const checkpoint = await openKind('safetensors-names.safetensors')
    expect(checkpoint.stateDict.tensors.map((entry) => entry.name).toSorted()).toEqual(
      kindAnswer('safetensors-names.safetensors')
        .tensors.map((entry) => entry.name)
        .toSorted(),
    )
    const proto = await open(file(one('[1]', '[0,1]').replace('"w"', '"__proto__"'), new Uint8Array(1)))
    expect(proto.stateDict.tensors[0]?.name).toBe('__proto__')
    const error = await expectCode(
      open(file(one('[1]', '[0,1]').replace('"w"', '"__metadata__"'), new Uint8Array(1))),
      'SAFETENSORS_INVALID',
    )
    expect(error.details.rule).toBe('METADATA_INVALID')
  })

  test('the text beside the tensors', async () => {
    const checkpoint = await openKind('safetensors-metadata-odd.safetensors')
    expect([...(checkpoint.metadata ?? [])]).toEqual([['größe "x"', 'a\nb\u2028\u007f']])
  })

  test('every byte of a file that official code wrote is needed: cut anywhere, it is refused', async () => {
    const bytes = kindBytes('safetensors-metadata-odd.safetensors')
    for (let length = 0; length < bytes.length; length += 1) {
      await expect(open(bytes.slice(0, length)), `${length} bytes`).rejects.toHaveProperty('code')
    }
  })

  test('fixtures stand where they are looked for', () => expect(KINDS.startsWith(FIXTURES)).toBe(true))
})
