/** From the text of a configuration to entries with a meaning: the JSON Schema first, then what no schema can say. */
import { bytesOf } from '../digits.ts'
import { DTYPE_NAMES, dtypeByName } from '../dtype/dtype.ts'
import { isPthError } from '../errors.ts'
import { problemOf } from '../json/schema-error.ts'
import { plainValue } from '../json/tree.ts'
import { parseJoin } from '../names/join-rule.ts'
import type { JoinRule } from '../names/join-rule.ts'
import { nameRule } from '../names/name-rule.ts'
import type { NameRule } from '../names/name-rule.ts'
import type { Budget, Config, DtypeChoice, Entry, FileGlob, Ignore, Level, Place } from './config.ts'
import type { RuleName, ScanSettings, Settings } from './config.ts'
import { readDocument } from './document.ts'
import type { ConfigForm } from './document.ts'
import { configError, keyOf } from './pointer.ts'
import type { ConfigDocument } from './pointer.ts'
import { validateConfig } from './validate-config.generated.ts'

/** As the JSON Schema describes it. */
interface RawConfig {
  readonly baseline?: string
  readonly checkpoints: readonly RawEntry[]
  readonly ignore?: readonly RawIgnore[]
  readonly uncovered?: Level
}

interface RawEntry extends Pick<
  Settings,
  'root' | 'weights' | 'schema' | 'schemaRoot' | 'schemaWeights' | 'strict' | 'checkDtype' | 'lock'
> {
  readonly files: string | readonly string[]
  readonly join?: readonly string[]
  readonly schemaJoin?: readonly string[]
  readonly dtypes?: RawDtypes | Readonly<Record<string, RawDtypes>>
  readonly names?: Readonly<Partial<Record<'allow' | 'deny' | 'require', readonly string[]>>>
  readonly values?: Readonly<Partial<Record<'only' | 'ignore', readonly string[]>>>
  readonly scan?: Partial<ScanSettings> & { readonly policy?: string }
  readonly shared?: { readonly allow?: readonly string[] }
  readonly unused?: RawSize
  readonly safetensors?: 'valid' | 'required'
  readonly budgets?: { readonly bytes?: RawBudget; readonly parameters?: RawBudget }
  readonly rules?: Readonly<Partial<Record<RuleName, Level>>>
  readonly ignore?: readonly RawIgnore[]
}

type RawDtypes = string | readonly string[]
type RawSize = string | number
type RawBudget = RawSize | { readonly max?: RawSize; readonly grow?: RawSize }

interface RawIgnore {
  readonly rule: RuleName
  readonly files?: string
  readonly names?: string
  readonly reason: string
  readonly expires: string
}

/** What stands for a part of the checkpoint's own path in the paths of `schema` and `lock`. */
const PATH_PARTS = ['path', 'dir', 'base', 'name']

/** Where `pth check --update-baseline` writes when the configuration does not say. */
const BASELINE = 'pth.baseline.json'

/**
 * Parse a configuration; null where the file is package.json or TOML and has nothing for pth.
 * @throws PthError CONFIG_INVALID
 */
export function parseConfig(text: string, path: string, form: ConfigForm): Config | null {
  const document = readDocument(text, path, form)
  if (document === null) return null
  const problem = problemOf(validateConfig, document.root)
  if (problem !== null)
    throw configError(document, problem.pointer, problem.expected, problem.found, problem.unknown)
  const raw = plainValue(document.root) as RawConfig
  return {
    path,
    baseline: withParts(document, '/baseline', raw.baseline ?? BASELINE, []),
    entries: raw.checkpoints.map((entry, at) => entryOf(document, `/checkpoints/${at}`, entry)),
    ignores: ignoresOf(document, '/ignore', raw.ignore),
    uncovered: raw.uncovered ?? 'warn',
  }
}

function placeOf(document: ConfigDocument, pointer: string): Place {
  return {
    key: keyOf(document, pointer),
    // Lines are asked for when something is said of the place.
    get line() {
      return document.lineOf(pointer)
    },
  }
}

function entryOf(document: ConfigDocument, pointer: string, raw: RawEntry): Entry {
  const files = filesOf(document, `${pointer}/files`, raw.files)
  if (files.every(({ pattern }) => pattern.startsWith('!')))
    throw configError(document, `${pointer}/files`, 'a glob that does not begin with !', 'none')
  return Object.assign(placeOf(document, pointer), {
    include: files.filter(({ pattern }) => !pattern.startsWith('!')),
    exclude: files
      .filter(({ pattern }) => pattern.startsWith('!'))
      .map((file) => Object.assign(file, { pattern: file.pattern.slice(1) })),
    settings: settingsOf(document, pointer, raw),
    levels: new Map(Object.entries(raw.rules ?? {}) as [RuleName, Level][]),
    ignores: ignoresOf(document, `${pointer}/ignore`, raw.ignore),
    placeOf: (field: string) => placeOf(document, `${pointer}/${field.replaceAll('.', '/')}`),
  })
}

function filesOf(document: ConfigDocument, pointer: string, files: string | readonly string[]): FileGlob[] {
  return typeof files === 'string'
    ? [Object.assign(placeOf(document, pointer), { pattern: files })]
    : files.map((pattern, at) => Object.assign(placeOf(document, `${pointer}/${at}`), { pattern }))
}

function settingsOf(document: ConfigDocument, pointer: string, raw: RawEntry): Settings {
  const { root, weights, schema, schemaRoot, schemaWeights, strict, checkDtype, lock, safetensors } = raw
  const { join, schemaJoin, dtypes, names, values, scan, shared, unused, budgets } = raw
  const at = (field: string): string => `${pointer}/${field}`
  return {
    ...(root !== undefined && { root }),
    ...(weights !== undefined && { weights }),
    ...(join !== undefined && { join: joinsOf(document, at('join'), join) }),
    ...(schema !== undefined && { schema: withParts(document, at('schema'), schema) }),
    ...(schemaRoot !== undefined && { schemaRoot }),
    ...(schemaWeights !== undefined && { schemaWeights }),
    ...(schemaJoin !== undefined && { schemaJoin: joinsOf(document, at('schemaJoin'), schemaJoin) }),
    ...(strict !== undefined && { strict }),
    ...(checkDtype !== undefined && { checkDtype }),
    ...(lock !== undefined && { lock: withParts(document, at('lock'), lock) }),
    ...(safetensors !== undefined && { safetensors }),
    ...(dtypes !== undefined && { dtypes: dtypesOf(document, at('dtypes'), dtypes) }),
    ...(names !== undefined && { names: rulesOf(document, at('names'), names) }),
    ...(values !== undefined && { values: rulesOf(document, at('values'), values) }),
    ...(shared !== undefined && { shared: rulesOf(document, at('shared'), shared) }),
    ...(scan !== undefined && { scan: scanOf(scan) }),
    ...(unused !== undefined && { unused: sizeOf(document, at('unused'), unused) }),
    ...(budgets?.bytes !== undefined && {
      bytes: budgetOf(document, at('budgets/bytes'), budgets.bytes),
    }),
    ...(budgets?.parameters !== undefined && {
      parameters: budgetOf(document, at('budgets/parameters'), budgets.parameters),
    }),
  }
}

/** A path that has no part in braces but those that are known: another one would be taken as it is. */
function withParts(
  document: ConfigDocument,
  pointer: string,
  path: string,
  parts: readonly string[] = PATH_PARTS,
): string {
  for (const [part, word = ''] of path.matchAll(/\{([^{}]*)\}/g)) {
    if (parts.includes(word)) continue
    const known = parts.map((name) => `{${name}}`).join(', ')
    const expected =
      known === '' ? 'a path without a part in braces' : `a path with no other parts than ${known}`
    throw configError(document, pointer, expected, JSON.stringify(part), {
      word: part,
      known: known.split(', '),
    })
  }
  return path
}

function scanOf({ allow = [], policy, strict = false, weightsOnly = false }: NonNullable<RawEntry['scan']>) {
  return { allow, policy: policy ?? null, strict, weightsOnly } satisfies ScanSettings
}

/** Globs of names, each under its field. */
function rulesOf<Field extends string>(
  document: ConfigDocument,
  pointer: string,
  globs: Readonly<Partial<Record<Field, readonly string[]>>>,
): Partial<Record<Field, NameRule>> {
  const entries = (Object.entries(globs) as [Field, readonly string[]][]).map(
    ([field, patterns]) => [field, ruleOf(document, `${pointer}/${field}`, patterns)] as const,
  )
  return Object.fromEntries(entries) as Partial<Record<Field, NameRule>>
}

function ruleOf(document: ConfigDocument, pointer: string, patterns: readonly string[]): NameRule {
  refuseNegated(document, pointer, patterns)
  try {
    return nameRule(patterns)
  } catch (error) {
    if (!isPthError(error, 'USAGE')) throw error
    throw configError(document, pointer, 'a glob of names', error.details.reason)
  }
}

function joinsOf(document: ConfigDocument, pointer: string, rules: readonly string[]): readonly JoinRule[] {
  return rules.map((text, at) => {
    try {
      return parseJoin(text)
    } catch (error) {
      if (!isPthError(error, 'USAGE')) throw error
      const expected = 'a rule such as *.wq.weight=0 or *norm*=same'
      throw configError(document, `${pointer}/${at}`, expected, error.details.reason)
    }
  })
}

/** In globs of files `!` leaves out; in globs of names it would be a letter of the name, which no tensor has. */
function refuseNegated(document: ConfigDocument, pointer: string, patterns: readonly string[]): void {
  const negated = patterns.find((pattern) => pattern.startsWith('!'))
  if (negated === undefined) return
  const expected = 'a glob of names, in which ! does not leave out (a name that begins with ! is written \\!)'
  throw configError(document, pointer, expected, JSON.stringify(negated))
}

function dtypesOf(
  document: ConfigDocument,
  pointer: string,
  raw: NonNullable<RawEntry['dtypes']>,
): DtypeChoice[] {
  if (typeof raw === 'string' || Array.isArray(raw))
    return [{ names: null, dtypes: dtypeNames(document, pointer, raw as RawDtypes) }]
  return Object.entries(raw).map(([glob, dtypes]) => {
    const place = `${pointer}/${glob.replaceAll('~', '~0').replaceAll('/', '~1')}`
    return {
      names: ruleOf(document, place, [glob]),
      dtypes: dtypeNames(document, place, dtypes),
    }
  })
}

function dtypeNames(document: ConfigDocument, pointer: string, raw: RawDtypes): readonly string[] {
  const names = typeof raw === 'string' ? [raw] : raw
  return names.map((name, at) => {
    const found = dtypeByName(name)
    if (found !== undefined) return found.name
    const place = typeof raw === 'string' ? pointer : `${pointer}/${at}`
    const near = { word: name.replace(/^torch\./, ''), known: DTYPE_NAMES }
    throw configError(document, place, 'a dtype of torch, such as float16', JSON.stringify(name), near)
  })
}

function sizeOf(document: ConfigDocument, pointer: string, raw: RawSize): number {
  const bytes = typeof raw === 'number' ? raw : bytesOf(raw)
  if (bytes !== undefined) return bytes
  throw configError(document, pointer, 'a size such as 100MB, 1.5GiB or a number', JSON.stringify(raw))
}

function budgetOf(document: ConfigDocument, pointer: string, raw: RawBudget): Budget {
  if (typeof raw !== 'object') return { max: sizeOf(document, pointer, raw), grow: null }
  return {
    max: raw.max === undefined ? null : sizeOf(document, `${pointer}/max`, raw.max),
    grow: raw.grow === undefined ? null : growOf(document, `${pointer}/grow`, raw.grow),
  }
}

function growOf(document: ConfigDocument, pointer: string, raw: RawSize): Budget['grow'] {
  const share = typeof raw === 'string' ? /^\s*([\d.]+)\s*%\s*$/.exec(raw)?.[1] : undefined
  if (share !== undefined && Number.isFinite(Number(share))) return { share: Number(share) / 100 }
  return { more: sizeOf(document, pointer, raw) }
}

function ignoresOf(
  document: ConfigDocument,
  pointer: string,
  raw: readonly RawIgnore[] | undefined,
): Ignore[] {
  return (raw ?? []).map(({ rule, files, names, reason, expires }, at) => {
    const place = `${pointer}/${at}`
    if (!isDate(expires))
      throw configError(document, `${place}/expires`, 'a day such as 2027-06-30', JSON.stringify(expires))
    return Object.assign(placeOf(document, place), {
      rule,
      files: files ?? null,
      names: names === undefined ? null : ruleOf(document, `${place}/names`, [names]),
      reason,
      expires,
    })
  })
}

/** February has no 30th day. */
function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text
}
