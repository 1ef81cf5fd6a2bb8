/**
 * Which name of a tied weight is written. Libraries tie the weight again when they load, and look for the name that
 * their own `save_pretrained` keeps: the shared embedding before those of encoder and decoder, the embedding before
 * the head. Where the names do not say which one that is, all are written: a larger file is better than a wrong model.
 */

/** Last module of the path of an embedding. @see transformers `_tied_weights_keys`: it names the others */
const EMBEDDINGS = new Set([
  'embed_tokens',
  'wte',
  'word_embeddings',
  'word_embedding',
  'embed_in',
  'tok_embeddings',
  'tokens_embed',
  'embeddings',
])

/** Ends of the path of a head that multiplies by the embedding. */
const HEADS = [
  'lm_head',
  'embed_out',
  'proj_out',
  'lm_loss',
  'vocab_projector',
  'generator_lm_head',
  'lm_head.decoder',
  'predictions.decoder',
  'pred_layer.proj',
]

/** The module of a tied bias, and the copy below it that `save_pretrained` leaves out. */
const BIASES = ['predictions', 'lm_head']

/** The name of the group that readers look for, when all names have a place in the table; undefined when not. */
export function keptName(names: readonly string[]): string | undefined {
  const kinds = names.map((name) => ({ name, kind: kindOf(name) }))
  if (kinds.some(({ kind }) => kind === null)) return keptBias(names)
  const only = (wanted: 'shared' | 'embedding'): string | undefined => {
    const found = kinds.filter(({ kind }) => kind === wanted)
    return found.length === 1 ? found[0]?.name : undefined
  }
  const shared = kinds.filter(({ kind }) => kind === 'shared').length
  return shared > 0 ? only('shared') : only('embedding')
}

function kindOf(name: string): 'shared' | 'embedding' | 'head' | null {
  const module = moduleOf(name, 'weight')
  if (module === null) return null
  const last = module.slice(module.lastIndexOf('.') + 1)
  if (last === 'shared') return 'shared'
  if (EMBEDDINGS.has(last)) return 'embedding'
  return HEADS.some((head) => endsWithPath(module, head)) ? 'head' : null
}

/** `cls.predictions.bias` of `cls.predictions.decoder.bias`, `lm_head.bias` of `lm_head.decoder.bias`. */
function keptBias(names: readonly string[]): string | undefined {
  const [short = '', long = ''] = names.toSorted((a, b) => a.length - b.length)
  const module = moduleOf(short, 'bias')
  if (names.length !== 2 || module === null || long !== `${module}.decoder.bias`) return undefined
  return BIASES.some((known) => endsWithPath(module, known)) ? short : undefined
}

function moduleOf(name: string, leaf: string): string | null {
  return name.endsWith(`.${leaf}`) ? name.slice(0, -leaf.length - 1) : null
}

function endsWithPath(path: string, end: string): boolean {
  return path === end || path.endsWith(`.${end}`)
}
