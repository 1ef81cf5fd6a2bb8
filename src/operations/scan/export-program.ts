/** The graph of an exported program under scan: text that torch.export evaluates, and functions that its nodes name. */
import type { ZipEntry } from '../../zip/entry.ts'
import type { ByteSource } from '../../io/source.ts'
import { find } from './context.ts'
import type { ScanContext } from './context.ts'
import { jsonText } from './export-payloads.ts'
import { jsonFields } from '../../json/fields.ts'
import { judgePath } from './verdict.ts'

/** Findings of one graph that are reported; one is enough for the verdict. */
const TOLD = 8

/**
 * Functions in sizes that PyTorch prints in lower case; the others begin with a capital. @see
 * torch/utils/_sympy/functions.py
 */
const FUNCTIONS = new Set([
  'floor',
  'ceiling',
  'sqrt',
  'abs',
  'exp',
  'log',
  'log2',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'sinh',
  'cosh',
  'tanh',
  'asinh',
  'acosh',
  'atanh',
  'min',
  'max',
  'pow',
])
const CONSTANTS = new Set(['oo', 'int_oo', 'zoo', 'nan', 'pi'])
const TOKENS = /'[^']*'|[A-Za-z_]\w*|\d[\w.]*|\s+|[^]/g
const OPERATORS = '+-*/(),<>=!&|~%'

/** Whether an entry is the graph of an exported program, of torch 2.8 and later or before. */
export function isExportedGraph({ name }: ZipEntry): boolean {
  return /(^|\/)(models\/[^/]*|serialized_exported_program)\.json(\0|$)/i.test(name)
}

/**
 * Look into one graph.
 * @throws PthError LIMIT_EXCEEDED, those of the zip entry, SOURCE_UNREADABLE
 * @see torch/_export/serde/serialize.py `_parse_sym_expr` (sympify evaluates), `deserialize_operator` (any
 * attribute of torch)
 */
export async function scanExportedGraph(
  context: ScanContext,
  source: ByteSource,
  entry: ZipEntry,
  member: string,
): Promise<void> {
  let told = 0
  for (const field of jsonFields(await jsonText(source, entry))) {
    const problem =
      typeof field === 'number' || field.text === null ? undefined : problemOf(field.key, field.text)
    if (problem === undefined) continue
    find(context, 'EXPORT_RUNS_CODE', 'error', member, null, problem)
    told += 1
    if (told === TOLD) return
  }
}

function problemOf(key: string, text: string): string | undefined {
  if (key === 'expr_str') return isSize(text) ? undefined : `torch.export.load evaluates ${shortened(text)}`
  if (key !== 'target' || !text.startsWith('torch')) return undefined
  const { verdict, reason } = judgePath(text)
  return verdict === 'dangerous' ? `the model calls ${shortened(text)}: ${reason}` : undefined
}

/**
 * Whether a text is arithmetic on sizes, and nothing that sympify would run. PyTorch writes
 * `Add(Symbol('s77', integer=True),
 * Integer(1))`, and once wrote `s77 + 1`. A text in it may be evaluated again, so it must be a name or a number.
 */
function isSize(text: string): boolean {
  const tokens = text.match(TOKENS)?.filter((token) => token.trim() !== '') ?? []
  return tokens.every((token, at) => {
    const calls = tokens[at + 1] === '('
    if (token.startsWith("'"))
      return /^'(?:[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*|-?\d+(?:\.\d*)?(?:e[+-]?\d+)?)'$/.test(token)
    if (OPERATORS.includes(token)) return token !== ')' || !calls
    if (/^\d/.test(token)) return !calls && /^\d+(\.\d*)?(e\d*)?$/i.test(token)
    if (/^[A-Z][A-Za-z0-9]*$/.test(token)) return true
    if (tokens[at + 1] === '=' && tokens[at + 2] !== '=') return /^[a-z]+(_[a-z]+)*$/.test(token)
    return calls ? FUNCTIONS.has(token) : CONSTANTS.has(token) || /^[a-z]{1,4}\d+$/.test(token)
  })
}

function shortened(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)
}
