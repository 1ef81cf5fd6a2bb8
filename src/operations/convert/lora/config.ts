/** `adapter_config.json` of peft: what an adapter does to its model. @see peft/tuners/lora/config.py `LoraConfig` */
import type { Checkpoint } from '../../../checkpoint/checkpoint.ts'
import { PthError } from '../../../errors.ts'
import { isJsonObject, jsonField, jsonInteger, jsonItems, parseJson } from '../../../json/parse.ts'
import type { Json, JsonObject } from '../../../json/parse.ts'

/** The parts of a configuration that decide the merged weights. */
export interface LoraConfig {
  readonly r: number
  readonly alpha: number
  /** Ranks and alphas of single modules; keys as in the file, in its order. */
  readonly rankPattern: readonly (readonly [pattern: string, value: number])[]
  readonly alphaPattern: readonly (readonly [pattern: string, value: number])[]
  /** Divide alpha by the square root of the rank. */
  readonly rslora: boolean
  /** Weights are [in, out], as in the Conv1D of GPT-2. */
  readonly fanInFanOut: boolean
  /** Weight-decomposed: magnitudes beside the factors. */
  readonly dora: boolean
  /** Modules whose tensors the adapter holds whole. */
  readonly modulesToSave: readonly string[]
}

/** An adapter, and what its configuration says. */
export interface LoraAdapter {
  readonly adapter: Checkpoint
  readonly config: LoraConfig
}

/** Keys that say how an adapter was trained, where it belongs, or what its tensors show by themselves. */
const HARMLESS: ReadonlySet<string> = new Set([
  'auto_mapping',
  'base_model_name_or_path',
  'bias',
  'corda_config',
  'eva_config',
  'exclude_modules',
  'inference_mode',
  'layers_pattern',
  'layers_to_transform',
  'lora_bias',
  'lora_dropout',
  'megatron_core',
  'peft_version',
  'qalora_group_size',
  'revision',
  'target_modules',
  'task_type',
])
const USED: ReadonlySet<string> = new Set([
  'peft_type',
  'r',
  'lora_alpha',
  'rank_pattern',
  'alpha_pattern',
  'use_rslora',
  'fan_in_fan_out',
  'use_dora',
  'modules_to_save',
  'init_lora_weights',
])
/** Ways to begin that leave the weights of the base as they are; the others subtract something from them. */
const PLAIN_STARTS: ReadonlySet<string> = new Set(['gaussian', 'eva', 'orthogonal'])
/** Modules with a rank or an alpha of their own. Largest known: one for each of 2,000 modules. */
const PATTERNS = 100_000

/**
 * Read a configuration. A setting that is on and that pth does not compute is refused by its name.
 * @param path names the text in errors
 * @throws PthError JSON_INVALID, ADAPTER_REFUSED
 */
export function parseLoraConfig(text: string, path: string): LoraConfig {
  const config = parseJson(text, path)
  const refused = (reason: string): PthError => adapterRefused(path, reason)
  if (!isJsonObject(config)) throw refused('it is not a JSON object')
  const type = jsonField(config, 'peft_type')
  if (type !== 'LORA') throw refused(`peft_type is ${shown(type)}; only LORA is merged`)
  for (const [key, value] of config.entries)
    if (!USED.has(key) && !HARMLESS.has(key) && !isOff(value))
      throw refused(`${JSON.stringify(key)} is ${shown(value)}, which pth does not compute`)
  const start = jsonField(config, 'init_lora_weights')
  if (typeof start === 'string' && !PLAIN_STARTS.has(start))
    throw refused(
      `init_lora_weights is ${shown(start)}: such an adapter belongs to a base whose weights peft changed at the start`,
    )
  return {
    r: whole(config, 'r', refused),
    alpha: number(jsonField(config, 'lora_alpha'), 'lora_alpha', refused),
    rankPattern: patterns(config, 'rank_pattern', refused),
    alphaPattern: patterns(config, 'alpha_pattern', refused),
    rslora: flag(config, 'use_rslora', refused),
    fanInFanOut: flag(config, 'fan_in_fan_out', refused),
    dora: flag(config, 'use_dora', refused),
    modulesToSave: (jsonItems(jsonField(config, 'modules_to_save')) ?? []).filter(
      (item) => typeof item === 'string',
    ),
  }
}

/** An adapter that is not merged, with the way out that always exists. */
export function adapterRefused(path: string, reason: string): PthError {
  return new PthError('ADAPTER_REFUSED', {
    path,
    reason,
    hint: 'merge_and_unload of peft merges what peft can load',
  })
}

type Refused = (reason: string) => PthError

function isOff(value: Json): boolean {
  if (value === null || value === false || value === '') return true
  if (typeof value !== 'object') return false
  if (value.kind === 'object') return value.entries.length === 0
  return value.kind === 'array' && value.items.length === 0
}

function whole(config: JsonObject, key: string, refused: Refused): number {
  const integer = jsonInteger(jsonField(config, key))
  if (integer === undefined || integer < 1n || integer > 1_000_000n) throw refused(`${key} is not a rank`)
  return Number(integer)
}

function number(value: Json | undefined, what: string, refused: Refused): number {
  const parsed = typeof value === 'object' && value?.kind === 'number' ? Number(value.text) : Number.NaN
  if (!Number.isFinite(parsed)) throw refused(`${what} is not a number`)
  return parsed
}

function flag(config: JsonObject, key: string, refused: Refused): boolean {
  const value = jsonField(config, key) ?? false
  if (typeof value !== 'boolean') throw refused(`${key} is ${shown(value)}, not true or false`)
  return value
}

function patterns(config: JsonObject, key: string, refused: Refused): (readonly [string, number])[] {
  const value = jsonField(config, key) ?? null
  if (value === null) return []
  if (!isJsonObject(value)) throw refused(`${key} is not an object`)
  if (value.entries.length > PATTERNS) throw refused(`${key} has more than ${PATTERNS} entries`)
  return value.entries.map(([name, item]) => [name, number(item, `${key} ${JSON.stringify(name)}`, refused)])
}

function shown(value: Json | undefined): string {
  if (value === undefined || value === null) return 'missing'
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60))
  if (typeof value === 'boolean') return String(value)
  return value.kind === 'number' ? value.text.slice(0, 60) : `an ${value.kind}`
}
