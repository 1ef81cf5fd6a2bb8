/** Compares tensors that are made of others: parts, quantizers, components, and their dense forms. */
import { readDenseEntry } from '../../src/checkpoint/read/dense.ts'
import { listParts } from '../../src/checkpoint/read/parts.ts'
import type { CompositeTensor, TensorPart } from '../../src/checkpoint/tensor.ts'
import type { ExpectedPart, ExpectedTensor } from './expected.ts'
import { hashOf, hashOrRefusal, sha256 } from './hash.ts'

/** The oracle's short names of parts beside those of the library. */
const PART_NAMES: Readonly<Record<string, string>> = {
  crow: 'crow_indices',
  col: 'col_indices',
  ccol: 'ccol_indices',
  row: 'row_indices',
}

/** Every difference between a composite tensor and what PyTorch said about it, as a sentence. */
export async function compareComposite(wanted: ExpectedTensor, tensor: CompositeTensor): Promise<string[]> {
  const differences: string[] = []
  const check = (what: string, expected: unknown, found: unknown): void => {
    const [a, b] = [JSON.stringify(expected), JSON.stringify(found)]
    if (a !== b) differences.push(`${what}: PyTorch ${a}, pth ${b}`)
  }
  const parts = await listParts({ name: 'tensor', tensor })
  for (const [name, expected] of partsOf(wanted)) {
    const found = parts.find((part) => part.name === name || part.name === PART_NAMES[name])
    check(`part ${name}`, facts(expected), await foundFacts(found))
  }
  if (wanted.kind === 'quantized') {
    const integers = parts[0]
    check('int_repr', wanted.sha256, integers === undefined ? undefined : await hashOf(integers.tensor))
    check('stride', wanted.stride, tensor.view?.stride)
    check('storage_offset', wanted.storage_offset, tensor.view?.storageOffset)
  }
  for (const [name, value] of Object.entries(wanted.quantizer ?? {})) {
    if (typeof value !== 'object') check(name, value, factOf(tensor, name))
  }
  if (wanted.dense_sha256 !== undefined) {
    const dense = hashOrRefusal(async () => sha256((await readDenseEntry({ name: 'tensor', tensor })).bytes))
    check('dense sha256', wanted.dense_sha256, await dense)
  }
  if (wanted.placements !== undefined) check('placements', wanted.placements.length, placementCount(tensor))
  return differences
}

/** The parts by the library's names: components one by one, the quantizer's tensors among them. */
function partsOf(wanted: ExpectedTensor): (readonly [name: string, part: ExpectedPart])[] {
  const parts: (readonly [string, ExpectedPart])[] = []
  for (const [name, part] of Object.entries(wanted.parts ?? {})) {
    if (isPart(part)) parts.push([name, part])
    // A jagged tensor's components are views that torch makes of `values` by `offsets`, which are compared.
    else if (wanted.kind === 'nested') parts.push(...part.map((one, at) => [`${name}[${at}]`, one] as const))
  }
  for (const name of ['scales', 'zero_points'] as const) {
    const part = wanted.quantizer?.[name]
    if (part !== undefined) parts.push([name, part])
  }
  return parts
}

function isPart(part: ExpectedPart | readonly ExpectedPart[]): part is ExpectedPart {
  return !Array.isArray(part)
}

function facts({ dtype, shape, sha256 }: ExpectedPart): ExpectedPart {
  return { dtype, shape, sha256 }
}

async function foundFacts(part: TensorPart | undefined): Promise<ExpectedPart | null> {
  if (part === undefined) return null
  return { dtype: part.tensor.dtypeName, shape: part.tensor.shape ?? [], sha256: await hashOf(part.tensor) }
}

function factOf(tensor: CompositeTensor, name: string): unknown {
  return tensor.facts.find(([fact]) => fact === name)?.[1]
}

function placementCount(tensor: CompositeTensor): number {
  const text = factOf(tensor, 'placements')
  return typeof text === 'string' ? text.split(/\)(?:, |,?\)$)/).length - 1 : 0
}
