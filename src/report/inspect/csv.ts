/** Tensors as CSV (RFC 4180 with `\n` between rows), safe to open in a spreadsheet. */
import type { TensorReport } from '../../operations/inspect/inspect-report.ts'
import { escapeText } from '../escape.ts'

type Cell = string | number | boolean | null

const COLUMNS: readonly (readonly [title: string, cell: (tensor: TensorReport) => Cell])[] = [
  ['name', (tensor) => tensor.name],
  ['kind', (tensor) => tensor.kind],
  ['dtype', (tensor) => tensor.dtype],
  ['shape', (tensor) => list(tensor.shape)],
  ['numel', (tensor) => tensor.numel],
  ['bytes', (tensor) => tensor.bytes],
  ['stride', (tensor) => list(tensor.stride)],
  ['storage_offset', (tensor) => tensor.storage_offset],
  ['storage_key', (tensor) => tensor.storage_key],
  ['member', (tensor) => tensor.member],
  ['file_offset', (tensor) => tensor.file_offset],
  ['requires_grad', (tensor) => tensor.requires_grad],
  ['parameter', (tensor) => tensor.parameter],
  ['path', (tensor) => tensor.path],
  ['problem', (tensor) => tensor.problem],
]

const STATS: readonly (readonly [title: string, cell: (tensor: TensorReport) => Cell])[] = [
  ['min', (tensor) => tensor.stats?.min ?? null],
  ['max', (tensor) => tensor.stats?.max ?? null],
  ['mean', (tensor) => tensor.stats?.mean ?? null],
  ['mean_imag', (tensor) => tensor.stats?.mean_imag ?? null],
  ['std', (tensor) => tensor.stats?.std ?? null],
  ['zeros', (tensor) => tensor.stats?.zeros ?? null],
  ['nan', (tensor) => tensor.stats?.nan ?? null],
  ['inf', (tensor) => tensor.stats?.inf ?? null],
  ['sha256', (tensor) => tensor.stats?.sha256 ?? null],
]

/**
 * A head and a row for each tensor; unknown is an empty cell. Control characters are escaped as in the
 * text report, and a text that a spreadsheet would take for a formula gets an apostrophe before it:
 * for exact names use JSON.
 */
export function renderCsv(tensors: readonly TensorReport[]): string {
  const columns = tensors.some(({ stats }) => stats !== undefined) ? [...COLUMNS, ...STATS] : COLUMNS
  const rows = tensors.map((tensor) => columns.map(([, cell]) => csvCell(cell(tensor))).join(','))
  return [columns.map(([title]) => title).join(','), ...rows].map((row) => `${row}\n`).join('')
}

/** One cell: escaped, disarmed, quoted where it must be. */
export function csvCell(value: Cell): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const text = escapeText(value)
  // Digits with a sign are numbers, not formulas.
  const formula = /^[=+\-@|%\uff1d\uff0b\uff0d\uff20]/.test(text) && !/^-(?:\d+|inf)$/.test(text)
  const safe = formula ? `'${text}` : text
  return /[",;]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** `64x3x7x7`; a scalar has no sizes: `scalar`. */
function list(sizes: readonly number[] | null): string | null {
  if (sizes === null) return null
  return sizes.length === 0 ? 'scalar' : sizes.join('x')
}
