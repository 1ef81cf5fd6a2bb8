/** Numbers of heads from a model's configuration: `config.json` of transformers, `params.json` of Meta. */
import { PthError } from '../../errors.ts'
import { isJsonObject, jsonField, jsonInteger, parseJson } from '../../json/parse.ts'
import type { Json } from '../../json/parse.ts'

/** The order to write, and the heads of the model. */
export interface Rope {
  /** The library whose order is written; the input has the other one. */
  readonly to: 'hf' | 'meta'
  /** Heads of the query projection. */
  readonly heads: number
  /** Heads of the key projection; null finds them by its rows. */
  readonly kvHeads: number | null
  /** Rows of one head, where the model's configuration says it; a check. */
  readonly headRows: number | null
}

/** What a configuration says of the heads; null where it does not. */
export interface HeadCounts {
  readonly heads: number | null
  readonly kvHeads: number | null
  readonly headRows: number | null
}

/** Largest number that is believed. Largest known: 128 heads. */
const LARGEST = 1_000_000n

/**
 * Read the counts. `what` names the text in errors.
 * @throws PthError JSON_INVALID; USAGE for a text that is not a JSON object, for a count that is not one, and for a
 * model of which only a part of each head is rotated
 */
export function headCounts(text: string, what: string): HeadCounts {
  const config = parseJson(text, what)
  if (!isJsonObject(config)) throw usage(`${what} is not a JSON object`)
  const partial = jsonField(config, 'partial_rotary_factor')
  if (partial !== undefined && partial !== null && !isOne(partial))
    throw usage(
      `${what} has a partial_rotary_factor: only a part of each head is rotated, which --rope does not do`,
    )
  const count = (...keys: readonly string[]): number | null => {
    for (const key of keys) {
      const value = jsonField(config, key)
      if (value === undefined || value === null) continue
      const integer = jsonInteger(value)
      if (integer === undefined || integer < 1n || integer > LARGEST)
        throw usage(`${what}: ${key} is not a number of heads or rows`)
      return Number(integer)
    }
    return null
  }
  return {
    heads: count('num_attention_heads', 'n_heads'),
    kvHeads: count('num_key_value_heads', 'n_kv_heads'),
    headRows: count('head_dim'),
  }
}

/**
 * The counts of the flags, else those of the configuration. `config` is null where there is none.
 * @throws PthError USAGE naming the flag to give when neither says how many heads there are, or when they disagree
 */
export function ropeOf(
  to: Rope['to'],
  flags: { readonly heads: number | null; readonly kvHeads: number | null },
  config: { readonly name: string; readonly counts: HeadCounts } | null,
): Rope {
  for (const [flag, own, said] of [
    ['--heads', flags.heads, config?.counts.heads ?? null],
    ['--kv-heads', flags.kvHeads, config?.counts.kvHeads ?? null],
  ] as const)
    if (own !== null && said !== null && own !== said)
      throw usage(
        `${flag} ${own} is not what ${config?.name ?? ''} says: ${said}; move the file away if it is another model's`,
      )
  const heads = flags.heads ?? config?.counts.heads ?? null
  if (heads === null)
    throw usage(
      `--rope ${to} needs the number of query heads, which ` +
        `${config === null ? 'no config.json or params.json beside the input' : config.name} says: ` +
        `--rope ${to} --heads 32`,
    )
  const { kvHeads = null, headRows = null } = config?.counts ?? {}
  return { to, heads, kvHeads: flags.kvHeads ?? kvHeads, headRows }
}

/** 1 or 1.0: the whole of each head. */
function isOne(value: Json): boolean {
  return typeof value === 'object' && value?.kind === 'number' && /^1(\.0{1,20})?$/.test(value.text)
}

function usage(reason: string): PthError {
  return new PthError('USAGE', { reason })
}
