/** What the reader of the package gguf says of a file (fixtures/generate_gguf.py), and the same from pth. */
import { createHash } from 'node:crypto'
import type { Checkpoint } from '../../src/checkpoint/checkpoint.ts'
import { readEntry } from '../../src/checkpoint/read/read.ts'
import { inspectCheckpoint, tensorOffsets } from '../../src/operations/inspect/inspect.ts'

export interface Answer {
  readonly file: string
  readonly alignment: number
  readonly big_endian: boolean
  readonly fields: readonly { key: string; types: readonly string[]; count: number | null; value: unknown }[]
  readonly tensors: readonly {
    name: string
    type: string
    shape: readonly number[]
    offset: number
    bytes: number
    sha256: string
  }[]
}

const TORCH = new Map(
  Object.entries({
    F32: 'float32',
    F16: 'float16',
    F64: 'float64',
    BF16: 'bfloat16',
    I8: 'int8',
    I16: 'int16',
    I32: 'int32',
    I64: 'int64',
  }),
)

/** Name, type, shape, place and digest of every tensor. */
export async function tensorsFound(checkpoint: Checkpoint): Promise<unknown[]> {
  const { tensors } = checkpoint.stateDict
  const offsets = await tensorOffsets(tensors)
  const found: unknown[] = []
  for (const entry of tensors) {
    const { dtypeName, shape, problem } = entry.tensor
    const bytes = problem === null ? await readEntry(entry) : null
    found.push({
      name: entry.name,
      dtype: dtypeName,
      shape,
      offset: offsets.get(entry.tensor),
      bytes: bytes?.length,
      sha256: bytes === null ? null : createHash('sha256').update(bytes).digest('hex'),
    })
  }
  return found
}

/** BF16 of a big-endian file is refused by name: the writer of the package and its converter disagree on its order. */
export function tensorsExpected({ tensors, big_endian: bigEndian }: Answer): unknown[] {
  return tensors.map(({ name, type, shape, offset, bytes, sha256 }) => {
    const unclear = bigEndian && type === 'BF16'
    return {
      name,
      dtype: TORCH.get(type) ?? type,
      shape,
      offset,
      bytes: unclear ? undefined : bytes,
      sha256: unclear ? null : sha256,
    }
  })
}

export function keysFound(checkpoint: Checkpoint): unknown[] {
  const { properties = [] } = inspectCheckpoint(checkpoint)
  return properties.map(({ key, type, count, value }) => ({ key, type, count, value }))
}

export function keysExpected(fields: Answer['fields']): unknown[] {
  return fields.map(({ key, types, count, value }) => ({
    key,
    type: types.map((type) => type.toLowerCase()).join(' of '),
    count,
    value,
  }))
}
