/** Small files that were made to cost much, written into a folder: one of each kind that docs/limits.md bounds. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainParts } from '../support/archive.ts'
import { bytes, int, program, storage, tensor, text, u32 } from '../support/assembler.ts'
import type { Part } from '../support/assembler.ts'
import { buildZip } from '../support/zip.ts'
import type { ZipPart } from '../support/zip.ts'

const WEIGHT = tensor(storage('0', 6), [6], [1])
/** A tensor, kept in memo slot 1 and no longer on the stack. */
const KEPT = bytes(WEIGHT, 'q\x01', '0')

function many(count: number, part: (index: number) => Part): Uint8Array {
  return Buffer.concat(Array.from({ length: count }, (_, index) => bytes(part(index))))
}

/** A dict of names that all stand for the tensor. */
function names(count: number, name: (index: number) => string): Uint8Array {
  return program(
    KEPT,
    '}(',
    many(count, (index) => bytes(text(name(index)), 'h\x01')),
    'u',
  )
}

/** The opcodes once more, before the tensor that the pickle is. */
function before(opcodes: Uint8Array): Uint8Array {
  return program('(', opcodes, 't0', WEIGHT)
}

function torchZip(pickle: Uint8Array, deflate = false, more: readonly ZipPart[] = []): Uint8Array {
  const [data, ...rest] = plainParts(pickle)
  if (data === undefined) throw new Error('no parts')
  return buildZip([{ ...data, deflate }, ...rest, ...more])
}

function safetensors(count: number, name: (index: number) => string, shape: readonly number[]): Uint8Array {
  const nbytes = 4 * shape.reduce((product, size) => product * size, 1)
  const entries = Array.from(
    { length: count },
    (_, index) =>
      `${JSON.stringify(name(index))}:{"dtype":"F32","shape":[${shape.join(',')}],` +
      `"data_offsets":[${index * nbytes},${(index + 1) * nbytes}]}`,
  )
  const header = Buffer.from(`{${entries.join(',')}}`)
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  return Buffer.concat([length, header, Buffer.alloc(count * nbytes)])
}

function empty(count: number): ZipPart[] {
  return Array.from({ length: count }, (_, index) => ({ name: `archive/x${index}`, data: new Uint8Array(0) }))
}

/** Views of one deflated storage of 320 MB, each before the one that was read last. */
function backward(): Uint8Array {
  const numel = 80_000_000
  const views = many(1_000, (index) =>
    bytes(text(`w${index}`), tensor(storage('0', numel), [1], [1], numel - 1 - index * 70_000)),
  )
  const [data, , version] = plainParts(program('}(', views, 'u'))
  if (data === undefined || version === undefined) throw new Error('no parts')
  const zeros: ZipPart = { name: 'archive/data/0', data: new Uint8Array(4 * numel), deflate: true }
  return buildZip([data, zeros, version])
}

/** A shape of ones in a slot of the memo, and tensors that have it. */
function ones(dimensions: number, count: number): Uint8Array {
  const shape = bytes(
    '(',
    many(dimensions, () => int(1)),
    't',
  )
  const rebuilt = bytes(
    'ctorch._utils\n_rebuild_tensor_v2\n',
    '(',
    storage('0', 6),
    int(0),
    'h\x02h\x02',
    [0x89],
  )
  return program(
    shape,
    'q\x02',
    '0',
    '}(',
    many(count, (index) => bytes(text(`n${index}`), rebuilt, 'ccollections\nOrderedDict\n)RtR')),
    'u',
  )
}

const wide = (index: number): string => `model.layers.${Math.floor(index / 300)}.mlp.experts.${index % 300}.w`

/** By file name. */
export const COSTLY: Readonly<Record<string, () => Uint8Array>> = {
  'empty-60k.pth': () => torchZip(program(WEIGHT), false, empty(60_000)),
  'names-300k.pth': () => torchZip(names(300_000, (index) => `n${index}`)),
  'names-130k.pth': () => torchZip(names(130_000, (index) => `n${index}`)),
  'tensors-100k.safetensors': () => safetensors(100_000, wide, [4, 4]),
  'tensors-600k.safetensors': () => safetensors(600_000, wide, [1]),
  'long-300.pth': () => torchZip(names(300, (index) => `${index}${'n'.repeat(100_000)}`)),
  'long-140.pth': () => torchZip(names(140, (index) => `${index}${'n.'.repeat(50_000)}`)),
  'long-1.pth': () => torchZip(names(1, () => 'n.'.repeat(15_000_000))),
  'bomb-pop.pth': () => torchZip(before(Buffer.alloc(100_000_000, 'N0')), true),
  'bomb-lists.pth': () => torchZip(before(Buffer.alloc(30_000_000, ']')), true),
  'bomb-calls.pth': () => torchZip(before(Buffer.alloc(26_000_000, 'cfoo\nbar\n)R0')), true),
  'bomb-text.pth': () => torchZip(before(text('a'.repeat(300_000_000))), true),
  'bomb-globals.pth': () => torchZip(before(many(200_000, (index) => `cfoo${index}\nbar\n0`)), true),
  'bomb-integers.pth': () =>
    torchZip(before(many(1_000, () => bytes([0x8b], u32(60_000), new Uint8Array(60_000).fill(0x77)))), true),
  'ones-5m.pth': () => torchZip(ones(5_000_000, 1), true),
  'ones-1k.pth': () => torchZip(ones(1_000, 30_000)),
  'ones-5m.safetensors': () =>
    safetensors(
      1,
      () => 'w',
      Array.from({ length: 5_000_000 }, () => 1),
    ),
  'backward.pth': backward,
}

/** Write them all; the files are some megabytes each. */
export function writeCostly(folder: string): void {
  for (const [name, build] of Object.entries(COSTLY)) writeFileSync(join(folder, name), build())
}
