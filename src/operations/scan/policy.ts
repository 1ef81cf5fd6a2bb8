/** What the user has looked at: names that are allowed, names that are not, anomalies that are expected. */
import { PthError } from '../../errors.ts'
import type { ScannedGlobal } from './report.ts'
import type { ScanFinding } from './finding.ts'

/** Names that are allowed or denied beyond the built-in rules. */
export interface ScanPolicy {
  /** Full names, `module.Name`; exactly these, nothing below them. */
  readonly allow: ReadonlySet<string>
  /** Full names or modules; everything below them too. */
  readonly deny: readonly string[]
  /** Rules that are not reported. */
  readonly ignore: ReadonlySet<string>
  /** Whether what is unknown fails the run. */
  readonly strict: boolean
}

export const NO_POLICY: ScanPolicy = { allow: new Set(), deny: [], ignore: new Set(), strict: false }

/** Rules that no policy may switch off. */
const FIXED = new Set([
  'GLOBAL_DANGEROUS',
  'CALL_UNKNOWN',
  'SOURCE_GIVEN',
  'ALLOCATION',
  'PICKLE_BROKEN',
  'NESTED_LIMIT',
  'MEMBER_UNREADABLE',
])

/**
 * Read a policy: `{"allow": ["module.Name"], "deny": ["module"], "ignore": ["RULE"], "strict": true}`.
 * @throws PthError USAGE for anything else, an unknown field included
 */
export function parsePolicy(text: string, path: string): ScanPolicy {
  const value = parseJson(text, path)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw usage(path, 'is not a JSON object')
  const fields = new Map<string, unknown>(Object.entries(value))
  const known = ['allow', 'deny', 'ignore', 'strict']
  for (const field of fields.keys())
    if (!known.includes(field))
      throw usage(path, `has an unknown field "${field}"; known: ${known.join(', ')}`)
  const strict = fields.get('strict') ?? false
  if (typeof strict !== 'boolean') throw usage(path, 'strict must be true or false')
  const ignore = new Set(names(fields.get('ignore'), 'ignore', path))
  for (const rule of ignore)
    if (FIXED.has(rule)) throw usage(path, `cannot ignore ${rule}; allow the name instead`)
  return {
    allow: new Set(names(fields.get('allow'), 'allow', path)),
    deny: names(fields.get('deny'), 'deny', path),
    ignore,
    strict,
  }
}

/** A policy with more allowed names, as `--allow` gives them. @throws PthError USAGE for what is not a full name */
export function withAllowed(policy: ScanPolicy, allow: readonly string[]): ScanPolicy {
  for (const name of allow) {
    if (!/^[^\s.]+(\.[^\s.]+)+$/u.test(name))
      throw new PthError('USAGE', { reason: `--allow ${name}: give a full name such as argparse.Namespace` })
  }
  return { ...policy, allow: new Set([...policy.allow, ...allow]) }
}

/** The verdict on a name under a policy: denied, allowed, or as it was. */
export function applyPolicy(global: ScannedGlobal, policy: ScanPolicy): ScannedGlobal {
  const full = `${global.module}.${global.name}`
  const denied = policy.deny.find((name) => full === name || full.startsWith(`${name}.`))
  if (denied !== undefined)
    return { ...global, verdict: 'dangerous', reason: `denied by the policy (${denied})` }
  return isOpen(global.verdict) && policy.allow.has(full)
    ? { ...global, verdict: 'allowed_by_policy', reason: null }
    : global
}

const RULES = {
  dangerous: ['GLOBAL_DANGEROUS', 'error'],
  unknown_call: ['CALL_UNKNOWN', 'error'],
  unknown_class: ['GLOBAL_UNKNOWN', 'warning'],
  unknown: ['GLOBAL_UNKNOWN', 'warning'],
} as const

/** The finding on a name, or undefined when there is nothing to say. */
export function globalFinding(global: ScannedGlobal): ScanFinding | undefined {
  const { verdict } = global
  if (!isOpen(verdict)) return undefined
  const [rule, severity] = RULES[verdict]
  const [call] = global.calls
  const name = global.module === '' ? global.name : `${global.module}.${global.name}`
  return {
    rule,
    severity,
    member: global.member,
    offset: call?.offset ?? global.places[0]?.offset ?? null,
    detail: `${name}${call?.arguments ?? ''}${global.reason === null ? '' : `: ${global.reason}`}`,
  }
}

function isOpen(verdict: ScannedGlobal['verdict']): verdict is keyof typeof RULES {
  return Object.hasOwn(RULES, verdict)
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new PthError('USAGE', { reason: `policy ${path} is not JSON` }, { cause })
  }
}

function names(value: unknown, field: string, path: string): readonly string[] {
  if (value === undefined) return []
  if (Array.isArray(value) && value.every((item): item is string => typeof item === 'string' && item !== ''))
    return value
  throw usage(path, `${field} must be a list of names`)
}

function usage(path: string, reason: string): PthError {
  return new PthError('USAGE', { reason: `policy ${path} ${reason}` })
}
