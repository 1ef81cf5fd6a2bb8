/** Transformers for text with the names of decoders. @see transformers 4.44 and 5 `models/`, state-spaces/mamba */
import type { Family, Proof } from './family.ts'
import type { ModelNames } from './model-names.ts'

const LLAMA = [
  'embed_tokens.weight norm.weight layers.#.{input_layernorm,post_attention_layernorm}.weight',
  'layers.#.self_attn.{q,k,v,o}_proj.weight',
].join(' ')
const MLP = 'layers.#.mlp.{gate,up,down}_proj.weight'
const OLD = 'layers.#.self_attn.rotary_emb.inv_freq rotary_emb.inv_freq'
const HEADS = 'lm_head.weight score.weight'

export const DECODERS: readonly Family[] = [
  ...decoders(
    'Llama-style transformer',
    `${LLAMA} ${MLP}`,
    '',
    'Llama, Mistral, Gemma and others share these names',
  ),
  ...decoders(
    'Qwen2-style transformer',
    `${LLAMA} ${MLP} layers.#.self_attn.{q,k,v}_proj.bias`,
    '',
    'bias in q_proj, k_proj and v_proj only',
  ),
  ...decoders(
    'Qwen3-style transformer',
    `${LLAMA} ${MLP} layers.#.self_attn.{q_norm,k_norm}.weight`,
    '',
    'q_norm and k_norm',
  ),
  ...decoders(
    'Mixtral-style transformer',
    `${LLAMA} layers.#.block_sparse_moe.gate.weight layers.#.block_sparse_moe.experts.#.{w1,w2,w3}.weight`,
    '',
    'block_sparse_moe: experts w1, w2 and w3',
  ),
  ...['transformer.', ''].map((under): Family => ({
    family: 'GPT-2',
    needs: [
      `${under}{wte,wpe}.weight ${under}h.#.{ln_1,ln_2,attn.c_attn,attn.c_proj,mlp.c_fc,mlp.c_proj}@ ${under}ln_f@`,
    ],
    may: [`${under}h.#.attn.{bias,masked_bias} ${HEADS}`],
    prove: (names) => gpt2(names, under),
  })),
  ...(['embeddings', 'embedding'] as const).flatMap((embedding) =>
    ['backbone.', ''].map((under): Family => ({
      family: 'Mamba',
      needs: [
        `${under}${embedding}.weight ${under}norm_f.weight ${under}layers.#.norm.weight`,
        `${under}layers.#.mixer.{A_log,D,in_proj.weight,x_proj.weight,dt_proj.weight,dt_proj.bias,out_proj.weight}`,
        `${under}layers.#.mixer.conv1d@`,
      ],
      may: ['lm_head.weight'],
      prove: (names) => {
        const depth = names.count(`${under}layers.`, '.mixer.A_log')
        const [, width = 0] = names.shape(`${under}${embedding}.weight`)
        return depth === 0
          ? null
          : { model: null, how: ['mixer.A_log, x_proj, dt_proj', `${depth} layers`, `width ${width}`] }
      },
    })),
  ),
]

/** The model alone, and below `model.` with a head beside it. */
function decoders(family: string, needs: string, may: string, evidence: string): Family[] {
  return ['model.', ''].map((under) => {
    const below = (list: string): string =>
      list
        .split(' ')
        .filter((text) => text !== '')
        .map((text) => under + text)
        .join(' ')
    return {
      family,
      needs: [below(needs)],
      may: [below(`${OLD} ${may}`), HEADS],
      prove: (names) => decoder(names, under, evidence),
    }
  })
}

/** Depth, width, vocabulary, and how many query heads share a key head. */
function decoder(names: ModelNames, under: string, evidence: string): Proof | null {
  const depth = names.count(`${under}layers.`, '.self_attn.q_proj.weight')
  const [tokens = 0, width = 0] = names.shape(`${under}embed_tokens.weight`)
  const [queries = 0, input = 0] = names.shape(`${under}layers.0.self_attn.q_proj.weight`)
  const [keys = 0] = names.shape(`${under}layers.0.self_attn.k_proj.weight`)
  if (depth === 0 || width === 0 || input !== width || keys === 0) return null
  return {
    model: null,
    how: [
      evidence,
      `${depth} layers`,
      `width ${width}`,
      `${tokens} tokens`,
      ...(queries > keys && queries % keys === 0 ? [`${queries / keys} query heads for each key head`] : []),
    ],
  }
}

/** Depth and width. @see Radford et al. 2019, table 2, and the checkpoints of it */
const GPT2S: ReadonlyMap<string, string> = new Map([
  ['12 768', 'GPT-2 small'],
  ['24 1024', 'GPT-2 medium'],
  ['36 1280', 'GPT-2 large'],
  ['48 1600', 'GPT-2 XL'],
])

/** Conv1D of GPT-2 has its weight as [in, out]; models of the same names with linear layers are others. */
function gpt2(names: ModelNames, under: string): Proof | null {
  const [, width = 0] = names.shape(`${under}wte.weight`)
  const depth = names.count(`${under}h.`, '.attn.c_attn.weight')
  const [input, output] = names.shape(`${under}h.0.attn.c_attn.weight`)
  if (depth === 0 || input !== width || output !== 3 * width) return null
  return {
    model: GPT2S.get(`${depth} ${width}`) ?? null,
    how: [`h.0.attn.c_attn [${input}, ${output}]`, `${depth} layers`, `width ${width}`],
  }
}
