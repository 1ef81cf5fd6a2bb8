/** Words of module names that mean the same, so that a renaming can be distinguished from two different modules. */

/** Each list is one concept. A word may belong to several. */
const CONCEPTS: readonly (readonly string[])[] = [
  ['attn', 'attention', 'self_attn', 'selfattn', 'selfattention', 'mha', 'msa'],
  ['cross', 'crossattention', 'xattn', 'encdecattention'],
  ['mlp', 'ffn', 'ff', 'feedforward', 'feed', 'fc', 'intermediate', 'pwff', 'linear', 'dense', 'lin'],
  ['q', 'query', 'wq', 'queries', 'lq'],
  ['k', 'key', 'wk', 'keys'],
  ['v', 'value', 'wv', 'values'],
  ['out', 'output', 'o', 'wo', 'proj', 'dense', 'c_proj'],
  ['norm', 'ln', 'layernorm', 'bn', 'batchnorm', 'rmsnorm', 'gn', 'groupnorm'],
  ['conv', 'convolution', 'conv2d', 'conv1d', 'cnn'],
  ['head', 'fc', 'classifier', 'lm', 'cls', 'linear', 'logits', 'predictions', 'output', 'last'],
  ['embed', 'embedding', 'embeddings', 'emb', 'wte', 'tok', 'embedder', 'patch', 'word'],
  ['pos', 'position', 'positional', 'wpe', 'positions'],
  ['encoder', 'enc'],
  ['decoder', 'dec'],
  ['downsample', 'down', 'shortcut', 'skip', 'downs', 'reduce'],
  ['upsample', 'up', 'ups'],
  ['gate'],
  ['teacher'],
  ['student'],
  ['ema'],
  ['generator', 'gen', 'netg'],
  ['discriminator', 'disc', 'netd', 'critic'],
  ['actor', 'policy', 'pi'],
  ['critic', 'vf', 'value'],
  ['visual', 'vision', 'image'],
  ['text', 'language'],
  ['left'],
  ['right'],
  ['forward', 'fwd'],
  ['backward', 'bwd'],
  ['source', 'src'],
  ['target', 'tgt', 'trg'],
  ['content'],
  ['style'],
  ['mean', 'mu'],
  ['var', 'logvar', 'std', 'sigma'],
  ['in', 'input'],
  ['aux', 'auxiliary'],
  ['dist', 'distill'],
  ['pre'],
  ['post'],
  ['first'],
  ['last'],
]

/** Words that exclude one another: a module of one is never that of another. */
const OPPOSITES: readonly (readonly (readonly string[])[])[] = [
  [
    ['q', 'query', 'wq'],
    ['k', 'key', 'wk'],
    ['v', 'value', 'wv'],
    ['o', 'out', 'wo', 'output'],
  ],
  [
    ['encoder', 'enc'],
    ['decoder', 'dec'],
  ],
  [['student'], ['teacher'], ['ema']],
  [['online'], ['target'], ['predictor'], ['projector']],
  [['left'], ['right']],
  [
    ['forward', 'fwd'],
    ['backward', 'bwd'],
  ],
  [
    ['in', 'input'],
    ['out', 'output'],
  ],
  [
    ['source', 'src'],
    ['target', 'tgt', 'trg'],
  ],
  [
    ['attn', 'attention', 'mha', 'msa'],
    ['mlp', 'ffn', 'ff', 'feedforward', 'intermediate'],
  ],
  [['self'], ['cross', 'crossattention']],
  [
    ['mean', 'mu'],
    ['var', 'logvar', 'std'],
  ],
  [
    ['actor', 'policy', 'pi'],
    ['critic', 'vf', 'value'],
  ],
  [
    ['generator', 'gen', 'netg', 'g'],
    ['discriminator', 'disc', 'netd', 'd'],
  ],
  [
    ['down', 'downsample', 'downs'],
    ['up', 'upsample', 'ups'],
  ],
  [['pre'], ['post']],
  [['first'], ['last']],
  [['gate'], ['up'], ['down']],
  [['content'], ['style']],
  [
    ['visual', 'vision', 'image'],
    ['text', 'language'],
  ],
  [
    ['main', 'head'],
    ['aux', 'auxiliary'],
    ['dist', 'distill'],
  ],
  [['row'], ['col', 'column']],
  [['x'], ['y'], ['z']],
  [['a'], ['b']],
]

const BY_WORD: ReadonlyMap<string, ReadonlySet<number>> = (() => {
  const words = new Map<string, Set<number>>()
  for (const [concept, list] of CONCEPTS.entries()) {
    for (const word of list) {
      const known = words.get(word)
      if (known === undefined) words.set(word, new Set([concept]))
      else known.add(concept)
    }
  }
  return words
})()

/** Words and numbers of a run of components, in lower case: `self_attn.qProj2` is self, attn, q, proj, 2. */
function wordsOf(text: string): string[] {
  return [
    ...text
      .replace(/([a-z])([A-Z])/g, '$1_$2')
      .toLowerCase()
      .matchAll(/\d+|[a-z]+/g),
  ].map(([word]) => word)
}

function conceptsOf(words: readonly string[]): Set<number> {
  const found = new Set<number>()
  for (const word of words) for (const concept of BY_WORD.get(word) ?? []) found.add(concept)
  return found
}

/** Whether it is the norm behind the pooling. */
function pooled(words: readonly string[]): boolean {
  return words.join('.').includes('fc.norm')
}

/** Whether two runs of components name things that are known to be different. */
export function contradicts(old: string, next: string): boolean {
  const [left, right] = [wordsOf(old), wordsOf(next)]
  // The norm behind the pooling of timm is not the one before it.
  if (pooled(left) !== pooled(right)) return true
  if (OPPOSITES.some((group) => excludes(group, left, right))) return true
  const a = conceptsOf(left)
  const b = conceptsOf(right)
  if (a.size === 0 || b.size === 0) return false
  for (const concept of a) if (b.has(concept)) return false
  return true
}

/** Whether each side has a word of the group and they have none in common. */
function excludes(
  group: readonly (readonly string[])[],
  left: readonly string[],
  right: readonly string[],
): boolean {
  const sides = [left, right].map((words) =>
    group.map((member) => member.some((word) => words.includes(word))),
  )
  const [a = [], b = []] = sides
  return a.includes(true) && b.includes(true) && !a.some((has, at) => has && b[at] === true)
}

/** How alike two runs of components are: 0 for nothing in common, 1 for the same words. */
export function likeness(old: string, next: string): number {
  const a = wordsOf(old)
  const b = wordsOf(next)
  const rest = [...b]
  let same = 0
  for (const word of a) {
    const at = rest.findIndex((other) => alike(word, other))
    if (at === -1) continue
    rest.splice(at, 1)
    same += 1
  }
  return same / Math.max(a.length, b.length, 1)
}

function alike(word: string, other: string): boolean {
  if (word === other) return true
  if (word.length >= 3 && other.length >= 3 && (word.startsWith(other) || other.startsWith(word))) return true
  const concepts = BY_WORD.get(other)
  for (const concept of BY_WORD.get(word) ?? []) if (concepts?.has(concept) === true) return true
  return false
}
