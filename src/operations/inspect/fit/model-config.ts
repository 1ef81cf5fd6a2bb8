/** What a `config.json` of transformers says of a model's attention: names that real configurations use, in bounds. */
import { PthError } from '../../../errors.ts'
import { isJsonObject, jsonField, jsonInteger, jsonItems, parseJson } from '../../../json/parse.ts'
import type { Json, JsonObject } from '../../../json/parse.ts'
import { dtypeByName } from '../../../dtype/dtype.ts'
import type { DType } from '../../../dtype/dtype.ts'

/** A configuration, and the part of it that is of the language model. */
export interface ModelConfig {
  /** The file, for messages. */
  readonly name: string
  /** @internal */
  readonly whole: JsonObject
  /** @internal `text_config` of a model with several parts, else the whole. */
  readonly text: JsonObject
  readonly modelType: string
}

/** Largest counts that are believed. Largest known: 126 layers, 128 heads, 576 elements, 1e7 tokens. */
const LARGEST = {
  layers: 100_000n,
  heads: 100_000n,
  elements: 10_000_000n,
  tokens: 1_000_000_000_000n,
} as const
export type Quantity = keyof typeof LARGEST
/** Values in a configuration. Largest known: 20,000, with the names of 1000 classes and a quantization per module. */
const MOST_VALUES = 1_000_000

/**
 * Read a configuration.
 * @throws PthError JSON_INVALID, LIMIT_EXCEEDED; USAGE for a text that is not a JSON object
 */
export function parseModelConfig(text: string, name: string): ModelConfig {
  const over = (): PthError =>
    new PthError('LIMIT_EXCEEDED', {
      what: name,
      limit: MOST_VALUES,
      found: MOST_VALUES + 1,
      unit: 'values',
      hint: 'it is not the configuration of a model',
    })
  const whole = parseJson(text, name, { most: MOST_VALUES, over })
  if (!isJsonObject(whole)) throw bad(name, 'is not a JSON object')
  const inner = jsonField(whole, 'text_config')
  const own = isJsonObject(inner) ? inner : whole
  const modelType = jsonField(own, 'model_type')
  return { name, whole, text: own, modelType: typeof modelType === 'string' ? modelType.slice(0, 80) : '' }
}

/**
 * The first of several names that has a number; null when none has.
 * @throws PthError USAGE for a value that is no such number
 */
export function countOf(
  { name, text }: ModelConfig,
  quantity: Quantity,
  ...keys: readonly string[]
): number | null {
  for (const key of keys) {
    const value = jsonField(text, key)
    if (value === undefined || value === null) continue
    const integer = jsonInteger(value)
    if (integer === undefined || integer < 1n || integer > LARGEST[quantity])
      throw bad(name, `has a ${key} that is no number of ${quantity} from 1 to ${LARGEST[quantity]}`)
    return Number(integer)
  }
  return null
}

/** A switch; null when it is absent. @throws PthError USAGE for what is no boolean */
export function switchOf({ name, text }: ModelConfig, key: string): boolean | null {
  const value = jsonField(text, key)
  if (value === undefined || value === null) return null
  if (typeof value !== 'boolean') throw bad(name, `has a ${key} that is neither true nor false`)
  return value
}

/** The words of a list such as `layer_types`; null when it is absent. @throws PthError USAGE */
export function wordsOf(config: ModelConfig, part: JsonObject, key: string): readonly string[] | null {
  const value = jsonField(part, key)
  if (value === undefined || value === null) return null
  const items = jsonItems(value)
  if (items?.every((item) => typeof item === 'string') !== true)
    throw bad(config.name, `has ${key} that are no list of words`)
  return items.filter((item) => typeof item === 'string')
}

/** `torch_dtype` or `dtype` of the language model or the whole; null when neither says a type of floats. */
export function configDtype({ text, whole }: ModelConfig): DType | null {
  for (const part of [text, whole])
    for (const key of ['dtype', 'torch_dtype']) {
      const value: Json | undefined = jsonField(part, key)
      const found = typeof value === 'string' ? dtypeByName(value.replace(/^torch\./, '')) : undefined
      if (found?.category === 'float') return found
    }
  return null
}

/** The error for a configuration that says something impossible. */
export function bad(name: string, what: string): PthError {
  return new PthError('USAGE', { reason: `${name} ${what}; without --context it is not read` })
}
