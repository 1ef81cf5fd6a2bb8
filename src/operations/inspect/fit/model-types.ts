/** Kinds of models whose caches were compared with those that transformers makes, and what they leave to defaults. */
import { jsonField } from '../../../json/parse.ts'
import { countOf, switchOf } from './model-config.ts'
import type { ModelConfig } from './model-config.ts'
import type { FitLayersReport } from './fit-report.ts'

/** Multi-head latent attention: one vector per token, whatever the heads. */
export const LATENT_TYPES: ReadonlySet<string> = words(
  'axk1 deepseek_v2 deepseek_v3 glm4_moe_lite minicpm3 sarvam_mla youtu',
)

/** Every layer slides where `sliding_window` is a number. */
const ALL_SLIDING = words('mistral mixtral phi3 starcoder2')

/** From `max_window_layers` on, where `use_sliding_window` is true. */
const SLIDING_FROM = words('qwen2 qwen3')
/** As those, and where it is true the configuration alone does not say which layers slide. */
const SLIDING_SOME = words('qwen2_moe qwen3_moe')

/** Values of `model_type`: test/operations/inspect/fit/caches.json has what transformers allocates for each. */
export const COMPARED_TYPES: ReadonlySet<string> = new Set([
  ...LATENT_TYPES,
  ...ALL_SLIDING,
  ...SLIDING_FROM,
  ...SLIDING_SOME,
  ...words(
    'apertus arcee biogpt bitnet bloom codegen cohere cohere2 ernie4_5 ernie4_5_moe exaone exaone4 falcon',
  ),
  ...words('gemma gemma2 gemma3_text glm glm4 gpt2 gpt_bigcode gpt_neox gpt_oss gptj granite granitemoe'),
  ...words('helium internlm3 llama llama4_text minimax_m2 ministral3 nanochat olmo olmo2 olmo3 olmoe opt'),
  ...words('persimmon phi phimoe seed_oss smollm3 stablelm'),
])

/**
 * Where a key is absent, the class of these has a number of its own, which a configuration would not show. Of all
 * others, absent means what null does.
 */
const OWN_DEFAULTS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'num_key_value_heads',
    words(
      'mistral mixtral qwen2 qwen2_moe qwen3 qwen3_moe gemma gemma2 gemma3_text gpt_oss glm glm4 stablelm ' +
        'starcoder2 smollm3 phimoe internlm3 exaone exaone4 ernie4_5 ernie4_5_moe helium seed_oss minimax_m2 bitnet ' +
        'llama4_text ministral3',
    ),
  ],
  [
    'head_dim',
    words(
      'qwen3 gemma gemma2 gemma3_text gpt_oss glm glm4 internlm3 ernie4_5 helium seed_oss minimax_m2 llama4_text ' +
        'ministral3',
    ),
  ],
  ['sliding_window', words('mistral gemma2 gemma3_text gpt_oss cohere2 olmo3 exaone4')],
])

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '))
}

/** Why what is absent is not known; null where it is. */
export function leftToDefault({ name, text, modelType }: ModelConfig, key: string): string | null {
  if (jsonField(text, key) !== undefined || OWN_DEFAULTS.get(key)?.has(modelType) !== true) return null
  return `${name} has no ${key}, for which ${modelType} has a default of its own`
}

type Attention = FitLayersReport['attention']

/**
 * The kind of every layer where `layer_types` does not say it, or why it is not known.
 * @see https://github.com/huggingface/transformers the configuration class of each model
 */
export function windowRule(config: ModelConfig, layers: number): readonly Attention[] | string {
  const { modelType, name } = config
  const all = (kindAt: (layer: number) => Attention): readonly Attention[] =>
    Array.from({ length: layers }, (_, layer) => kindAt(layer))
  if (SLIDING_FROM.has(modelType) || SLIDING_SOME.has(modelType)) {
    if (switchOf(config, 'use_sliding_window') !== true) return all(() => 'full')
    const first = SLIDING_FROM.has(modelType) ? countOf(config, 'layers', 'max_window_layers') : null
    return first === null
      ? `${name} does not say from which layer on attention slides`
      : all((layer) => (layer >= first ? 'sliding' : 'full'))
  }
  const absent = leftToDefault(config, 'sliding_window')
  if (absent !== null) return absent
  if (modelType === 'llama4_text')
    return `${name} has no layer_types, by which ${modelType} chooses its layers`
  if (countOf(config, 'tokens', 'sliding_window') === null) return all(() => 'full')
  if (ALL_SLIDING.has(modelType)) return all(() => 'sliding')
  // Every other layer, and the first one slides.
  if (modelType === 'gemma2') return all((layer) => (layer % 2 === 0 ? 'sliding' : 'full'))
  if (modelType === 'gemma3_text') {
    const pattern = countOf(config, 'layers', 'sliding_window_pattern') ?? 6
    return all((layer) => ((layer + 1) % pattern === 0 ? 'full' : 'sliding'))
  }
  return `${name} has a sliding_window and does not say which layers slide`
}
