/** Weights in memory against torch: the sums of numel x element_size over the tensors of torch.load, aliases once. */
import { describe, expect, test } from 'vitest'
import { dtype } from '../../../../src/dtype/dtype.ts'
import { estimateFit } from '../../../../src/operations/inspect/fit/fit.ts'
import { parseModelConfig } from '../../../../src/operations/inspect/fit/model-config.ts'
import { openFixture } from '../../../fixtures.ts'

/** PyTorch 2.13: as they are, and after `.to(torch.bfloat16)` of the floats. */
describe('weights', () => {
  test.each([
    ['tied.pth', 96, 48],
    ['shared-views.pth', 304, 152],
    ['overlapping.pth', 48, 24],
    ['transposed.pth', 60, 30],
    ['expanded.pth', 204, 102],
    ['offset.pth', 96, 48],
    ['resnet18.pth', 46_796_608, 23_398_384],
    ['empty.pth', 0, 0],
  ])('%s needs %i bytes, and %i as bfloat16', async (file, bytes, cast) => {
    const fit = estimateFit(await openFixture(file), { dtype: dtype('bfloat16') })
    expect([fit.weights.bytes, fit.cast?.bytes]).toEqual([bytes, cast])
    expect(fit.weights.by_dtype.reduce((sum, row) => sum + row.bytes, 0)).toBe(bytes)
    expect(fit.weights.complete).toBe(true)
  })

  test('integers and the codes of quantized tensors are not cast', async () => {
    const plain = estimateFit(await openFixture('quantized-qint8.pth'))
    const cast = estimateFit(await openFixture('quantized-qint8.pth'), { dtype: dtype('float32') })
    expect(cast.cast?.bytes).toBe(plain.weights.bytes)
  })
})

const LLAMA = {
  model_type: 'llama',
  architectures: ['LlamaForCausalLM'],
  hidden_size: 64,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  max_position_embeddings: 128,
}
const config = (change: object = {}): ReturnType<typeof parseModelConfig> =>
  parseModelConfig(JSON.stringify({ ...LLAMA, ...change }), 'config.json')

describe('a verdict', () => {
  test.each([
    [95, 'too_small', -1],
    [96, 'room_left', 0],
  ] as const)('on %i bytes for 96 bytes of weights is %s', async (deviceMemory, verdict, left) => {
    const { device } = estimateFit(await openFixture('tied.pth'), { deviceMemory })
    expect(device).toEqual({
      bytes: deviceMemory,
      left_by_weights: left,
      left_by_weights_and_cache: null,
      verdict,
    })
  })

  test('is about the cast weights and the cache together', async () => {
    const options = { dtype: dtype('bfloat16'), context: 10, batch: 3, config: config() }
    const bytes = 48 + 2 * 64 * 2 * 2 * 10 * 3
    const fit = estimateFit(await openFixture('tied.pth'), { ...options, deviceMemory: bytes })
    expect(fit.device).toMatchObject({ left_by_weights_and_cache: 0, verdict: 'room_left' })
    const less = estimateFit(await openFixture('tied.pth'), { ...options, deviceMemory: bytes - 1 })
    expect(less.device).toMatchObject({ left_by_weights_and_cache: -1, verdict: 'too_small' })
  })

  test('is none where a cache was asked for and is not known', async () => {
    const missing = { context: 10, config: { missing: 'no config' }, deviceMemory: 1000 }
    const fit = estimateFit(await openFixture('tied.pth'), missing)
    expect(fit.device?.verdict).toBe('unknown')
    expect(fit.notes).toEqual([{ code: 'FIT_CACHE_UNKNOWN', message: 'no config' }])
  })
})

describe('the type of keys and values', () => {
  test.each([
    ['a flag', { cacheDtype: dtype('float8_e4m3fn'), dtype: dtype('float16') }, {}, 'float8_e4m3fn', 'flag'],
    ['the cast', { dtype: dtype('float16') }, { torch_dtype: 'bfloat16' }, 'float16', 'flag'],
    [
      'not a cast to one byte',
      { dtype: dtype('float8_e4m3fn') },
      { dtype: 'bfloat16' },
      'bfloat16',
      'config',
    ],
    ['the configuration', {}, { torch_dtype: 'bfloat16' }, 'bfloat16', 'config'],
    ['the weights', {}, {}, 'float32', 'weights'],
  ])('is decided by %s', async (_, options, change, name, from) => {
    const fit = estimateFit(await openFixture('tied.pth'), { ...options, context: 1, config: config(change) })
    expect(fit.cache).toMatchObject({ dtype: name, dtype_from: from })
  })
})

test('more tokens than the model has positions for are told of', async () => {
  const fit = estimateFit(await openFixture('tied.pth'), { context: 129, config: config() })
  expect(fit.notes.map(({ code }) => code)).toEqual(['FIT_CONTEXT_LONG'])
})

test('a cache that no number holds is a typed error', async () => {
  const most = config({ num_hidden_layers: 100_000, num_attention_heads: 100_000, head_dim: 10_000_000 })
  const checkpoint = await openFixture('tied.pth')
  expect(() => estimateFit(checkpoint, { context: 999_999_999, config: most })).toThrow(/no device/)
})
