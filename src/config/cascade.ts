/** Which rules hold for one file, and from which entries: the last entry that says something about a field counts. */
import { RULE_NAMES } from './config.ts'
import type { Entry, Ignore, Level, Place, RuleName, SettingName, Settings } from './config.ts'

/** The level of a rule, and what set it. */
export interface RuleLevel {
  readonly rule: RuleName
  readonly level: Level
  /** `asked`: by a level; `field`: by the field that the rule judges by; `default`: by nothing. */
  readonly by: 'asked' | 'field' | 'default'
  /** Null where nothing set it. */
  readonly place: Place | null
}

/** What is asked of one file. */
export interface Asked {
  /** One per rule, in the order in which they are judged. */
  readonly levels: readonly RuleLevel[]
  readonly settings: Settings
  /** Where each field of the settings was written. */
  readonly places: ReadonlyMap<SettingName, Place>
  readonly ignores: readonly Ignore[]
}

/** The field that a rule judges by: where an entry has it, the rule is on. */
const FIELDS: Readonly<Partial<Record<RuleName, SettingName>>> = {
  safetensors: 'safetensors',
  scan: 'scan',
  schema: 'schema',
  dtypes: 'dtypes',
  names: 'names',
  shared: 'shared',
  unused: 'unused',
  bytes: 'bytes',
  parameters: 'parameters',
  lock: 'lock',
}

/** What the entries that match a file ask of it, in their order. */
export function askedOf(entries: readonly Entry[], ignores: readonly Ignore[]): Asked {
  const settings: Settings = Object.assign({}, ...entries.map((entry) => entry.settings))
  const places = new Map<SettingName, Place>()
  for (const entry of entries)
    for (const name of Object.keys(entry.settings) as SettingName[])
      places.set(name, entry.placeOf(name === 'bytes' || name === 'parameters' ? `budgets.${name}` : name))
  return {
    levels: RULE_NAMES.map((rule) => levelOf(rule, entries, places)),
    settings,
    places,
    ignores: [...ignores, ...entries.flatMap((entry) => entry.ignores)],
  }
}

function levelOf(
  rule: RuleName,
  entries: readonly Entry[],
  places: ReadonlyMap<SettingName, Place>,
): RuleLevel {
  const entry = entries.findLast(({ levels }) => levels.has(rule))
  const level = entry?.levels.get(rule)
  if (entry !== undefined && level !== undefined)
    return { rule, level, by: 'asked', place: entry.placeOf(`rules.${rule}`) }
  const field = FIELDS[rule]
  const place = field === undefined ? undefined : places.get(field)
  if (place !== undefined) return { rule, level: 'error', by: 'field', place }
  return { rule, level: rule === 'structure' ? 'error' : 'off', by: 'default', place: null }
}

/** Whether anything was asked of the file: that its container is whole is looked at in any case. */
export function asksSomething({ levels }: Asked): boolean {
  return levels.some(({ level, by }) => level !== 'off' && by !== 'default')
}

/** Whether a rule is on. */
export function isOn({ levels }: Asked, ...rules: readonly RuleName[]): boolean {
  return levels.some(({ rule, level }) => level !== 'off' && rules.includes(rule))
}
