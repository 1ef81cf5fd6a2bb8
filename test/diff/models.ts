/** Name sets of well-known models: names and shapes as their checkpoints have them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ExpectedModel } from '../../src/schema/model.ts'
import { parseSchema } from '../../src/schema/parse.ts'
import { FIXTURES } from '../fixtures.ts'

const norm = (name: string, size: number): Record<string, number[]> => ({
  [`${name}.weight`]: [size],
  [`${name}.bias`]: [size],
})
const linear = (name: string, inputs: number, outputs: number): Record<string, number[]> => ({
  [`${name}.weight`]: [outputs, inputs],
  [`${name}.bias`]: [outputs],
})
/** Conv1D of GPT-2 keeps its weight the other way round. */
const conv1d = (name: string, inputs: number, outputs: number): Record<string, number[]> => ({
  [`${name}.weight`]: [inputs, outputs],
  [`${name}.bias`]: [outputs],
})

const GPT2 = {
  'transformer.wte.weight': [50257, 768],
  'transformer.wpe.weight': [1024, 768],
  ...norm('transformer.h.{i}.ln_1', 768),
  ...conv1d('transformer.h.{i}.attn.c_attn', 768, 2304),
  ...conv1d('transformer.h.{i}.attn.c_proj', 768, 768),
  ...norm('transformer.h.{i}.ln_2', 768),
  ...conv1d('transformer.h.{i}.mlp.c_fc', 768, 3072),
  ...conv1d('transformer.h.{i}.mlp.c_proj', 3072, 768),
  ...norm('transformer.ln_f', 768),
  'lm_head.weight': [50257, 768],
}
const LAYER = 'bert.encoder.layer.{i}'
const BERT = {
  'bert.embeddings.word_embeddings.weight': [30522, 768],
  'bert.embeddings.position_embeddings.weight': [512, 768],
  'bert.embeddings.token_type_embeddings.weight': [2, 768],
  ...norm('bert.embeddings.LayerNorm', 768),
  ...linear(`${LAYER}.attention.self.query`, 768, 768),
  ...linear(`${LAYER}.attention.self.key`, 768, 768),
  ...linear(`${LAYER}.attention.self.value`, 768, 768),
  ...linear(`${LAYER}.attention.output.dense`, 768, 768),
  ...norm(`${LAYER}.attention.output.LayerNorm`, 768),
  ...linear(`${LAYER}.intermediate.dense`, 768, 3072),
  ...linear(`${LAYER}.output.dense`, 3072, 768),
  ...norm(`${LAYER}.output.LayerNorm`, 768),
  ...linear('bert.pooler.dense', 768, 768),
  ...linear('classifier', 768, 2),
}
/** A GAN vocoder: every convolution under weight_norm, in the old names. */
const VOCODER = {
  'conv_pre.bias': [512],
  'conv_pre.weight_g': [512, 1, 1],
  'conv_pre.weight_v': [512, 80, 7],
  'ups.{i}.bias': [256],
  'ups.{i}.weight_g': [512, 1, 1],
  'ups.{i}.weight_v': [512, 256, 16],
  'conv_post.bias': [1],
  'conv_post.weight_g': [1, 1, 1],
  'conv_post.weight_v': [1, 32, 7],
}

function template(tensors: object, layers: number): Promise<ExpectedModel> {
  return parseSchema(
    JSON.stringify({ kind: 'pth.model', version: 1, ranges: { i: layers }, tensors }),
    'template',
  )
}

function fixture(name: string): Promise<ExpectedModel> {
  return parseSchema(readFileSync(join(FIXTURES, 'diff', `${name}.schema.json`), 'utf8'), name)
}

export const MODELS: Readonly<Record<string, () => Promise<ExpectedModel>>> = {
  resnet18: () => fixture('resnet18'),
  llama: () => fixture('llama-7b'),
  gpt2: () => template(GPT2, 12),
  bert: () => template(BERT, 12),
  vocoder: () => template(VOCODER, 4),
}
