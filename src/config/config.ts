/** What `pth check` is asked for: the entries of a configuration, with the places that they were read from. */
import type { JoinRule } from '../names/join-rule.ts'
import type { NameRule } from '../names/name-rule.ts'

/** Every rule, in the order in which a file is judged. */
export const RULE_NAMES = [
  'structure',
  'safetensors',
  'scan',
  'schema',
  'dtypes',
  'names',
  'finite',
  'nonzero',
  'shared',
  'unused',
  'bytes',
  'parameters',
  'lock',
] as const
export type RuleName = (typeof RULE_NAMES)[number]

/** `off`: not judged. `warn`: reported. `error`: fails the run. */
export type Level = 'off' | 'warn' | 'error'

/** A most, absolute and above the baseline. In bytes or parameters. */
export interface Budget {
  readonly max: number | null
  /** How much more than the baseline: a share of it, or so many more. */
  readonly grow: { readonly share: number } | { readonly more: number } | null
}

/** Element types allowed for the names of one glob. */
export interface DtypeChoice {
  /** Null for every name. */
  readonly names: NameRule | null
  /** torch's names, such as `float16`. */
  readonly dtypes: readonly string[]
}

/** The fields of an entry that say what a rule judges by. Paths are as they were written. */
export interface Settings {
  readonly root?: string
  /** Which weights of a DeepSpeed folder. */
  readonly weights?: 'master' | 'module'
  /** How the tensors of tensor-parallel ranks are joined. */
  readonly join?: readonly JoinRule[]
  readonly schema?: string
  readonly schemaRoot?: string
  readonly schemaWeights?: 'master' | 'module'
  readonly schemaJoin?: readonly JoinRule[]
  /** Whether missing and unexpected keys fail, as in `load_state_dict`; true when absent. */
  readonly strict?: boolean
  readonly checkDtype?: boolean
  readonly dtypes?: readonly DtypeChoice[]
  readonly names?: { readonly allow?: NameRule; readonly deny?: NameRule; readonly require?: NameRule }
  readonly values?: { readonly only?: NameRule; readonly ignore?: NameRule }
  readonly scan?: ScanSettings
  readonly lock?: string
  readonly shared?: { readonly allow?: NameRule }
  /** Bytes. */
  readonly unused?: number
  readonly safetensors?: 'valid' | 'required'
  readonly bytes?: Budget
  readonly parameters?: Budget
}
export type SettingName = keyof Settings

export interface ScanSettings {
  readonly allow: readonly string[]
  readonly policy: string | null
  readonly strict: boolean
  readonly weightsOnly: boolean
}

/** Where something of a configuration was written. */
export interface Place {
  /** Such as `checkpoints[0].rules.schema`. */
  readonly key: string
  /** Line of the configuration, counted from 1. */
  readonly line: number
}

/** Findings that are accepted for a time. */
export interface Ignore extends Place {
  readonly rule: RuleName
  /** Files, as paths relative to the configuration; null for every file of where it was written. */
  readonly files: string | null
  readonly names: NameRule | null
  readonly reason: string
  /** The last day on which it holds, YYYY-MM-DD. */
  readonly expires: string
}

/** One glob of files. */
export interface FileGlob extends Place {
  readonly pattern: string
}

/** One entry of `checkpoints`. */
export interface Entry extends Place {
  readonly include: readonly FileGlob[]
  /** Globs of files that are left out, without their `!`. */
  readonly exclude: readonly FileGlob[]
  readonly settings: Settings
  readonly levels: ReadonlyMap<RuleName, Level>
  readonly ignores: readonly Ignore[]
  /** Where a field of the entry was written, such as `rules.schema`. */
  placeOf(field: string): Place
}

/** A configuration. */
export interface Config {
  /** The file that it was read from. */
  readonly path: string
  /** Path of the baseline as it was written. */
  readonly baseline: string
  readonly entries: readonly Entry[]
  readonly ignores: readonly Ignore[]
  /** How a checkpoint below the configuration counts that no entry names. */
  readonly uncovered: Level
}
