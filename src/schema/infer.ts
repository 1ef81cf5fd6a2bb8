/**
 * Templates and named dimensions found in a list of tensors: a 32-layer model as a page. Expands to exactly
 * the original.
 */
import { expandNames } from './expand.ts'
import type { ExpectedModel, ExpectedTensor, Size } from './model.ts'

/** A schema before it is written. */
export interface InferredSchema {
  readonly dimensions: ReadonlyMap<string, number>
  readonly ranges: ReadonlyMap<string, readonly [first: number, end: number]>
  readonly tensors: readonly ExpectedTensor[]
}

const VARIABLES = ['i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z']

/**
 * Infer. Layers fold only where they are equal in names, shapes, dtypes and kinds, and are adjacent; the
 * result is expanded again and compared, and what does not come back the same is written out in full.
 */
export function inferSchema(model: ExpectedModel): InferredSchema {
  const original = [...model.tensors.values()]
  const ranges = new Map<string, readonly [number, number]>()
  const folded = fold(original, ranges)
  const exact = comesBack(folded, ranges, original)
  const tensors = exact ? folded : original
  const dimensions = nameDimensions(tensors)
  const names = new Map([...dimensions].map(([name, size]) => [size, name]))
  return {
    dimensions,
    ranges: exact ? ranges : new Map(),
    tensors: tensors.map((tensor) => ({
      ...tensor,
      shape: tensor.shape?.map((size) => nameOf(size, names)) ?? null,
    })),
  }
}

function nameOf(size: Size, names: ReadonlyMap<number, string>): Size {
  return typeof size === 'number' ? (names.get(size) ?? size) : size
}

/** Fold runs of blocks `head.0.*`, `head.1.*`, … from the outermost number inwards. */
function fold(
  tensors: readonly ExpectedTensor[],
  ranges: Map<string, readonly [number, number]>,
): ExpectedTensor[] {
  const result: ExpectedTensor[] = []
  const ends: BlockEnds = new Map()
  for (let at = 0; at < tensors.length;) {
    const run = longestRun(tensors, at, ends)
    const tensor = tensors[at]
    if (tensor === undefined) break
    if (run === undefined) {
      result.push(tensor)
      at += 1
      continue
    }
    const variable = variableFor(run.first, run.first + run.count, run.head, ranges)
    if (variable === undefined) {
      result.push(tensor)
      at += 1
      continue
    }
    const head = `${run.head}${run.first}`
    const block = tensors.slice(at, at + run.length).map((item) => ({
      ...item,
      name: `${run.head}{${variable}}${item.name.slice(head.length)}`,
      tied:
        item.tied === null
          ? null
          : item.tied.startsWith(`${head}.`)
            ? `${run.head}{${variable}}${item.tied.slice(head.length)}`
            : item.tied,
    }))
    for (const folded of fold(block, ranges)) result.push(folded)
    at += run.length * run.count
  }
  return result
}

interface Run {
  readonly head: string
  readonly first: number
  readonly count: number
  /** Tensors in one block. */
  readonly length: number
}

/** Where the block of a prefix ends that was met last: its tensors do not look for the end again. */
type BlockEnds = Map<string, number>

/** The run of equal blocks that begins here; of several numbers in a name the outermost that folds. */
function longestRun(tensors: readonly ExpectedTensor[], at: number, ends: BlockEnds): Run | undefined {
  const name = tensors[at]?.name ?? ''
  for (const match of name.matchAll(/(?<![^.])\d{1,9}(?=\.|$)/g)) {
    const head = name.slice(0, match.index)
    const first = Number(match[0])
    if (String(first) !== match[0]) continue
    const length = blockLength(tensors, at, `${head}${first}`, ends)
    let count = 1
    while (sameBlock(tensors, at, at + count * length, length, `${head}${first}`, `${head}${first + count}`))
      count += 1
    // Two layers fold only when that saves something.
    if (count > 2 || (count === 2 && length > 1)) return { head, first, count, length }
  }
  return undefined
}

function blockLength(
  tensors: readonly ExpectedTensor[],
  at: number,
  prefix: string,
  ends: BlockEnds,
): number {
  let end = ends.get(prefix) ?? 0
  if (end <= at) {
    end = at
    while (isBelow(tensors[end]?.name, prefix)) end += 1
    ends.set(prefix, end)
  }
  return end - at
}

function isBelow(name: string | undefined, prefix: string): boolean {
  return name !== undefined && (name === prefix || name.startsWith(`${prefix}.`))
}

function sameBlock(
  tensors: readonly ExpectedTensor[],
  at: number,
  other: number,
  length: number,
  prefix: string,
  otherPrefix: string,
): boolean {
  for (let index = 0; index < length; index += 1) {
    const a = tensors[at + index]
    const b = tensors[other + index]
    if (a === undefined || b === undefined || !isBelow(b.name, otherPrefix)) return false
    if (
      a.name.slice(prefix.length) !== b.name.slice(otherPrefix.length) ||
      factsOf(a, prefix) !== factsOf(b, otherPrefix)
    )
      return false
  }
  return !isBelow(tensors[other + length]?.name, otherPrefix)
}

function factsOf(
  { shape, dtype, kind, optional, frozen, lazy, layout, tied }: ExpectedTensor,
  prefix: string,
): string {
  const tie = tied !== null && tied.startsWith(`${prefix}.`) ? `.${tied.slice(prefix.length)}` : tied
  return JSON.stringify([shape, dtype, kind, optional, frozen, lazy, layout ?? null, tie])
}

/** One variable for each range; a name never has the same variable twice. */
function variableFor(
  first: number,
  end: number,
  head: string,
  ranges: Map<string, readonly [number, number]>,
): string | undefined {
  for (const name of VARIABLES) {
    const range = ranges.get(name)
    if (head.includes(`{${name}}`)) continue
    if (range === undefined) ranges.set(name, [first, end])
    else if (range[0] !== first || range[1] !== end) continue
    return name
  }
  return undefined
}

/** Whether the templates expand to the same entries in the same order. */
function comesBack(
  folded: readonly ExpectedTensor[],
  ranges: ReadonlyMap<string, readonly [number, number]>,
  original: readonly ExpectedTensor[],
): boolean {
  const expanded = expandNames(
    folded.map((tensor) => ({ name: tensor.name, value: tensor })),
    ranges,
  )
  return (
    expanded.length === original.length &&
    expanded.every(({ name, value, fill }, at) => {
      const wanted = original[at]
      if (wanted === undefined || name !== wanted.name) return false
      return (
        factsOf({ ...value, tied: value.tied === null ? null : fill(value.tied) }, '') === factsOf(wanted, '')
      )
    })
  )
}

/** What a size is usually called, by the name of a tensor that has it at a place. */
const ROLES: readonly { readonly name: string; readonly tensor: RegExp; readonly dim: number }[] = [
  {
    name: 'vocab',
    tensor: /(?:embed_tokens|word_embeddings|wte|tok_embeddings|embeddings?|lm_head)\.weight$/,
    dim: 0,
  },
  {
    name: 'hidden',
    tensor: /(?:embed_tokens|word_embeddings|wte|tok_embeddings|embeddings?|lm_head)\.weight$/,
    dim: 1,
  },
  { name: 'intermediate', tensor: /(?:gate_proj|up_proj|fc1|w1|linear1|dense_h_to_4h)\.weight$/, dim: 0 },
  { name: 'intermediate', tensor: /c_fc\.weight$/, dim: 1 },
  { name: 'kv', tensor: /(?:k_proj|v_proj)\.weight$/, dim: 0 },
  { name: 'positions', tensor: /(?:wpe|position_embeddings|embed_positions)\.weight$/, dim: 0 },
]

/** Sizes that are in several templates, named. Small ones (kernels, heads) say more as numbers. */
function nameDimensions(tensors: readonly ExpectedTensor[]): Map<string, number> {
  const uses = new Map<number, number>()
  for (const { shape } of tensors) {
    for (const size of shape ?? []) if (typeof size === 'number') uses.set(size, (uses.get(size) ?? 0) + 1)
  }
  const dimensions = new Map<string, number>()
  const named = new Set<number>()
  for (const { name, tensor, dim } of ROLES) {
    const size = tensors.find((entry) => tensor.test(entry.name))?.shape?.[dim]
    if (
      typeof size !== 'number' ||
      size < 16 ||
      named.has(size) ||
      dimensions.has(name) ||
      (uses.get(size) ?? 0) < 2
    )
      continue
    dimensions.set(name, size)
    named.add(size)
  }
  return dimensions
}
