/** The committed files of fixtures/kinds with what PyTorch said of each, and comparing with it. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readDenseEntry } from '../../src/checkpoint/read/dense.ts'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import type { Checkpoint } from '../../src/checkpoint/checkpoint.ts'
import { listParts } from '../../src/checkpoint/read/parts.ts'
import { dottedName } from '../../src/checkpoint/path.ts'
import { readEntry } from '../../src/checkpoint/read/read.ts'
import type { Tensor } from '../../src/checkpoint/tensor.ts'
import { memorySource } from '../../src/io/source.ts'

export const KINDS = join(import.meta.dirname, '..', '..', 'fixtures', 'kinds')

interface PartFacts {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly sha256: string
}

export interface KindTensor {
  readonly name: string
  readonly kind: string
  readonly dtype: string
  readonly shape: readonly number[]
  readonly sha256?: string
  readonly dense_sha256?: string
  readonly parts?: Readonly<Record<string, PartFacts | readonly PartFacts[]>>
  readonly quantizer?: { readonly scales?: PartFacts; readonly zero_points?: PartFacts }
}

export interface KindAnswer {
  readonly tensors: readonly KindTensor[]
  readonly state_dict: { readonly names: readonly string[] } | null
}

export function kindBytes(file: string): Uint8Array {
  return new Uint8Array(readFileSync(join(KINDS, file)))
}

export function openKind(file: string): Promise<Checkpoint> {
  return openCheckpoint(memorySource(kindBytes(file), file))
}

export function kindAnswer(file: string): KindAnswer {
  const answer: KindAnswer = JSON.parse(readFileSync(join(KINDS, `${file}.expected.json`), 'utf8'))
  return answer
}

/** The tensor that the answer means: by its path from the root, or its name in the state_dict. */
export function tensorOf(checkpoint: Checkpoint, name: string): Tensor {
  const place = checkpoint.graph.tensors.find(({ path }) => dottedName(path) === name)
  const found = place?.tensor ?? checkpoint.stateDict.tensors.find((entry) => entry.name === name)?.tensor
  if (found === undefined)
    throw new Error(
      `no tensor ${name} among ${checkpoint.graph.tensors.map(({ path }) => dottedName(path)).join(', ')}`,
    )
  return found
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** torch's short names of the index tensors in the answers. */
const PART_NAMES = new Map([
  ['crow', 'crow_indices'],
  ['col', 'col_indices'],
  ['ccol', 'ccol_indices'],
  ['row', 'row_indices'],
])

/** What pth makes of a tensor in the terms of the answer, to be equal to {@link wanted}. */
export async function found(checkpoint: Checkpoint, expected: KindTensor): Promise<unknown> {
  const tensor = tensorOf(checkpoint, expected.name)
  const parts = new Map(
    (await listParts({ name: expected.name, tensor })).map((part) => [part.name, part.tensor]),
  )
  const hashes: [string, unknown][] = []
  for (const [name, part] of wantedParts(expected)) {
    const inner = parts.get(name)
    if (inner === undefined) hashes.push([name, `missing among ${[...parts.keys()].join(', ')}`])
    else
      hashes.push([
        name,
        {
          dtype: inner.dtypeName,
          shape: inner.shape,
          sha256: sha256(await readEntry({ name, tensor: inner })),
        },
      ])
    if (part === undefined) throw new Error('an answer without a part')
  }
  return {
    kind: tensor.kind,
    dtype: tensor.dtypeName,
    shape: tensor.kind === 'nested' || tensor.kind === 'jagged' ? expected.shape : tensor.shape,
    bytes: expected.sha256 === undefined ? undefined : sha256(await ownBytes(tensor, parts)),
    parts: hashes,
    dense:
      expected.dense_sha256 === undefined
        ? undefined
        : sha256((await readDenseEntry({ name: expected.name, tensor })).bytes),
  }
}

export function wanted(expected: KindTensor): unknown {
  const { kind, dtype, shape, sha256: bytes, dense_sha256: dense } = expected
  return { kind, dtype, shape, bytes, parts: wantedParts(expected), dense }
}

function ownBytes(tensor: Tensor, parts: ReadonlyMap<string, Tensor>): Promise<Uint8Array> {
  const integers = parts.get('int_repr') ?? parts.get('packed')
  return readEntry({
    name: 'tensor',
    tensor: tensor.kind === 'quantized' && integers !== undefined ? integers : tensor,
  })
}

function wantedParts({ kind, parts = {}, quantizer = {} }: KindTensor): [string, PartFacts][] {
  const named = Object.entries(parts).flatMap(([name, part]): [string, PartFacts][] => {
    if (!isList(part)) return [[PART_NAMES.get(name) ?? name, part]]
    // The components of a jagged tensor are slices of its values.
    return kind === 'jagged' ? [] : part.map((one, at) => [`components[${at}]`, one])
  })
  const { scales, zero_points } = quantizer
  if (scales !== undefined) named.push(['scales', scales])
  if (zero_points !== undefined) named.push(['zero_points', zero_points])
  return named
}

function isList(part: PartFacts | readonly PartFacts[]): part is readonly PartFacts[] {
  return Array.isArray(part)
}
