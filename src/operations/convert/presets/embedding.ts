/** `--preset textual-inversion`: the embedding of a file of A1111's, as one tensor under its token. */
import type { Checkpoint } from '../../../checkpoint/checkpoint.ts'
import { getItem, isKind } from '../../../pickle/value.ts'
import { presetRefused } from './preset.ts'
import type { PresetChoice } from './preset.ts'

/** Key of the embeddings in a file of A1111's textual inversion, and of its token. */
const PARAMS = 'string_to_param'
/** A name that is plain text in `--rename`. */
const PLAIN = /^[^*?$=]{1,200}$/
/** Where the file has no usable name. */
const FALLBACK = 'emb_params'

/**
 * `string_to_param['*']` under the name of the embedding, which is the token that diffusers gives it. A file that has
 * one embedding for each token, or one for each encoder, is written as it is.
 * @see diffusers/loaders/textual_inversion.py `_retrieve_tokens_and_embeddings`
 * @throws PthError USAGE for what is not an embedding
 */
export function textualInversion(checkpoint: Checkpoint): PresetChoice {
  const { value, stateDict } = checkpoint
  const params = isKind(value, 'dict') ? getItem(value, PARAMS) : undefined
  if (params === undefined || !isKind(value, 'dict')) {
    const odd = stateDict.tensors.find(({ tensor }) => tensor.shape === null || tensor.shape.length > 2)
    if (odd !== undefined || stateDict.tensors.length === 0 || stateDict.tensors.length > 16)
      throw presetRefused(
        'textual-inversion',
        checkpoint,
        `has no ${PARAMS}, and is not a few vectors under their tokens`,
      )
    if (stateDict.tensors.some(({ name }) => name === ''))
      throw presetRefused(
        'textual-inversion',
        checkpoint,
        'is one tensor without a name, and its name is the token; --add-prefix TOKEN in place of --preset names it',
      )
    return { outputs: [{ part: null, flags: [] }], notices: [] }
  }
  const below = checkpoint.graph.tensors.filter(({ path }) => {
    const [first] = path
    return first?.kind === 'key' && first.key === PARAMS
  })
  if (below.length !== 1)
    throw presetRefused(
      'textual-inversion',
      checkpoint,
      `has ${below.length} tensors in ${PARAMS}, and one is written`,
    )
  const name = getItem(value, 'name')
  const token = typeof name === 'string' && PLAIN.test(name) ? name : FALLBACK
  return {
    outputs: [{ part: null, flags: ['--root', `$.${PARAMS}`, '--rename', `*=${token}`] }],
    notices: [],
  }
}
