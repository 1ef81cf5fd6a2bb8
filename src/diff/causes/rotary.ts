/** Rows of query and key in another order: rotary pairs side by side, or in two halves. */
import { roleOf, moduleOf } from './cause.ts'
import type { Cause, Situation } from './cause.ts'

/** Names of the projection of the query, by who writes its rotary pairs side by side, and who in halves. */
const PAIRED = /(?:^|\.)(?:attention|attn|self_attn)\.(?:wq|wk)$/
const HALVES = /(?:^|\.)(?:self_attn|attention|attn)\.(?:q_proj|k_proj)$/
const NORM_BIAS = /(?:norm\w*|ln_\w+)\.bias$/i
/** torchtune has the names of transformers and the order of Meta. */
const TORCHTUNE = /(?:^|\.)sa_norm\.scale$/

export const rotary: Cause = {
  id: 'rotary-rows',
  title: 'rotary query and key with their rows in another order',
  shows:
    '`attention.wq` and `wk` without bias and norms without bias (Llama and Mistral of their authors) or ' +
    '`sa_norm.scale` (torchtune) on one side, `self_attn.q_proj` and `k_proj` (transformers) on the other',
  means:
    'Meta keeps the two numbers of each rotary pair side by side, transformers keeps them in two halves: the rows of ' +
    'query and key are in another order. Renamed weights load, and the model is wrong.',
  mend: "move the rows: pth convert --rope hf (or meta) with the heads, or the library's own script",
  recognise: (situation) => {
    const { unexpected, missing } = situation
    const file = orderOf(unexpected.keys(), situation)
    const model = orderOf(missing.keys(), situation)
    if (file === undefined || model === undefined || file.paired === model.paired) return undefined
    const [one, other] = file.paired ? ['side by side', 'in halves'] : ['in halves', 'side by side']
    return {
      cause: 'rotary-rows',
      reason:
        `${file.name} of the file has its rotary pairs ${one} (${file.who}), ${model.name} of the model ${other} ` +
        `(${model.who}): the rows of query and key are in another order, so renaming gives a wrong model`,
      advice:
        `pth convert --rope ${model.paired ? 'meta' : 'hf'} --heads COUNT moves these rows, with --rename-part for ` +
        'the names; so do the scripts of the libraries (convert_llama_weights_to_hf.py, tune_to_hf)',
    }
  },
}

interface Order {
  readonly paired: boolean
  readonly name: string
  readonly who: string
}

/** In which order the rows of the names are; undefined where nothing shows rotary positions. */
function orderOf(names: Iterable<string>, { actual, expected }: Situation): Order | undefined {
  const all = [...names]
  const has = (name: string): boolean => actual.entries.has(name) || expected.tensors.has(name)
  const query = all.find((name) => {
    const path = moduleOf(name)
    if (!PAIRED.test(path) && !HALVES.test(path)) return false
    return roleOf(name) === 'weight' && !has(`${path}.bias`)
  })
  if (query === undefined) return undefined
  // A norm with a bias is a LayerNorm, of a model with position embeddings.
  for (const side of [actual.entries, expected.tensors])
    for (const name of side.keys()) if (NORM_BIAS.test(name)) return undefined
  if (all.some((name) => TORCHTUNE.test(name))) return { paired: true, name: query, who: 'torchtune' }
  return PAIRED.test(moduleOf(query))
    ? { paired: true, name: query, who: 'as Meta and Mistral write them' }
    : { paired: false, name: query, who: 'as transformers writes them' }
}
