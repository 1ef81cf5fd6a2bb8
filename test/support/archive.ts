/** torch.save archives made for a test, and reading them. */
import JSZip from 'jszip'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import type { Checkpoint } from '../../src/checkpoint/checkpoint.ts'
import { readTensor } from '../../src/checkpoint/read/read.ts'
import { memorySource } from '../../src/io/source.ts'
import { named, storage, tensor } from './assembler.ts'
import { buildZip } from './zip.ts'
import type { ZipPart, ZipShape } from './zip.ts'

/** The floats of {@link plainParts}. */
export const PLAIN = Float32Array.from([0, 1, 2, 3, 4, 5])

/** Little-endian bytes of typed numbers. */
export function raw(values: { readonly buffer: ArrayBufferLike }): Uint8Array {
  return new Uint8Array(values.buffer.slice(0))
}

/** The entries of an archive that holds `weight`, the floats 0 to 5 as 2 x 3. */
export function plainParts(
  pickle = named({ weight: tensor(storage('0', 6), [2, 3], [3, 1]) }),
  root = 'archive/',
): ZipPart[] {
  return [
    { name: `${root}data.pkl`, data: pickle },
    { name: `${root}data/0`, data: raw(PLAIN) },
    { name: `${root}version`, data: new TextEncoder().encode('3\n') },
  ]
}

/** Change the entries whose name ends in `suffix`. */
export function change(parts: readonly ZipPart[], suffix: string, fields: Partial<ZipPart>): ZipPart[] {
  return parts.map((part) => (part.name.endsWith(suffix) ? { ...part, ...fields } : part))
}

export function openZip(parts: readonly ZipPart[], shape: ZipShape = {}): Promise<Checkpoint> {
  return openBytes(buildZip(parts, shape))
}

export function openBytes(data: Uint8Array): Promise<Checkpoint> {
  return openCheckpoint(memorySource(data, 'test.pth'))
}

/** Open an archive that holds one pickle and some storages. */
export function openPickle(
  pickle: Uint8Array,
  records: Readonly<Record<string, Uint8Array>> = { 0: raw(PLAIN) },
): Promise<Checkpoint> {
  const storages = Object.entries(records).map(([key, data]) => ({ name: `archive/data/${key}`, data }))
  const [data, , version] = plainParts(pickle)
  return openZip([data, ...storages, version].filter((part) => part !== undefined))
}

/** The same entries, zipped by an independent writer. */
export async function jszipped(
  parts: readonly ZipPart[],
  compression: 'STORE' | 'DEFLATE',
): Promise<Uint8Array> {
  const zip = new JSZip()
  for (const { name, data } of parts) zip.file(name, data)
  return zip.generateAsync({ type: 'uint8array', compression })
}

/** The bytes of a tensor as floats. */
export async function floats(checkpoint: Checkpoint, name = 'weight'): Promise<number[]> {
  const data = await readTensor(checkpoint, name)
  return [...new Float32Array(data.slice().buffer)]
}

export function codesOf(checkpoint: Checkpoint): string[] {
  return checkpoint.notes.map(({ code }) => code)
}
