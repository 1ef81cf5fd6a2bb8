/** Calls of tensors that are read at once, against the machine opcode by opcode, which a listener makes it be. */
import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { PthError } from '../../src/errors.ts'
import { memorySource } from '../../src/io/source.ts'
import { DEFAULT_LIMITS } from '../../src/limits.ts'
import type { Limits } from '../../src/limits.ts'
import { parsePickle } from '../../src/pickle/machine.ts'
import { TensorCall } from '../../src/pickle/tensor-call.ts'
import { isKind } from '../../src/pickle/value.ts'
import type { PickleValue } from '../../src/pickle/value.ts'
import { openEntry } from '../../src/zip/content.ts'
import { readUncheckedDirectory } from '../../src/zip/directory.ts'
import { bytes, program, u32 } from '../support/assembler.ts'
import type { Part } from '../support/assembler.ts'
import { render } from './render.ts'

/** Everything that a run says, or its error. */
function run(data: Uint8Array, listen: boolean, limits: Limits = DEFAULT_LIMITS): unknown {
  const spent = { values: 0, unpackedBytes: 0 }
  try {
    const listener = listen ? { onGlobal: () => undefined } : {}
    const pickle = parsePickle(data, { limits: { ...limits, spent }, ...listener })
    const { value, end, protocol, opcodes, persistents, globals } = pickle
    const seen = new Map<unknown, number>()
    const ids = persistents.map((persistent) => [persistent.at, render(persistent, seen)])
    const places = [...seen.keys()].map((one) => (isAt(one) ? one.at : null))
    return { ids, value: render(value, seen), end, protocol, opcodes, globals, spent, places }
  } catch (error) {
    if (!(error instanceof PthError)) throw error
    return { code: error.code, details: error.details, spent }
  }
}

function isAt(one: unknown): one is { readonly at: number } {
  return typeof one === 'object' && one !== null && 'at' in one
}

function expectSame(data: Uint8Array, limits?: Limits): void {
  expect(run(data, false, limits)).toEqual(run(data, true, limits))
}

/** The calls that were read at once. */
function calls(data: Uint8Array): number {
  const { value } = parsePickle(data)
  const items = isKind(value, 'dict') ? [...(value.entries?.values() ?? [])].map((entry) => entry[1]) : []
  const listed: readonly PickleValue[] = isKind(value, 'list') ? value.items : items
  return listed.filter((item) => item instanceof TensorCall).length
}

const text = (value: string): Uint8Array => bytes('X', u32(value.length), value)
const global = (module: string, name: string): Uint8Array => bytes('c', module, '\n', name, '\n')
const put = (slot: number): readonly number[] => [0x71, slot]
const get = (slot: number): readonly number[] => [0x68, slot]
const K = (value: number): readonly number[] => [0x4b, value]

/** What the first call leaves in slots 0 to 5: function, tag, class, device, class of hooks, a key. */
const KNOWN: readonly Part[] = [
  global('torch._utils', '_rebuild_tensor_v2'),
  put(0),
  '0',
  text('storage'),
  put(1),
  '0',
  global('torch', 'FloatStorage'),
  put(2),
  '0',
  text('cpu'),
  put(3),
  '0',
  global('collections', 'OrderedDict'),
  put(4),
  '0',
  text('shared'),
  put(5),
  '0',
]

interface Shape {
  readonly key?: Part
  readonly numel?: Part
  readonly sixth?: string
  readonly sizes?: readonly number[]
  readonly strides?: readonly number[]
  readonly grad?: number
}

/** One call; its slots count up from `slot`. Returns its parts and the next slot. */
function call(slot: number, shape: Shape = {}): { readonly parts: Part[]; readonly next: number } {
  const { sizes = [2, 3], strides = sizes.map(() => 1), grad = 0x89 } = shape
  let next = slot
  const slotted = (): readonly number[] => put(next++)
  const own = shape.key === undefined
  const parts: Part[] = [get(0), '((', get(1), get(2), shape.key ?? text(`k${slot}`)]
  if (own) parts.push(slotted())
  parts.push(get(3), shape.numel ?? K(6), shape.sixth ?? '', 't', slotted(), 'Q', K(1))
  for (const numbers of [sizes, strides]) {
    if (numbers.length > 3) parts.push('(')
    for (const number of numbers) parts.push(K(number))
    parts.push([[0x29, 0x85, 0x86, 0x87][numbers.length] ?? 0x74])
    if (numbers.length > 0) parts.push(slotted())
  }
  parts.push([grad], get(4), ')R', slotted(), 't', slotted(), 'R')
  return { parts, next }
}

const SHAPES: readonly Shape[] = [
  {},
  { sizes: [] },
  { sizes: [7] },
  { sizes: [1, 2, 3] },
  { sizes: [1, 2, 3, 4, 5] },
  { grad: 0x88 },
  { key: get(5) },
  { key: get(5), sizes: [] },
  { sixth: 'N' },
  { numel: bytes('M', [1, 2]) },
  { numel: bytes('J', u32(70_000)) },
  { numel: bytes('J', u32(2 ** 32 - 1)) },
  { sizes: [2, 3], strides: [1] },
  { key: K(5) },
]

describe('calls of tensors that are read at once', () => {
  test.each(SHAPES.map((shape) => [JSON.stringify(shape), shape] as const))('%s', (_, shape) => {
    const { parts, next } = call(6, shape)
    const data = program(...KNOWN, ']', ...parts, put(next), 'a', ...call(next + 1, shape).parts, 'a')
    expectSame(data)
    const usual =
      shape.strides === undefined && !JSON.stringify(shape).includes('255') && shape.key?.[0] !== 0x4b
    expect(calls(data)).toBe(usual ? 2 : 0)
  })

  test('each slot of the memo holds what the machine puts there, also once it is changed', () => {
    for (const shape of SHAPES.slice(0, 9)) {
      const { parts, next } = call(6, shape)
      for (let slot = 6; slot < next; slot += 1) {
        expectSame(
          program(...KNOWN, ']', ...parts, put(next), 'a', get(slot), 'a', get(next), 'a', get(slot), 'a'),
        )
        // An item set on the dict of hooks does not reach the call; on anything else it is an error.
        expectSame(
          program(...KNOWN, ']', ...parts, put(next), 'a', get(slot), K(1), K(2), 's0', get(slot), 'a'),
        )
        // The call itself in one of its own slots, and something else there.
        expectSame(
          program(
            ...KNOWN,
            ']',
            ...parts,
            put(slot),
            'a',
            ...[6, 7, 8, 9, 10].flatMap((one) => [get(one), 'a']),
          ),
        )
        for (let other = 6; other < next; other += 1) {
          // One of them is something else before another is the call itself.
          const gets = [6, 7, 8, 9, 10, 11].flatMap((one) => (one < next ? [get(one), 'a'] : []))
          const changed = [K(9), put(other), '0', put(slot), 'a']
          expectSame(program(...KNOWN, ']', ...parts, ...changed, ...gets))
          expectSame(program(...KNOWN, ']', ...parts, ...changed, get(slot), put(other), 'a', ...gets))
        }
        expectSame(program(...KNOWN, ']', ...parts, 'a', K(9), put(slot), 'a', get(slot), 'a', get(6), 'a'))
      }
      // A state, items and entries for the call.
      expectSame(program(...KNOWN, ']', ...parts, put(next), 'a', get(next), '}b0'))
      expectSame(
        program(...KNOWN, ']', ...parts, put(next), 'a', get(next), K(1), 'a0', get(next), K(1), K(2), 's0'),
      )
    }
  })

  test('every byte of two calls may be another one, and the file may end anywhere', () => {
    const first = call(6)
    const data = program(
      ...KNOWN,
      ']',
      ...first.parts,
      put(first.next),
      'a',
      ...call(first.next + 1).parts,
      'a',
    )
    const from = bytes(...KNOWN).length
    for (let at = from; at < data.length; at += 1) {
      expectSame(data.slice(0, at))
      for (const byte of [
        0,
        1,
        5,
        0x28,
        0x29,
        0x4b,
        0x4e,
        0x68,
        0x71,
        0x74,
        0x85,
        0x89,
        0xff,
        data[at - 1] ?? 0,
      ]) {
        const other = data.slice()
        other[at] = byte
        expectSame(other)
      }
    }
  })

  test('budgets end where the machine ends', () => {
    const data = program(...KNOWN, ']', ...call(6).parts, 'a')
    for (let values = 0; values < 60; values += 1) expectSame(data, { ...DEFAULT_LIMITS, values })
    for (let marks = 0; marks < 5; marks += 1) expectSame(data, { ...DEFAULT_LIMITS, marks })
  })

  test('pickles of PyTorch', async () => {
    let read = 0
    let atOnce = 0
    for (const name of readdirSync('fixtures').filter((file) => file.endsWith('.pth'))) {
      const source = memorySource(new Uint8Array(readFileSync(`fixtures/${name}`)), name)
      const directory = await readUncheckedDirectory(source).catch(() => undefined)
      for (const entry of directory?.entries ?? []) {
        if (!entry.name.endsWith('data.pkl')) continue
        const content = await openEntry(source, entry)
        const data = await content.read(0, entry.size)
        expectSame(data)
        read += 1
        atOnce += isCode(run(data, false)) ? 0 : calls(data)
      }
    }
    expect(read).toBeGreaterThan(40)
    expect(atOnce).toBeGreaterThan(100)
  })
})

function isCode(outcome: unknown): boolean {
  return typeof outcome === 'object' && outcome !== null && 'code' in outcome
}
