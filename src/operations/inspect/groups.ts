/** Many tensors as few rows: repeated layers by pattern, or by dtype, or by prefix. */
import type { GroupBy, GroupReport, TensorReport } from './inspect-report.ts'
import { factorNumbers, numberedName, patternText } from './pattern.ts'
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

function byPattern(tensors: readonly TensorReport[]): PatternGroup[] {
  const templates = new Map<
    string,
    { template: NameTemplate; members: { numbers: readonly number[]; tensor: TensorReport }[] }
  >()
  for (const tensor of tensors) {
    const { template, numbers } = numberedName(tensor.name)
    const key = JSON.stringify([tensor.dtype, tensor.problem === null, template])
    const known = templates.get(key)
    if (known === undefined) templates.set(key, { template, members: [{ numbers, tensor }] })
    else known.members.push({ numbers, tensor })
  }
  const order = new Map(tensors.map((tensor, index) => [tensor, index]))
  const groups: PatternGroup[] = []
  for (const { template, members } of templates.values()) {
    const byNumbers = new Map(members.map((member) => [member.numbers.join(','), member]))
    // Names that occur twice (in a flattened file) cannot make a product; they follow as they are.
    const doubled = members.length - byNumbers.size
    const products = doubled > 0 ? [] : factorNumbers(members.map((member) => member.numbers))
    for (const sets of products) {
      const inside = combinations(sets).map((numbers) => byNumbers.get(numbers.join(','))?.tensor)
      groups.push({ template, sets, members: inside.filter((tensor) => tensor !== undefined) })
    }
    if (doubled > 0) {
      for (const { numbers, tensor } of members) {
        groups.push({ template, sets: numbers.map((number) => [number]), members: [tensor] })
      }
    }
  }
  const first = ({ members: [tensor] }: PatternGroup): number =>
    tensor === undefined ? 0 : (order.get(tensor) ?? 0)
  return groups.sort((a, b) => first(a) - first(b))
}

/** Every tuple of a product, in order. */
function combinations(sets: readonly (readonly number[])[]): (readonly number[])[] {
  return sets.reduce<(readonly number[])[]>(
    (tuples, numbers) => tuples.flatMap((tuple) => numbers.map((number) => [...tuple, number])),
    [[]],
  )
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
    const shapes = new Set(members.map(({ shape }) => JSON.stringify(shape)))
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
    const key = JSON.stringify(shape)
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
