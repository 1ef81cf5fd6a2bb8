/** Transformers for images. @see timm 1.0 `models/vision_transformer.py`, torchvision 0.28, transformers 4.44 and 5 */
import type { Family, Proof } from './family.ts'

/** Timm, and the code of the papers of ViT, DeiT and MAE. */
const TIMM = 'patch_embed.proj@ blocks.#.{norm1,norm2,attn.qkv,attn.proj,mlp.fc1,mlp.fc2}@ norm@'

export const TRANSFORMERS: readonly Family[] = [
  {
    family: 'ViT',
    needs: ['cls_token pos_embed', TIMM],
    may: ['head@ fc_norm@ pre_logits.fc@'],
    prove: (names) =>
      vit(
        'blocks.#.attn.qkv',
        names.count('blocks.', '.attn.qkv.weight'),
        names.shape('patch_embed.proj.weight'),
      ),
  },
  {
    family: 'DeiT',
    needs: ['cls_token dist_token pos_embed', TIMM],
    may: ['head@ head_dist@'],
    prove: (names) => {
      const depth = names.count('blocks.', '.attn.qkv.weight')
      const proof = vit('dist_token: a token for distillation', depth, names.shape('patch_embed.proj.weight'))
      return proof === null ? null : { ...proof, model: null }
    },
  },
  {
    family: 'ViT',
    needs: [
      'class_token conv_proj@ encoder.pos_embedding',
      'encoder.layers.encoder_layer_0.self_attention.in_proj_weight encoder.ln@',
    ],
    may: ['encoder.layers.encoder_layer_*.*', 'heads.head@ heads.pre_logits@'],
    prove: (names) =>
      vit(
        'encoder.layers.encoder_layer_0.self_attention',
        names.count('encoder.layers.encoder_layer_', '.mlp.0.weight'),
        names.shape('conv_proj.weight'),
      ),
  },
  ...['vit.', ''].map((under): Family => ({
    family: under === '' ? 'ViT-style encoder' : 'ViT',
    needs: [
      `${under}embeddings.{cls_token,position_embeddings}`,
      `${under}embeddings.patch_embeddings.projection@`,
      `${under}encoder.layer.#.attention.attention.{query,key,value}.weight`,
      `${under}encoder.layer.#.{attention.output,intermediate,output}.dense@`,
      `${under}encoder.layer.#.{layernorm_before,layernorm_after}@ ${under}layernorm@`,
    ],
    may: [`${under}encoder.layer.#.attention.attention.{query,key,value}@ ${under}pooler.dense@ classifier@`],
    prove: (names) => {
      const proof = vit(
        `${under}encoder.layer.#.attention.attention`,
        names.count(`${under}encoder.layer.`, '.layernorm_before.weight'),
        names.shape(`${under}embeddings.patch_embeddings.projection.weight`),
      )
      return proof === null || under !== '' ? proof : { ...proof, model: null }
    },
  })),
  {
    family: 'Swin Transformer',
    needs: [
      'features.#.#.attn.{relative_position_bias_table,relative_position_index,qkv.weight,proj.weight}',
      'features.#.reduction.weight',
    ],
    may: [
      'features.#.#.{norm1,norm2,attn.qkv,attn.proj}@ features.#.#.mlp.#@ features.#.#@ features.#.norm@ norm@ head@',
    ],
    prove: (names) =>
      swin(
        [1, 3, 5, 7].map((at) => names.count(`features.${at}.`, '.attn.qkv.weight')),
        names.shape('features.0.0.weight'),
      ),
  },
  {
    family: 'Swin Transformer',
    needs: [
      'patch_embed.proj@ layers.#.blocks.#.attn.relative_position_bias_table layers.#.blocks.#.attn.{qkv,proj}@',
      'layers.#.downsample.reduction.weight',
    ],
    may: [
      'patch_embed.norm@ layers.#.blocks.#.attn.relative_position_index',
      'layers.#.blocks.#.attn_mask norm@ head@ head.fc@',
      'layers.#.blocks.#.{norm1,norm2,mlp.fc1,mlp.fc2}@ layers.#.downsample.norm@',
    ],
    prove: (names) =>
      swin(
        [0, 1, 2, 3].map((at) => names.count(`layers.${at}.blocks.`, '.attn.qkv.weight')),
        names.shape('patch_embed.proj.weight'),
      ),
  },
]

/** Width and depth. @see Dosovitskiy et al. 2020, table 1; Touvron et al. 2020, table 1 */
const VITS: ReadonlyMap<string, string> = new Map([
  ['192 12', 'Ti'],
  ['384 12', 'S'],
  ['768 12', 'B'],
  ['1024 24', 'L'],
  ['1280 32', 'H'],
])

function vit(evidence: string, depth: number, patch: readonly number[]): Proof | null {
  const [width = 0, , high = 0, wide = 0] = patch
  if (depth === 0 || patch.length !== 4 || high !== wide) return null
  const size = VITS.get(`${width} ${depth}`)
  return {
    model: size === undefined ? null : `ViT-${size}/${high}`,
    how: [evidence, `${depth} layers`, `width ${width}`, `patches of ${high}x${high}`],
  }
}

/** Blocks per stage and first width. @see Liu et al. 2021, section 3.3 */
const SWINS: ReadonlyMap<string, string> = new Map([
  ['2-2-6-2 96', 'Tiny'],
  ['2-2-18-2 96', 'Small'],
  ['2-2-18-2 128', 'Base'],
  ['2-2-18-2 192', 'Large'],
])

function swin(stages: readonly number[], patch: readonly number[]): Proof | null {
  const [width = 0] = patch
  if (stages.includes(0) || patch.length !== 4) return null
  const size = SWINS.get(`${stages.join('-')} ${width}`)
  return {
    model: size === undefined ? null : `Swin-${size}`,
    how: ['attn.relative_position_bias_table', `${stages.join('-')} blocks`, `width ${width}`],
  }
}
