/**
 * Models that make images, and CLIP.
 * @see CompVis/stable-diffusion, diffusers, openai/CLIP, xinntao/ESRGAN, NVlabs/stylegan2-ada-pytorch
 */
import type { Family, Proof } from './family.ts'
import type { ModelNames } from './model-names.ts'

/** A block of diffusers' `UNet2DConditionModel`. */
const RESNET = 'resnets.#.{norm1,conv1,time_emb_proj,norm2,conv2,conv_shortcut}@'
const ATTENTION = [
  'attentions.#.{norm,proj_in,proj_out}@',
  'attentions.#.transformer_blocks.#.{norm1,norm2,norm3,ff.net.#.proj,ff.net.#}@',
  'attentions.#.transformer_blocks.#.attn{1,2}.to_{q,k,v}.weight',
  'attentions.#.transformer_blocks.#.attn{1,2}.to_out.#@',
].join(' ')

export const IMAGES: readonly Family[] = [
  {
    family: 'Stable Diffusion',
    needs: [
      'model.diffusion_model.input_blocks.#.#.{weight,bias} model.diffusion_model.time_embed.#@',
      'model.diffusion_model.out.#@',
      'model.diffusion_model.middle_block.#.transformer_blocks.#.attn2.to_k.weight',
      'first_stage_model.decoder.conv_in@',
    ],
    may: [
      'model.diffusion_model.{time_embed,input_blocks,middle_block,output_blocks,out,label_emb}.*',
      'first_stage_model.* cond_stage_model.* conditioner.* model_ema.* betas',
      'log_one_minus_alphas_cumprod scale_factor',
      '*alphas_cumprod* posterior_* logvar lvlb_weights denoiser.sigmas',
    ],
    prove: stableDiffusion,
  },
  {
    family: 'UNet of Stable Diffusion',
    needs: [
      'conv_in@ conv_out@ conv_norm_out@ time_embedding.linear_{1,2}@',
      'down_blocks.#.resnets.#.conv1@ up_blocks.#.resnets.#.conv1@',
      'down_blocks.#.attentions.#.transformer_blocks.#.attn2.to_k.weight',
      'mid_block.attentions.#.transformer_blocks.#.attn2.to_k.weight',
    ],
    may: [
      ...['down_blocks.#.', 'up_blocks.#.', 'mid_block.'].map((block) =>
        `${RESNET} ${ATTENTION}`
          .split(' ')
          .map((text) => block + text)
          .join(' '),
      ),
      'down_blocks.#.downsamplers.#.conv@ up_blocks.#.upsamplers.#.conv@ add_embedding.linear_{1,2}@',
    ],
    prove: unet,
  },
  {
    family: 'AutoencoderKL (VAE)',
    needs: [
      '{encoder,decoder}.{conv_in,conv_out,conv_norm_out}@ encoder.down_blocks.#.resnets.#.conv1@',
      'decoder.up_blocks.#.resnets.#.conv1@',
      '{encoder,decoder}.mid_block.resnets.#.conv1@',
    ],
    may: [
      'quant_conv@ post_quant_conv@ encoder.down_blocks.#.downsamplers.#.conv@',
      'decoder.up_blocks.#.upsamplers.#.conv@',
      'encoder.down_blocks.#.resnets.#.{norm1,norm2,conv2,conv_shortcut}@',
      'decoder.up_blocks.#.resnets.#.{norm1,norm2,conv2,conv_shortcut}@',
      '{encoder,decoder}.mid_block.resnets.#.{norm1,norm2,conv2}@',
      '{encoder,decoder}.mid_block.attentions.#.group_norm@',
      '{encoder,decoder}.mid_block.attentions.#.{to_q,to_k,to_v,to_out.#,query,key,value,proj_attn}@',
    ],
    prove: (names) => {
      const [, latent = 0, ...kernel] = names.shape('decoder.conv_in.weight')
      return kernel.length === 2
        ? { model: null, how: ['encoder.down_blocks, decoder.up_blocks', `a latent of ${latent} channels`] }
        : null
    },
  },
  {
    family: 'CLIP',
    needs: [
      'logit_scale text_model.embeddings.{token_embedding,position_embedding}.weight',
      'visual_projection.weight text_projection.weight',
      'vision_model.embeddings.{class_embedding,patch_embedding.weight,position_embedding.weight}',
      'vision_model.pre_layrnorm@',
      '{text_model,vision_model}.encoder.layers.#.self_attn.{q_proj,k_proj,v_proj,out_proj}@',
      '{text_model,vision_model}.encoder.layers.#.mlp.{fc1,fc2}@',
    ],
    may: [
      '{text_model,vision_model}.embeddings.position_ids',
      '{text_model,vision_model}.encoder.layers.#.{layer_norm1,layer_norm2}@',
      'text_model.final_layer_norm@ vision_model.post_layernorm@',
    ],
    prove: (names) =>
      clip(
        names.shape('vision_model.embeddings.patch_embedding.weight'),
        names.count('vision_model.encoder.layers.', '.mlp.fc1.weight'),
      ),
  },
  {
    family: 'CLIP',
    needs: [
      'logit_scale text_projection positional_embedding token_embedding.weight ln_final@',
      'visual.class_embedding visual.conv1.weight',
      '{transformer,visual.transformer}.resblocks.#.attn.{in_proj_weight,in_proj_bias,out_proj.weight,out_proj.bias}',
      'visual.proj',
    ],
    may: [
      '{transformer,visual.transformer}.resblocks.#.{ln_1,ln_2,mlp.c_fc,mlp.c_proj}@',
      'visual.positional_embedding visual.{ln_pre,ln_post}@',
      'input_resolution context_length vocab_size attn_mask',
    ],
    prove: (names) =>
      clip(names.shape('visual.conv1.weight'), names.count('visual.transformer.resblocks.', '.ln_1.weight')),
  },
  rrdb(
    'conv_first@ body.#.rdb{1,2,3}.conv{1,2,3,4,5}@ conv_body@ conv_up{1,2}@ conv_hr@ conv_last@',
    'body.',
    '.rdb1.conv1.weight',
  ),
  rrdb(
    'conv_first@ RRDB_trunk.#.RDB{1,2,3}.conv{1,2,3,4,5}@ trunk_conv@ upconv{1,2}@ HRconv@ conv_last@',
    'RRDB_trunk.',
    '.RDB1.conv1.weight',
  ),
  {
    family: 'StyleGAN2 generator',
    needs: ['synthesis.b4.{const,conv1.weight,conv1.affine.weight,torgb.affine.weight} mapping.fc0@'],
    may: [
      'mapping.fc*.{weight,bias} mapping.embed@ mapping.w_avg',
      'synthesis.b*.{const,resample_filter} synthesis.b*.{conv0,conv1,torgb}.*',
    ],
    prove: (names) => {
      const sizes = [8, 16, 32, 64, 128, 256, 512, 1024].filter((size) =>
        names.has(`synthesis.b${size}.conv1.weight`),
      )
      return {
        model: null,
        how: ['mapping.fc0, synthesis.b4.const', `images of ${sizes.at(-1) ?? 4} pixels`],
      }
    },
  },
]

/** Width of the text that attention looks at, and where its model is. */
function stableDiffusion(names: ModelNames): Proof | null {
  const unet = 'model.diffusion_model.'
  const attention = '.1.transformer_blocks.0.attn2.to_k.weight'
  const [width = 0, channels = 0] = names.shape(`${unet}input_blocks.0.0.weight`)
  const context = names.shape(`${unet}input_blocks.1${attention}`)[1]
  const deep = names.shape(`${unet}input_blocks.4${attention}`)[1]
  const inpainting = channels === 9 ? ' for inpainting' : ''
  if (width !== 320 || (channels !== 4 && channels !== 9)) return null
  const how = (text: number): string[] => [
    `input_blocks.0.0: ${channels} channels in, ${width} out`,
    `attn2.to_k: text of width ${text}`,
  ]
  if (
    context === 768 &&
    names.has('cond_stage_model.transformer.text_model.embeddings.token_embedding.weight')
  )
    return { model: `Stable Diffusion 1.x${inpainting}`, how: [...how(768), 'cond_stage_model: CLIP'] }
  if (context === 1024 && names.has('cond_stage_model.model.token_embedding.weight'))
    return { model: `Stable Diffusion 2.x${inpainting}`, how: [...how(1024), 'cond_stage_model: OpenCLIP'] }
  if (
    context === undefined &&
    deep === 2048 &&
    names.has('conditioner.embedders.1.model.token_embedding.weight')
  )
    return { model: `Stable Diffusion XL${inpainting}`, how: [...how(2048), 'conditioner: two text models'] }
  return null
}

function unet(names: ModelNames): Proof | null {
  const [width = 0, channels = 0] = names.shape('conv_in.weight')
  const [deep = 0] = names.shape('mid_block.resnets.0.conv1.weight')
  const text = names.shape('mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight')[1] ?? 0
  const added = names.has('add_embedding.linear_1.weight')
  if (width !== 320 || deep !== 1280 || (channels !== 4 && channels !== 9)) return null
  const stages = names.count('down_blocks.', '.resnets.0.conv1.weight')
  const model = added
    ? text === 2048 && stages === 3
      ? 'XL'
      : undefined
    : stages === 4
      ? new Map([
          [768, '1.x'],
          [1024, '2.x'],
        ]).get(text)
      : undefined
  if (model === undefined) return null
  return {
    model: `UNet of Stable Diffusion ${model}`,
    how: [
      `conv_in: ${channels} channels in, ${width} out`,
      `attn2.to_k: text of width ${text}`,
      `${stages} stages`,
    ],
  }
}

function clip(patch: readonly number[], depth: number): Proof | null {
  const [width = 0, , size = 0] = patch
  return patch.length === 4 && depth > 0
    ? {
        model: null,
        how: [
          'text and images projected into one space',
          `images: ${depth} layers of width ${width}, patches of ${size}x${size}`,
        ],
      }
    : null
}

/** Three dense blocks inside each block. @see Wang et al. 2018, figure 4 */
function rrdb(needs: string, before: string, after: string): Family {
  return {
    family: 'ESRGAN (RRDBNet)',
    needs: [needs],
    may: [],
    prove: (names) => {
      const blocks = names.count(before, after)
      const [width = 0, channels = 0] = names.shape('conv_first.weight')
      return blocks === 0
        ? null
        : {
            model: null,
            how: [
              `${before}0: three dense blocks of five convolutions`,
              `${blocks} blocks`,
              `${channels} channels in, width ${width}`,
            ],
          }
    },
  }
}
