/** Files by `pickle.dump`: one value or several, tensors as files inside, and nests made to be deep. */
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { readTensor } from '../../src/checkpoint/read/read.ts'
import { isPthError } from '../../src/errors.ts'
import { memorySource } from '../../src/io/source.ts'
import { fixtureBytes, openFixture } from '../fixtures.ts'

const encoder = new TextEncoder()

/** PROTO 3, `torch.storage._load_from_bytes(content)`, STOP. */
function loadFromBytes(content: Uint8Array): Uint8Array {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, content.length, true)
  const parts = [encoder.encode('ctorch.storage\n_load_from_bytes\nB'), length, content]
  return Uint8Array.from([0x80, 3, ...parts.flatMap((part) => [...part]), 0x85, 0x52, 0x2e])
}

describe('pickles', () => {
  test('the first of several pickles is the value, the others are told', async () => {
    const checkpoint = await openFixture('streams/own-two-pickles.pkl')
    expect(checkpoint.stateDict.tensors.map(({ name }) => name)).toEqual(['w'])
    expect(checkpoint.container.pickles.map(({ role }) => role)).toEqual(['data', 'part'])
    expect(checkpoint.notes.map(({ code }) => code)).toEqual(['PICKLES_FOLLOW'])
  })

  test('what follows and is no pickle is told', async () => {
    const checkpoint = await openFixture('streams/own-pickle-then-junk.pkl')
    expect(checkpoint.notes).toMatchObject([
      { code: 'TRAILING_DATA', message: expect.stringContaining('4 bytes') },
    ])
  })

  test('a pickle without tensors opens and has none', async () => {
    const checkpoint = await openFixture('streams/pickle-numbers-protocol5.pkl')
    expect(checkpoint.container.facts.kind).toBe('pickle')
    expect(checkpoint.graph.tensors).toEqual([])
  })

  test.each([
    ['a tuple at protocol 0', "(S'a'\np0\nI1\ntp1\n.", 'pickle'],
    ['a tuple at protocol 1', '(X\x01\0\0\0aK\x01tq\0.', 'pickle'],
    ['a dictionary at protocol 0', '(dp0\n.', 'pickle'],
  ])('without a PROTO opcode: %s (item 44)', async (_, text, kind) => {
    const checkpoint = await openCheckpoint(
      memorySource(Uint8Array.from(text, (letter) => letter.charCodeAt(0))),
    )
    expect(checkpoint.container.facts.kind).toBe(kind)
  })

  test('text in parentheses is no pickle', async () => {
    const error = await openCheckpoint(memorySource(encoder.encode('(Include the files below)\n'))).catch(
      (cause: unknown) => cause,
    )
    expect(isPthError(error, 'FORMAT_UNSUPPORTED')).toBe(true)
  })

  test('the data.pkl of an unpacked archive lists its tensors, none readable', async () => {
    const checkpoint = await openFixture('streams/own-persistent.pkl')
    expect(checkpoint.stateDict.tensors.map(({ tensor }) => tensor.problem)).toEqual([
      'its storage 0 is missing from the file',
    ])
  })
})

describe('files inside a pickle', () => {
  test('a tensor in a pickle keeps its dtype, and its bytes stand nowhere in the file', async () => {
    const checkpoint = await openFixture('streams/pickle-tensor-alone-protocol3.pkl')
    const [entry] = checkpoint.stateDict.tensors
    const storage = entry?.tensor.kind === 'strided' ? entry.tensor.storage : undefined
    expect(storage?.dtype?.name).toBe('int64')
    expect(storage?.record?.packing).toBe('memory')
    expect(await storage?.record?.locate()).toBe(null)
  })

  test('one damaged storage leaves the others readable', async () => {
    const checkpoint = await openFixture('streams/own-nested-damaged.pkl')
    const problems = checkpoint.stateDict.tensors.map(({ name, tensor }) => [name, tensor.problem === null])
    expect(problems).toEqual([
      ['w', false],
      ['v', true],
    ])
    expect([...(await readTensor(checkpoint, 'v'))]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
    const error = await readTensor(checkpoint, 'w').catch((cause: unknown) => cause)
    expect(isPthError(error, 'TENSOR_UNREADABLE', 'STORAGE_OUT_OF_RANGE')).toBe(true)
  })

  test('files in files in files end at a limit', async () => {
    let nest = fixtureBytes('streams/pickle-tensor-alone-protocol3.pkl')
    for (let level = 0; level < 12; level += 1) nest = loadFromBytes(nest)
    const error = await openCheckpoint(memorySource(nest)).catch((cause: unknown) => cause)
    expect(isPthError(error, 'LIMIT_EXCEEDED')).toBe(true)
  })

  test('a file inside that holds something else is listed and not walked', async () => {
    const stream = fixtureBytes('streams/stream-by-hand.pth')
    const checkpoint = await openCheckpoint(memorySource(loadFromBytes(stream)))
    // The file inside holds a dictionary: no storage, so nothing is given.
    expect(checkpoint.graph.tensors).toMatchObject([{ tensor: { kind: 'opaque' } }])
  })
})
