/** Encoders, and encoders with decoders, for text and speech. @see transformers 4.44 and 5 `models/`, openai/whisper */
import type { Family, Proof } from './family.ts'
import type { ModelNames } from './model-names.ts'

const HEADS = [
  'cls.predictions.bias cls.predictions.decoder@ cls.predictions.transform.{dense,LayerNorm}@',
  // Files of TensorFlow's time call the weight of a norm gamma and its bias beta.
  'cls.predictions.transform.LayerNorm.{gamma,beta} cls.seq_relationship@ classifier@ qa_outputs@',
]
const ROBERTA_HEADS = [
  'lm_head.bias lm_head.{dense,layer_norm,decoder}@ classifier.{dense,out_proj}@ classifier@ qa_outputs@',
]

export const LANGUAGE: readonly Family[] = [
  bertFamily('BERT', 'bert.', HEADS),
  bertFamily('RoBERTa', 'roberta.', ROBERTA_HEADS),
  bertFamily('BERT-style encoder', '', []),
  ...['distilbert.', ''].map((under): Family => ({
    family: 'DistilBERT',
    needs: [
      `${under}embeddings.{word_embeddings,position_embeddings}.weight ${under}embeddings.LayerNorm@`,
      `${under}transformer.layer.#.attention.{q_lin,k_lin,v_lin,out_lin}@`,
      `${under}transformer.layer.#.ffn.{lin1,lin2}@`,
      `${under}transformer.layer.#.{sa_layer_norm,output_layer_norm}@`,
    ],
    may: ['vocab_transform@ vocab_layer_norm@ vocab_projector@ pre_classifier@ classifier@ qa_outputs@'],
    prove: (names) =>
      layers(names, `${under}transformer.layer.`, '.attention.q_lin.weight', 'q_lin, k_lin, v_lin', 0),
  })),
  {
    family: 'T5',
    needs: [
      'shared.weight {encoder,decoder}.block.#.layer.#.SelfAttention.{q,k,v,o,relative_attention_bias}.weight',
      'decoder.block.#.layer.#.EncDecAttention.{q,k,v,o}.weight {encoder,decoder}.final_layer_norm.weight',
      '{encoder,decoder}.block.#.layer.#.{layer_norm,DenseReluDense.wo}.weight',
    ],
    may: [
      '{encoder,decoder}.embed_tokens.weight {encoder,decoder}.block.#.layer.#.DenseReluDense.{wi,wi_0,wi_1}.weight',
      'decoder.block.#.layer.#.EncDecAttention.relative_attention_bias.weight lm_head.weight',
    ],
    prove: t5,
  },
  ...['model.', ''].map((under): Family => ({
    family: 'BART-style encoder and decoder',
    needs: [
      `${under}shared.weight ${under}{encoder,decoder}.{embed_positions.weight,layernorm_embedding.weight}`,
      `${under}{encoder,decoder}.layers.#.self_attn.{q_proj,k_proj,v_proj,out_proj}@`,
      `${under}decoder.layers.#.encoder_attn.q_proj@`,
      `${under}{encoder,decoder}.layers.#.{fc1,fc2,self_attn_layer_norm,final_layer_norm}@`,
    ],
    may: [
      `${under}{encoder,decoder}.embed_tokens.weight ${under}{encoder,decoder}.layernorm_embedding@`,
      `${under}decoder.layers.#.encoder_attn.{k_proj,v_proj,out_proj}@`,
      `${under}decoder.layers.#.encoder_attn_layer_norm@`,
      'final_logits_bias lm_head.weight classification_head.{dense,out_proj}@ qa_outputs@',
    ],
    prove: (names) =>
      layers(
        names,
        `${under}encoder.layers.`,
        '.fc1.weight',
        'layernorm_embedding; BART and PLBART share these names',
        1,
      ),
  })),
  ...['model.', ''].map((under): Family => ({
    family: 'Whisper',
    needs: [
      `${under}encoder.conv{1,2}@ ${under}{encoder,decoder}.embed_positions.weight`,
      `${under}decoder.embed_tokens.weight`,
      `${under}{encoder,decoder}.layers.#.self_attn.{q_proj,v_proj,out_proj}@`,
      `${under}{encoder,decoder}.layers.#.self_attn.k_proj.weight`,
      `${under}decoder.layers.#.encoder_attn.k_proj.weight ${under}{encoder,decoder}.layers.#.{fc1,fc2}@`,
    ],
    may: [
      `${under}decoder.layers.#.encoder_attn.{q_proj,v_proj,out_proj}@`,
      `${under}decoder.layers.#.encoder_attn_layer_norm@`,
      `${under}{encoder,decoder}.layers.#.{self_attn_layer_norm,final_layer_norm}@`,
      `${under}{encoder,decoder}.layer_norm@ proj_out.weight`,
    ],
    prove: (names) =>
      whisper(
        names.count(`${under}encoder.layers.`, '.fc1.weight'),
        names.count(`${under}decoder.layers.`, '.fc1.weight'),
        names.shape(`${under}encoder.conv1.weight`),
      ),
  })),
  {
    family: 'Whisper',
    needs: [
      'encoder.conv{1,2}@ encoder.positional_embedding encoder.ln_post@',
      'decoder.positional_embedding decoder.token_embedding.weight',
      '{encoder,decoder}.blocks.#.attn.{query,value,out}@',
      '{encoder,decoder}.blocks.#.attn.key.weight decoder.blocks.#.cross_attn.key.weight',
    ],
    may: [
      'decoder.blocks.#.cross_attn.{query,value,out}@ decoder.blocks.#.cross_attn_ln@ decoder.ln@',
      '{encoder,decoder}.blocks.#.{attn_ln,mlp_ln}@ {encoder,decoder}.blocks.#.mlp.#@',
    ],
    prove: (names) =>
      whisper(
        names.count('encoder.blocks.', '.attn.key.weight'),
        names.count('decoder.blocks.', '.attn.key.weight'),
        names.shape('encoder.conv1.weight'),
      ),
  },
  ...(['wav2vec2', 'hubert'] as const).map((under): Family => ({
    family: under === 'hubert' ? 'HuBERT' : 'Wav2Vec2',
    needs: [
      `${under}.feature_extractor.conv_layers.#.conv.weight ${under}.feature_projection.projection@`,
      `${under}.encoder.layers.#.attention.{q_proj,k_proj,v_proj,out_proj}@`,
      `${under}.encoder.pos_conv_embed.conv.bias`,
      `${under}.encoder.layers.#.feed_forward.{intermediate_dense,output_dense}@`,
    ],
    may: [
      `${under}.masked_spec_embed ${under}.feature_extractor.conv_layers.#.conv.bias`,
      `${under}.feature_extractor.conv_layers.#.layer_norm@`,
      `${under}.feature_projection.layer_norm@ ${under}.encoder.pos_conv_embed.conv.{weight,weight_g,weight_v}`,
      `${under}.encoder.pos_conv_embed.conv.parametrizations.weight.original{0,1} ${under}.encoder.layer_norm@`,
      `${under}.encoder.layers.#.{layer_norm,final_layer_norm}@ lm_head@ projector@ classifier@`,
      `quantizer.codevectors`,
      'quantizer.weight_proj@ project_hid@ project_q@',
    ],
    prove: (names) =>
      layers(
        names,
        `${under}.encoder.layers.`,
        '.attention.q_proj.weight',
        `${under}.feature_extractor.conv_layers`,
        0,
      ),
  })),
]

/** @see transformers `models/bert/modeling_bert.py` */
function bertFamily(family: string, under: string, heads: readonly string[]): Family {
  return {
    family,
    needs: [
      `${under}embeddings.{word_embeddings,position_embeddings,token_type_embeddings}.weight`,
      `${under}encoder.layer.#.attention.self.{query,key,value}.{weight,bias}`,
      `${under}encoder.layer.#.{attention.output,intermediate,output}.dense.{weight,bias}`,
    ],
    may: [
      `${under}embeddings.LayerNorm.{weight,bias,gamma,beta} ${under}embeddings.{position_ids,token_type_ids}`,
      `${under}encoder.layer.#.{attention.output,output}.LayerNorm.{weight,bias,gamma,beta} ${under}pooler.dense@`,
      ...heads,
    ],
    prove: (names) => {
      const first =
        under === '' ? 'encoder.layer.#.attention.self; BERT, RoBERTa and others share these names' : under
      const proof = layers(names, `${under}encoder.layer.`, '.attention.self.query.weight', first, 0)
      const [width = 0, input = 0] = names.shape(`${under}encoder.layer.0.attention.self.query.weight`)
      const known = under === 'bert.' && width === input ? BERTS.get(`${proof?.how[1]} ${width}`) : undefined
      return proof === null ? null : { ...proof, model: known ?? null }
    },
  }
}

/** @see Devlin et al. 2018, section 3 */
const BERTS: ReadonlyMap<string, string> = new Map([
  ['12 layers 768', 'BERT-base'],
  ['24 layers 1024', 'BERT-large'],
])

/** Depth and width, `dimension` of the weight being the width; null without a layer. */
function layers(
  names: ModelNames,
  before: string,
  after: string,
  evidence: string,
  dimension: number,
): Proof | null {
  const depth = names.count(before, after)
  const width = names.shape(`${before}0${after}`)[dimension]
  return depth === 0 || width === undefined
    ? null
    : { model: null, how: [evidence, `${depth} layers`, `width ${width}`] }
}

/** In umT5 each layer has positions of its own; everything else is the same. */
function t5(names: ModelNames): Proof | null {
  const own = '.layer.0.SelfAttention.relative_attention_bias.weight'
  if (names.has(`encoder.block.1${own}`)) return null
  const gated = names.has('encoder.block.0.layer.1.DenseReluDense.wi_0.weight')
  const depth = names.count('encoder.block.', '.layer.0.SelfAttention.q.weight')
  const width = names.shape('shared.weight')[1]
  if (depth === 0 || width === undefined) return null
  return {
    model: null,
    how: [
      'SelfAttention and EncDecAttention',
      ...(gated ? ['wi_0 and wi_1: gated, as T5 1.1, Flan-T5 and mT5'] : []),
      `${depth} blocks`,
      `width ${width}`,
    ],
  }
}

/** Layers of encoder and decoder, width. @see Radford et al. 2022, table 1 */
const WHISPERS: ReadonlyMap<string, string> = new Map([
  ['4 4 384', 'tiny'],
  ['6 6 512', 'base'],
  ['12 12 768', 'small'],
  ['24 24 1024', 'medium'],
  ['32 32 1280', 'large'],
  ['32 4 1280', 'large-v3-turbo'],
])

/** The first convolution is of 80 or 128 bands of a spectrogram, three wide. */
function whisper(encoder: number, decoder: number, convolution: readonly number[]): Proof | null {
  const [width = 0, bands = 0, kernel = 0] = convolution
  if (encoder === 0 || decoder === 0 || (bands !== 80 && bands !== 128) || kernel !== 3) return null
  const size = WHISPERS.get(`${encoder} ${decoder} ${width}`)
  return {
    model: size === undefined ? null : `Whisper ${size}`,
    how: [`encoder.conv1: ${bands} mel bands`, `${encoder} and ${decoder} layers`, `width ${width}`],
  }
}
