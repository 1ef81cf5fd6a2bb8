/**
 * The key-value cache: what attention keeps of every token that was read.
 * @see https://github.com/huggingface/transformers `src/transformers/cache_utils.py`: the shapes of each layer
 */
import { bad, countOf, switchOf, wordsOf } from './model-config.ts'
import type { ModelConfig } from './model-config.ts'
import type { FitLayersReport } from './fit-report.ts'
import { COMPARED_TYPES, LATENT_TYPES, leftToDefault, windowRule } from './model-types.ts'

/** The layers of a cache, or why the configuration does not decide them. */
export type CachePlan =
  | {
      readonly kind: 'keys and values' | 'latent'
      readonly layers: readonly FitLayersReport[]
      /** Elements for one sequence. */
      readonly elements: number
    }
  | { readonly unknown: string }

const TEXT_MODELS = /(?:ForCausalLM|LMHeadModel|ForConditionalGeneration)$/

/**
 * What the layers keep of one sequence of `context` tokens.
 * @throws PthError USAGE for a configuration with numbers that are impossible
 */
export function planCache(config: ModelConfig, context: number): CachePlan {
  const other = notComparable(config)
  if (other !== null) return { unknown: other }
  const layers = countOf(config, 'layers', 'num_hidden_layers', 'n_layer', 'n_layers', 'num_layers')
  if (layers === null) return { unknown: `${config.name} does not say how many layers the model has` }
  const token = LATENT_TYPES.has(config.modelType) ? latentToken(config) : plainToken(config)
  if (typeof token === 'string') return { unknown: token }
  const kinds = kindsOf(config, layers)
  if (typeof kinds === 'string') return { unknown: kinds }
  return joinLayers(config, kinds, token, context)
}

/** Why the formula is not known to hold for the model; null when it is. */
function notComparable(config: ModelConfig): string | null {
  const { name, whole, modelType } = config
  const both = [whole, config.text].some((part) =>
    part.entries.some(([key, value]) => key === 'is_encoder_decoder' && value === true),
  )
  if (both) return `${name} is of an encoder and a decoder, which also keep keys and values of the input`
  const architectures = wordsOf(config, whole, 'architectures') ?? []
  if (architectures.length > 0 && !architectures.some((word) => TEXT_MODELS.test(word)))
    return `${name} is of a model that writes no text (${architectures.join(', ').slice(0, 80)})`
  if (modelType === '') return `${name} has no model_type`
  if (!COMPARED_TYPES.has(modelType))
    return `model_type ${modelType} is not one whose cache was compared with transformers`
  return null
}

/** Elements that one layer keeps of one token. */
interface Token {
  readonly kind: 'keys and values' | 'latent'
  readonly elements: number
}

/** 2 x key heads x elements of a head. @see arXiv:1911.02150, arXiv:2305.13245 */
function plainToken(config: ModelConfig): Token | string {
  const { name, modelType } = config
  if (modelType === 'falcon' && switchOf(config, 'new_decoder_architecture') === true)
    return `${name} is of a Falcon with groups, whose keys some programs keep once and others for each head`
  for (const key of ['num_key_value_heads', 'head_dim']) {
    const absent = leftToDefault(config, key)
    if (absent !== null) return absent
  }
  const heads = countOf(config, 'heads', 'num_attention_heads', 'n_head', 'n_heads')
  if (heads === null) return `${name} does not say how many heads the model has`
  const hidden = countOf(config, 'elements', 'hidden_size', 'n_embd', 'n_embed', 'd_model')
  const given = countOf(config, 'elements', 'head_dim')
  if (given === null && hidden === null) return `${name} has neither head_dim nor hidden_size`
  const rows = given ?? (hidden ?? 0) / heads
  if (!Number.isInteger(rows))
    return `${name} has no head_dim, and ${heads} heads do not divide ${hidden} elements`
  return { kind: 'keys and values', elements: 2 * keyHeads(config, heads) * rows }
}

function keyHeads(config: ModelConfig, heads: number): number {
  if (config.modelType === 'falcon' && switchOf(config, 'multi_query') === false)
    return countOf(config, 'heads', 'num_kv_heads') ?? heads
  if (config.modelType === 'falcon' || config.modelType === 'gpt_bigcode')
    return switchOf(config, 'multi_query') === false ? heads : 1
  const keys = countOf(config, 'heads', 'num_key_value_heads') ?? heads
  if (keys > heads) throw bad(config.name, `has more key heads (${keys}) than heads (${heads})`)
  return keys
}

/** The latent vector and the rotated part of the keys. @see arXiv:2405.04434, section 2.1 */
function latentToken(config: ModelConfig): Token | string {
  const rank = countOf(config, 'elements', 'kv_lora_rank')
  const rotated = countOf(config, 'elements', 'qk_rope_head_dim')
  if (rank === null || rotated === null) return `${config.name} lacks kv_lora_rank or qk_rope_head_dim`
  return { kind: 'latent', elements: rank + rotated }
}

type Attention = FitLayersReport['attention']

/** The kind of every layer, or why it is not known. */
function kindsOf(config: ModelConfig, layers: number): readonly Attention[] | string {
  const words = wordsOf(config, config.text, 'layer_types')
  if (words === null) return windowRule(config, layers)
  if (words.length !== layers) throw bad(config.name, `has ${words.length} layer_types for ${layers} layers`)
  const kinds: Attention[] = []
  for (const word of words) {
    if (word === 'full_attention') kinds.push('full')
    else if (word === 'sliding_attention') kinds.push('sliding')
    else if (word === 'chunked_attention') kinds.push('chunked')
    else
      return `${config.name} has layers of ${JSON.stringify(word.slice(0, 80))}, whose memory is not counted`
  }
  return kinds
}

function joinLayers(
  config: ModelConfig,
  kinds: readonly Attention[],
  { kind, elements }: Token,
  context: number,
): CachePlan {
  const rows: FitLayersReport[] = []
  for (const attention of ['full', 'sliding', 'chunked'] as const) {
    const layers = kinds.filter((one) => one === attention).length
    if (layers === 0) continue
    const key = attention === 'sliding' ? 'sliding_window' : 'attention_chunk_size'
    const window = attention === 'full' ? context : countOf(config, 'tokens', key)
    if (window === null) return { unknown: `${config.name} has ${attention} layers and no ${key}` }
    rows.push({ attention, layers, tokens: Math.min(context, window), elements_per_token: elements })
  }
  const sum = rows.reduce((all, row) => all + row.layers * row.tokens * row.elements_per_token, 0)
  return { kind, layers: rows, elements: sum }
}
