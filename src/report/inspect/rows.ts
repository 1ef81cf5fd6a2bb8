/** The table of `inspect`: groups, single tensors with their details, or the tree of modules. */
import type {
  GroupReport,
  InspectReport,
  StatsReport,
  TensorReport,
  TreeReport,
} from '../../operations/inspect/inspect-report.ts'
import { escapeText } from '../escape.ts'
import { formatBytes, formatCount, formatExactBytes, formatShape } from '../format.ts'
import type { Column, Row } from '../table.ts'
import { wrapItems, wrapWords } from '../wrap.ts'

/** How the report is shown; nothing of it is left out of the JSON. */
export interface InspectView {
  readonly columns: number
  /** Every tensor, with its whole name. */
  readonly full: boolean
  /** Sizes in bytes, to the last one. */
  readonly exact: boolean
  /** Member, file offset and stride under each tensor. */
  readonly where: boolean
  /** Levels of the tree; null shows all. */
  readonly depth: number | null
}

export interface Table {
  readonly head: readonly Column[]
  readonly rows: readonly Row[]
  /** Rows left out, and what they are. */
  readonly hidden: number
  readonly noun: string
}

/** Rows of groups without `--full`. The largest regular model known has 74. */
const MOST_GROUPS = 80
/** Rows of a tree without `--full` or `--depth`. */
const MOST_NODES = 120

const NAME: Column = { title: 'NAME', align: 'left' }
const NUMBERS: readonly Column[] = [
  { title: 'DTYPE', align: 'left' },
  { title: 'SHAPE', align: 'left' },
  { title: 'ELEMENTS', align: 'right' },
  { title: 'BYTES', align: 'right' },
]

/** The table that matches report and view. */
export function tableOf(report: InspectReport, view: InspectView): Table {
  if (report.tree !== undefined) return treeTable(report.tree, view)
  const details = view.full || view.where || report.tensors.some(({ stats }) => stats !== undefined)
  const listed = details || report.selection.sort === 'offset' || report.salvage !== undefined
  return listed ? tensorTable(report.tensors, view) : groupTable(report, view)
}

/** Bytes as the view wants them. */
export function sizeText(bytes: number, view: InspectView): string {
  return view.exact ? formatExactBytes(bytes) : formatBytes(bytes)
}

function groupTable(report: InspectReport, view: InspectView): Table {
  const rows = report.groups.slice(0, MOST_GROUPS).map((group) => groupRow(group, view))
  return { head: [NAME, ...NUMBERS], rows, hidden: report.groups.length - rows.length, noun: 'groups' }
}

function groupRow(group: GroupReport, view: InspectView): Row {
  const { pattern, count, dtype, elements, bytes, unreadable } = group
  const cells = [nameText(pattern), dtype, groupShape(group), formatCount(elements), sizeText(bytes, view)]
  return {
    cells: cells.map(escapeText),
    brief: nameText(pattern).replace(/\{([A-Za-z_]\w*),[\w,]*\}$/, '{$1,…}'),
    suffix: count > 1 ? ` (x${formatCount(count)})` : '',
    warn: unreadable > 0,
    ...(unreadable > 0 && {
      details: [
        `    ! ${unreadable === 1 && count === 1 ? '' : `${formatCount(unreadable)} `}cannot be read (--full says why)`,
      ],
    }),
  }
}

/** A name as it is shown: quoted when it would be invisible or seem to end elsewhere. */
function nameText(name: string): string {
  const text = escapeText(name)
  return text === '' || /^\s|\s$/.test(text) ? `"${text}"` : text
}

function groupShape({ shapes }: GroupReport): string {
  const [first] = shapes
  if (first === undefined) return ''
  return shapes.length === 1 ? formatShape(first.shape) : `${formatShape(first.shape)} *`
}

function tensorTable(tensors: readonly TensorReport[], view: InspectView): Table {
  return {
    head: [NAME, ...NUMBERS],
    rows: tensors.map((tensor) => tensorRow(tensor, view)),
    hidden: 0,
    noun: 'tensors',
  }
}

function tensorRow(tensor: TensorReport, view: InspectView): Row {
  const { name, dtype, shape, numel, bytes, problem, kind } = tensor
  const columns = Math.max(40, view.columns)
  const details: string[] = []
  if (view.where) details.push(wrapItems('', whereItems(tensor), columns, 4, 0))
  if (tensor.stats !== undefined) details.push(wrapItems('', statItems(tensor.stats, problem), columns, 4, 0))
  if (kind !== 'strided') details.push(wrapItems('', kindItems(tensor), columns, 4, 0))
  if (problem !== null) details.push(wrapWords('!', escapeText(problem), columns, 4, 2))
  return {
    cells: [
      nameText(name),
      escapeText(dtype),
      formatShape(shape),
      numel === null ? '?' : formatCount(numel),
      bytes === null ? '?' : sizeText(bytes, view),
    ],
    details,
    warn: problem !== null,
  }
}

function whereItems({
  member,
  file_offset,
  stride,
  storage_offset,
  storage_key,
  contiguous,
}: TensorReport): string[] {
  const items = [member === null ? 'no record' : `in ${escapeText(member)}`]
  if (file_offset !== null) items.push(`at ${formatCount(file_offset)}`)
  if (stride !== null)
    items.push(`stride ${formatShape(stride)}${contiguous === false ? ' (not contiguous)' : ''}`)
  if (storage_offset !== null && storage_offset > 0)
    items.push(`storage offset ${formatCount(storage_offset)}`)
  if (storage_key !== null) items.push(`storage ${escapeText(storage_key)}`)
  return items
}

function statItems(stats: StatsReport, problem: string | null): string[] {
  const items: string[] = []
  if (stats.min !== null) items.push(`min ${extremeText(stats.min)}`, `max ${extremeText(stats.max)}`)
  if (stats.mean_imag !== null) items.push(`mean ${complexText(stats.mean, stats.mean_imag)}`)
  else if (stats.mean !== null) items.push(`mean ${statText(stats.mean)}`)
  if (stats.std !== null) items.push(`std ${statText(stats.std)}`)
  if (stats.zeros !== null) items.push(`zeros ${formatCount(stats.zeros)}`)
  if (stats.nan !== null) items.push(`nan ${formatCount(stats.nan)}`, `inf ${formatCount(stats.inf ?? 0)}`)
  if (stats.sha256 !== null) items.push(`sha256 ${stats.sha256}`)
  if (stats.problem !== null && stats.problem !== problem) items.push(escapeText(stats.problem))
  return items.length === 0 ? ['no statistics'] : items
}

/** Six digits for people; JSON has them all. */
function statText(value: number | string | null): string {
  if (typeof value !== 'number') return value ?? '?'
  const magnitude = Math.abs(value)
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e6))
    return value.toExponential(5).replace(/\.?0*e/, 'e')
  return String(Number(value.toPrecision(6)))
}

/** Smallest and largest values of integers stay whole. */
function extremeText(value: number | string | null): string {
  return typeof value === 'number' && Number.isSafeInteger(value) ? formatCount(value) : statText(value)
}

function complexText(real: number | string | null, imaginary: number | string): string {
  const text = statText(imaginary)
  return `${statText(real)} ${text.startsWith('-') ? '-' : '+'} ${text.replace(/^-/, '')}j`
}

function kindItems({ kind, type, parts, facts }: TensorReport): string[] {
  const made = parts.map(
    ({ name, dtype, shape }) => `${escapeText(name)} ${escapeText(dtype)} ${formatShape(shape)}`,
  )
  return [
    `${kind} (${escapeText(type)})`,
    ...made,
    ...facts.map(({ name, value }) => `${escapeText(name)} ${escapeText(String(value))}`),
  ]
}

function treeTable(tree: TreeReport, view: InspectView): Table {
  const most = view.full || view.depth !== null ? Infinity : MOST_NODES
  const rows: Row[] = []
  let hidden = 0
  // The depth of a tree is bounded where it is made.
  const add = (node: TreeReport, level: number): void => {
    const deeper = view.depth === null || level < view.depth
    if (rows.length < most) rows.push(treeRow(node, level, view))
    else hidden += 1
    if (deeper) for (const child of node.children) add(child, level + 1)
  }
  for (const child of tree.children) add(child, 1)
  const head = [
    NAME,
    ...NUMBERS.slice(0, 2),
    { title: 'TENSORS', align: 'right' } as const,
    ...NUMBERS.slice(2),
  ]
  return { head, rows, hidden, noun: 'rows' }
}

function treeRow(node: TreeReport, level: number, view: InspectView): Row {
  return {
    cells: [
      nameText(node.name),
      node.dtype === null ? '' : escapeText(node.dtype),
      node.dtype === null ? '' : formatShape(node.shape),
      formatCount(node.tensors),
      formatCount(node.elements),
      sizeText(node.bytes, view),
    ],
    indent: (level - 1) * 2,
    suffix: node.count > 1 ? ` (x${formatCount(node.count)})` : '',
  }
}
