/** Many tensors as few rows: repeated layers by pattern, or by dtype, or by prefix. */
import type { GroupBy, GroupReport, TensorReport } from './inspect-report.ts'
import { newRows, productsOf } from './number-rows.ts'
import type { NumberRows } from './number-rows.ts'
import { numberedName, patternText, templateKey } from './pattern.ts'
import type { NameTemplate, NumberSets } from './pattern.ts'

export interface GroupOptions {
  readonly by: GroupBy
  /** Components of a prefix; 1 unless told. */
  readonly depth?: number
}

/**
 * The rows of a table. `layers` joins names that differ only in layer numbers and share their dtype,
 * then neighbours in one module that share shape and dtype (`bn1.{weight,bias}`); `pattern` joins
 * numbers only; `prefix` joins the first components, `dtype` the element types.
 */
export function groupTensors(tensors: readonly TensorReport[], options: GroupOptions): GroupReport[] {
  switch (options.by) {
    case 'dtype':
      return joined(tensors, (tensor) => tensor.dtype, '*')
    case 'prefix':
      return joined(tensors, (tensor) => prefixOf(tensor.name, options.depth ?? 1), undefined)
    case 'pattern':
      return byPattern(tensors).map(({ sets, template, members }) =>
        groupOf(patternText(template, sets), members),
      )
    default:
      return foldLeaves(byPattern(tensors))
  }
}

interface PatternGroup {
  readonly template: NameTemplate
  readonly sets: NumberSets
  readonly members: readonly TensorReport[]
}

/** Tensors whose names have one template: their numbers row by row in one list, and where they stand. */
interface TemplateRows {
  readonly template: NameTemplate
  readonly rows: NumberRows
  readonly members: TensorReport[]
  /** Index of each member among all tensors. */
  readonly places: number[]
}

function byPattern(tensors: readonly TensorReport[]): PatternGroup[] {
  const templates = new Map<string, TemplateRows>()
  for (let at = 0; at < tensors.length; at += 1) {
    const tensor = tensors[at] as TensorReport
    const { key: name, numbers } = templateKey(tensor.name)
    const { dtype } = tensor
    const key = `${tensor.problem === null} ${dtype.length} ${dtype}${name}`
    let known = templates.get(key)
    if (known === undefined) {
      const { template } = numberedName(tensor.name)
      known = { template, rows: newRows(numbers.length), members: [], places: [] }
      templates.set(key, known)
    }
    for (const number of numbers) known.rows.numbers.push(number)
    known.members.push(tensor)
    known.places.push(at)
  }
  const groups: { readonly group: PatternGroup; readonly first: number }[] = []
  for (const { template, rows, members, places } of templates.values()) {
    for (const { sets, indices } of productsOf(rows, members.length)) {
      const inside = indices.map((index) => members[index] as TensorReport)
      groups.push({ group: { template, sets, members: inside }, first: places[indices[0] ?? 0] ?? 0 })
    }
  }
  return groups.sort((a, b) => a.first - b.first).map(({ group }) => group)
}

/** Join neighbours whose names differ in the last component only, with one shape and dtype. */
function foldLeaves(groups: readonly PatternGroup[]): GroupReport[] {
  const folded: GroupReport[] = []
  let open: { key: string; stem: string; leaves: string[]; members: TensorReport[] } | undefined
  for (const { template, sets, members } of [...groups, undefined].map((group) => group ?? END)) {
    const pattern = patternText(template, sets)
    const dot = pattern.lastIndexOf('.')
    const leaf = pattern.slice(dot + 1)
    const stem = pattern.slice(0, dot + 1)
    const shapes = new Set<string>()
    for (const { shape } of members) shapes.add(shapeText(shape))
    const [tensor] = members
    const plain = dot >= 0 && shapes.size === 1 && /^[A-Za-z_]\w*$/.test(leaf)
    const key = JSON.stringify([
      plain,
      stem,
      members.length,
      tensor?.dtype,
      tensor?.problem === null,
      [...shapes],
    ])
    if (open !== undefined && plain && open.key === key) {
      open.leaves.push(leaf)
      for (const member of members) open.members.push(member)
      continue
    }
    if (open !== undefined) folded.push(groupOf(openPattern(open), open.members))
    open = { key: plain ? key : '', stem, leaves: [leaf], members: [...members] }
  }
  return folded
}

const END: PatternGroup = { template: [], sets: [], members: [] }

/** The last shape that was asked for: neighbours are mostly alike. */
const LAST: { shape: readonly number[] | null; text: string } = { shape: null, text: 'null' }

/** Equal for equal shapes. */
function shapeText(shape: readonly number[] | null): string {
  if (shape === null) return 'null'
  if (LAST.shape === null || !sameShape(shape, LAST.shape)) {
    LAST.shape = shape
    LAST.text = JSON.stringify(shape)
  }
  return LAST.text
}

function sameShape(one: readonly number[], other: readonly number[]): boolean {
  return one === other || (one.length === other.length && one.every((size, dim) => size === other[dim]))
}

function openPattern({ stem, leaves }: { stem: string; leaves: readonly string[] }): string {
  return stem + (leaves.length === 1 ? (leaves[0] ?? '') : `{${leaves.join(',')}}`)
}

function joined(
  tensors: readonly TensorReport[],
  keyOf: (tensor: TensorReport) => string,
  pattern: string | undefined,
): GroupReport[] {
  const groups = new Map<string, TensorReport[]>()
  for (const tensor of tensors) {
    const key = keyOf(tensor)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [tensor])
    else known.push(tensor)
  }
  return [...groups].map(([key, members]) => {
    const [only] = members
    const name = members.length === 1 && only !== undefined ? only.name : `${key}.*`
    return groupOf(pattern ?? name, members)
  })
}

function prefixOf(name: string, depth: number): string {
  return name.split('.').slice(0, depth).join('.')
}

function groupOf(pattern: string, members: readonly TensorReport[]): GroupReport {
  const shapes = new Map<string, { shape: readonly number[] | null; count: number }>()
  const dtypes = new Set<string>()
  let elements = 0
  let bytes = 0
  let unreadable = 0
  for (const { shape, dtype, numel, bytes: size, problem } of members) {
    const key = shapeText(shape)
    const known = shapes.get(key)
    if (known === undefined) shapes.set(key, { shape, count: 1 })
    else known.count += 1
    dtypes.add(dtype)
    elements += numel ?? 0
    bytes += size ?? 0
    if (problem !== null) unreadable += 1
  }
  return {
    pattern,
    count: members.length,
    dtype: [...dtypes].join(' '),
    shapes: [...shapes.values()].sort((a, b) => b.count - a.count),
    elements,
    bytes,
    unreadable,
  }
}
