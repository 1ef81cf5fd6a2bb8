/** Opens the committed checkpoints, and PyTorch's answers about them, for the tests. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openCheckpoint } from '../src/checkpoint/open.ts'
import type { Checkpoint, OpenOptions } from '../src/checkpoint/checkpoint.ts'
import { memorySource } from '../src/io/source.ts'

export const FIXTURES = join(import.meta.dirname, '..', 'fixtures')

export function fixtureBytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(FIXTURES, name)))
}

export function openFixture(name: string, options: OpenOptions = {}): Promise<Checkpoint> {
  return openCheckpoint(memorySource(fixtureBytes(name), name), options)
}

/** What PyTorch said of a checkpoint (`fixtures/<name>.expected.json`). */
export interface Expected {
  readonly answer: string
  readonly tensors?: readonly ExpectedTensor[]
  readonly state_dict?: { readonly path: readonly string[]; readonly names: readonly string[] } | null
}

export interface ExpectedTensor {
  readonly name: string
  readonly kind: string
  readonly dtype: string
  readonly shape: readonly number[]
  readonly stride: readonly number[]
  readonly storage_offset: number
  readonly storage: number
  readonly storage_nbytes: number
  readonly sha256: string
}

export function expectedOf(name: string): Expected {
  const expected: Expected = JSON.parse(readFileSync(join(FIXTURES, `${name}.expected.json`), 'utf8'))
  return expected
}
