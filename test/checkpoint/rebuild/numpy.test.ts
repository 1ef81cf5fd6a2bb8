/** numpy in pickles: every spelling, order and kind, as bytes that numpy itself wrote down. */
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../../src/checkpoint/open.ts'
import type { Checkpoint } from '../../../src/checkpoint/checkpoint.ts'
import { parseNumpyDtype } from '../../../src/checkpoint/rebuild/numpy-dtype.ts'
import { readTensor } from '../../../src/checkpoint/read/read.ts'
import type { ArrayTensor } from '../../../src/checkpoint/tensor.ts'
import { isPthError } from '../../../src/errors.ts'
import { memorySource } from '../../../src/io/source.ts'
import { parsePickle } from '../../../src/pickle/machine.ts'
import { fixtureBytes, openFixture } from '../../fixtures.ts'

const open = (name: string): Promise<Checkpoint> => openFixture(`streams/${name}`)

async function numbers(checkpoint: Checkpoint, name: string): Promise<number[]> {
  const bytes = (await readTensor(checkpoint, name)).slice()
  const entry = checkpoint.stateDict.tensors.find((tensor) => tensor.name === name)
  return entry?.tensor.dtype?.name === 'int64'
    ? [...new BigInt64Array(bytes.buffer)].map(Number)
    : [...new Float32Array(bytes.buffer)]
}

function arrayOf(checkpoint: Checkpoint, name: string): ArrayTensor | undefined {
  const tensor = checkpoint.graph.tensors.find(({ path }) =>
    path.some((step) => step.kind === 'key' && step.key === name),
  )?.tensor
  return tensor?.kind === 'array' ? tensor : undefined
}

/** Latin-1 bytes of a text. */
function bytesOf(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0))
}

/** The BUILD argument of a numpy dtype. */
function build(order: string): string {
  return `(K\x03U\x01${order}NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0tb`
}

function dtypeOf(pickle: string): ReturnType<typeof parseNumpyDtype> {
  return parseNumpyDtype(parsePickle(Uint8Array.from(bytesOf(pickle))).value)
}

/** `_reconstruct` and BUILD as Python 2 wrote them, with the raw data put in by `opcode`. */
function python2Array(raw: readonly number[], opcode: 'U' | 'X', itemsize: number): Uint8Array {
  const length = String.fromCharCode(raw.length) + (opcode === 'U' ? '' : '\0\0\0')
  const head = '\x80\x02cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\x85U\x01b\x87R('
  const state = `K\x01K\x01\x85cnumpy\ndtype\nU\x02u${itemsize}K\0K\x01\x87R${build('<')}\x89`
  return Uint8Array.from([...bytesOf(head + state + opcode + length), ...raw, ...bytesOf('tb.')])
}

const C_ORDER = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]

describe('arrays', () => {
  // numpy 2 writes `_core`; by protocol: _reconstruct, _reconstruct with bytes, _frombuffer.
  test.each(['numpy-order-protocol2.pth', 'numpy-order-protocol5.pth', 'pickle-numpy-order-protocol1.pkl'])(
    'C, Fortran and big-endian arrays all give C order, little-endian: %s',
    async (name) => {
      const checkpoint = await open(name)
      for (const key of ['C', 'F', 'big', 'big_F', 'shared'])
        expect(await numbers(checkpoint, key)).toEqual(C_ORDER)
      expect(await numbers(checkpoint, 'T')).toEqual([0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11])
      expect(await numbers(checkpoint, 'steps')).toEqual([1, 3, 9, 11])
      expect(arrayOf(checkpoint, 'big')?.numpyDtype).toBe('>f4')
      expect(arrayOf(checkpoint, 'big_F')?.dtype?.name).toBe('int64')
    },
  )

  test('numpy 1 spells its core without the underscore', async () => {
    const bytes = fixtureBytes('streams/numpy-dtypes-protocol4.pth')
    expect(new TextDecoder('latin1').decode(bytes)).toContain('numpy._core')
    // Python 2 knew only numpy.core.
    const old = fixtureBytes('streams/python2-numpy-cPickle2.pth')
    expect(new TextDecoder('latin1').decode(old)).toContain('numpy.core')
    const checkpoint = await open('python2-numpy-cPickle2.pth')
    expect(arrayOf(checkpoint, 'array')?.problem).toBe(null)
  })

  test('U strings are UCS-4, four bytes a character', async () => {
    const checkpoint = await open('numpy-strings-protocol2.pth')
    const bytes = await readTensor(checkpoint, 'U')
    expect(arrayOf(checkpoint, 'U')?.numpyDtype).toBe('<U5')
    expect(String.fromCodePoint(...new Uint32Array(bytes.slice().buffer))).toBe('a\0\0\0\0größe😀\0\0\0\0')
    // ">U2" in the file: swapped character by character.
    expect(
      String.fromCodePoint(...new Uint32Array((await readTensor(checkpoint, 'big_U')).slice().buffer)),
    ).toBe('x\0')
  })

  test('an array of objects is listed with a problem, and the tensors in it are found', async () => {
    const checkpoint = await openFixture('streams/own-objects.pth', { root: '$' })
    const names = checkpoint.stateDict.tensors.map(({ name, tensor }) => [
      name,
      tensor.kind,
      tensor.problem === null,
    ])
    expect(names).toEqual([
      ['o', 'array', false],
      ['o.0', 'strided', true],
      ['o.3.deep', 'strided', true],
    ])
    const error = await readTensor(checkpoint, 'o').catch((cause: unknown) => cause)
    expect(isPthError(error, 'TENSOR_UNREADABLE')).toBe(true)
  })

  test('a masked array is listed with its shape and refused', async () => {
    const checkpoint = await open('numpy-matrix-and-masked-protocol2.pth')
    expect(arrayOf(checkpoint, 'masked')).toMatchObject({ shape: [3], numpyDtype: '<i8', bytes: null })
    expect(arrayOf(checkpoint, 'matrix')).toMatchObject({ shape: [2, 2], problem: null })
  })

  test('a dtype that is none of numpy.dtype is listed, not guessed', async () => {
    const checkpoint = await open('own-dtype-unknown.pkl')
    expect(checkpoint.graph.tensors).toMatchObject([{ tensor: { kind: 'array', bytes: null } }])
  })

  test('raw data of another length than the shape needs is a problem', async () => {
    const bytes = fixtureBytes('streams/own-two-pickles.pkl')
    const text = new TextDecoder('latin1').decode(bytes)
    // The shape (3,) of the first array: BININT1 3, TUPLE1.
    const at = text.indexOf('K\x03\x85')
    expect(at).toBeGreaterThan(0)
    bytes[at + 1] = 4
    const checkpoint = await openCheckpoint(memorySource(bytes))
    expect(checkpoint.graph.tensors).toMatchObject([{ tensor: { kind: 'array', bytes: null } }])
  })
})

describe('Python 2 byte strings as raw data', () => {
  test('bytes that happen to be UTF-8 come back as they were', async () => {
    // c3 a9 is "é" in UTF-8: the machine made text of it.
    const checkpoint = await openCheckpoint(memorySource(python2Array([0xc3, 0xa9], 'U', 2)))
    expect([...(await readTensor(checkpoint, ''))]).toEqual([0xc3, 0xa9])
  })

  test('text that never was bytes is latin-1, as numpy takes it', async () => {
    const checkpoint = await openCheckpoint(memorySource(python2Array([0xc3, 0xa9], 'X', 1)))
    expect([...(await readTensor(checkpoint, ''))]).toEqual([0xe9])
  })

  test('a real Python 2 array of arbitrary bytes', async () => {
    const checkpoint = await open('python2-numpy-pickle1.pth')
    expect(arrayOf(checkpoint, 'array')?.problem).toBe(null)
  })
})

describe('numpy dtypes', () => {
  test.each([
    ['f4', '<', '<f4', 4],
    ['i8', '>', '>i8', 8],
    ['b1', '|', '|b1', 1],
    ['c16', '<', '<c16', 16],
  ])('%s %s is %s', (code, order, text, itemsize) => {
    const length = String.fromCharCode(code.length)
    const dtype = dtypeOf(`\x80\x02cnumpy\ndtype\nU${length}${code}K\0K\x01\x87R${build(order)}.`)
    expect([dtype?.text, dtype?.itemsize]).toEqual([text, itemsize])
  })

  test.each(['q4', 'f', 'f99999999999', ''])('the code %j is not taken for one', (code) => {
    const length = String.fromCharCode(code.length)
    expect(dtypeOf(`\x80\x02cnumpy\ndtype\nU${length}${code}K\0K\x01\x87R${build('<')}.`)).toBe(undefined)
  })
})

describe('tensors that arrive as numpy arrays', () => {
  test('float32 becomes bfloat16 by rounding to nearest, ties to even', async () => {
    const checkpoint = await open('own-device-ties.pth')
    const [entry] = checkpoint.stateDict.tensors
    expect(entry?.tensor).toMatchObject({
      kind: 'strided',
      dtypeName: 'bfloat16',
      requiresGrad: true,
      problem: null,
    })
    const bits = [...new Uint16Array((await readTensor(checkpoint, 'w')).slice().buffer)]
    expect(bits).toEqual([0x3f80, 0x3f82, 0x7f80, 0x8000, 0x0000, 0x7f80, 0x3f81])
  })

  test.each(['own-device-nan.pth', 'own-device-cast.pth'])('%s is refused by name', async (name) => {
    const error = await readTensor(await open(name), 'w').catch((cause: unknown) => cause)
    expect(isPthError(error, 'TENSOR_UNREADABLE')).toBe(true)
  })
})
