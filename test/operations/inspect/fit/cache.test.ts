/** The cache against transformers: bytes of its DynamicCache after one forward pass, for every model type that is known. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isPthError } from '../../../../src/errors.ts'
import { planCache } from '../../../../src/operations/inspect/fit/cache.ts'
import type { CachePlan } from '../../../../src/operations/inspect/fit/cache.ts'
import { parseModelConfig } from '../../../../src/operations/inspect/fit/model-config.ts'
import { COMPARED_TYPES } from '../../../../src/operations/inspect/fit/model-types.ts'

interface Measured {
  readonly context: number
  readonly batch: number
  readonly rows: readonly {
    readonly type: string
    readonly variant: string
    readonly bytes: number
    readonly sliding_layers: number
    readonly config: object
  }[]
}
interface Public {
  readonly rows: readonly {
    readonly name: string
    readonly context: number
    readonly cache: number
    readonly hf_mem: number | null
    readonly config: object
  }[]
}

function json<Document>(name: string): Document {
  return JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as Document
}

const measured = json<Measured>('caches.json')
const models = json<Public>('public-models.json')

function plan(config: object, context: number): CachePlan {
  return planCache(parseModelConfig(JSON.stringify(config), 'config.json'), context)
}

/** Elements as DynamicCache keeps them: of a window that is full it drops the oldest token, StaticCache does not. */
function dynamicElements(found: Exclude<CachePlan, { unknown: string }>, context: number): number {
  return found.layers.reduce((sum, { attention, layers, tokens, elements_per_token: elements }) => {
    const kept = attention !== 'full' && tokens < context ? tokens - 1 : tokens
    return sum + layers * kept * elements
  }, 0)
}

describe('caches of transformers', () => {
  const outcomes = measured.rows.map((row) => ({ ...row, found: plan(row.config, measured.context) }))

  test.each([...new Set(measured.rows.map(({ type }) => type))])('%s', (type) => {
    const rows = outcomes.filter((row) => row.type === type)
    const known = rows.filter(({ found }) => !('unknown' in found))
    for (const { variant, bytes, found } of known) {
      if ('unknown' in found) continue
      const own = 2 * measured.batch * dynamicElements(found, measured.context)
      expect({ variant, bytes: own }).toEqual({ variant, bytes })
    }
    expect(known.length).toBeGreaterThan(0)
  })

  test('every model type that is computed was compared, and most configurations are decided', () => {
    expect(new Set(measured.rows.map(({ type }) => type))).toEqual(COMPARED_TYPES)
    const decided = outcomes.filter(({ found }) => !('unknown' in found)).length
    expect({ decided, of: outcomes.length }).toMatchInlineSnapshot(`
      {
        "decided": 283,
        "of": 355,
      }
    `)
  })
})

test.each(models.rows)('$name: as transformers keeps it', ({ config, context, cache }) => {
  const found = plan(config, context)
  if ('unknown' in found) throw new Error(found.unknown)
  expect(2 * dynamicElements(found, context)).toBe(cache)
})

const LLAMA = {
  model_type: 'llama',
  architectures: ['LlamaForCausalLM'],
  hidden_size: 64,
  num_hidden_layers: 2,
  num_attention_heads: 4,
}

describe('what a configuration does not decide is said, by name', () => {
  test.each<[what: string, change: object, words: RegExp]>([
    ['no layers', { num_hidden_layers: null }, /how many layers/],
    ['no heads', { num_attention_heads: undefined }, /how many heads/],
    ['no width', { hidden_size: undefined }, /neither head_dim nor hidden_size/],
    ['a width that heads do not divide', { hidden_size: 63 }, /do not divide/],
    ['an unknown type', { model_type: 'mamba' }, /model_type mamba is not one/],
    ['no type', { model_type: undefined }, /no model_type/],
    ['an encoder', { architectures: ['LlamaForSequenceClassification'] }, /writes no text/],
    ['an encoder and a decoder', { is_encoder_decoder: true }, /encoder and a decoder/],
    ['other layers', { layer_types: ['full_attention', 'mamba'] }, /layers of "mamba"/],
    ['a window without size', { layer_types: ['full_attention', 'sliding_attention'] }, /no sliding_window/],
    ['a window without layers', { sliding_window: 8 }, /does not say which layers/],
    ['half a latent vector', { model_type: 'deepseek_v3', kv_lora_rank: 512 }, /lacks kv_lora_rank or/],
  ])('%s', (_, change, words) => {
    const found = plan({ ...LLAMA, ...change }, 100)
    expect('unknown' in found ? found.unknown : found).toMatch(words)
  })

  test('the part of the text is taken, not the whole', () => {
    const found = plan(
      { model_type: 'llava', architectures: ['LlavaForConditionalGeneration'], text_config: LLAMA },
      10,
    )
    expect(found).toMatchObject({ elements: 2 * 2 * 64 * 10 })
  })
})

describe('impossible numbers are refused', () => {
  test.each<[text: string]>([
    ['{"num_hidden_layers": 1e308}'],
    ['{"num_hidden_layers": -1}'],
    ['{"num_hidden_layers": 0}'],
    ['{"num_hidden_layers": "12"}'],
    ['{"num_hidden_layers": 100001}'],
    ['{"num_attention_heads": 999999999999999999999}'],
    ['{"num_key_value_heads": 8}'],
    ['{"layer_types": ["full_attention"]}'],
    ['{"layer_types": [1, 2]}'],
    ['{"architectures": "LlamaForCausalLM"}'],
  ])('%s', (text) => {
    const config = { ...LLAMA, ...(JSON.parse(text) as object) }
    const written = JSON.stringify(config).replace('1e+308', '1e308')
    try {
      planCache(parseModelConfig(written, 'config.json'), 100)
    } catch (error) {
      expect(isPthError(error, 'USAGE')).toBe(true)
      return
    }
    throw new Error('it was taken')
  })

  test.each(['[]', '1', '{', ''])('%j is no configuration', (text) => {
    expect(() => parseModelConfig(text, 'config.json')).toThrow(/config\.json/)
  })
})
