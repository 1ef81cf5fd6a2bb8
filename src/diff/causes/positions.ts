/** Position embeddings of another image size: the grid of patches is interpolated. */
import { count, edited, newStep, tensorLike } from './cause.ts'
import type { Cause, Mismatch, Situation, Stop } from './cause.ts'
import { pythonText } from './python.ts'

/** Tokens before the grid: none, class, class and distillation, class and four registers. */
const EXTRA_TOKENS = [1, 0, 2, 5]

const POSITIONS = /(?:^|[._])pos(?:ition(?:al|s)?)?_?(?:emb\w*|encoding)?(?:\.weight)?$/
/** Tables of words: the positions beside them are those of a text. */
const WORDS = /(?:^|[._])(?:tok\w*|words?\w*|wte|vocab\w*|embed_in)(?:[._]|$)/

interface Grid {
  readonly name: string
  readonly extra: number
  readonly from: number
  readonly to: number
  readonly shape: readonly number[]
}

export const positions: Cause = {
  id: 'position-embedding',
  title: 'position embeddings of another image size',
  shows:
    '`pos_embed [1, n, d]` of two grids, such as 197 = 1 + 14 x 14 and 577 = 1 + 24 x 24; ' +
    'relative_position_bias_table of another window',
  means:
    'A vision transformer has one embedding for each patch. For another image size they are interpolated; ' +
    'load_state_dict refuses the shape.',
  mend: 'interpolate the grid (bicubic), keep the tokens before it; the values are estimates, to be fine-tuned',
  recognise: (situation) => {
    const { mismatched, actual } = situation
    const grids: Grid[] = []
    const tables: Grid[] = []
    for (const [name, mismatch] of mismatched) {
      if (name.endsWith('relative_position_bias_table')) {
        const table = tableOf(name, mismatch)
        if (table !== undefined) tables.push(table)
      } else if (POSITIONS.test(name)) {
        const grid = gridOf(name, mismatch, situation)
        if (grid !== undefined) grids.push(grid)
      }
    }
    const all = [...grids, ...tables]
    const [first] = all
    if (first === undefined) return contextOf(situation)
    const python = [...grids.map(gridLine), ...tables.map(tableLine)]
    if (python.length > 64) return undefined
    const what =
      grids.length > 0
        ? `position embeddings (${first.name}) of a ${first.from}x${first.from} grid of patches, ` +
          `the model has ${first.to}x${first.to}`
        : `relative position biases (${count(tables.length, 'table')}) of a ` +
          `${(first.from + 1) / 2}x${(first.from + 1) / 2} window, the model has ` +
          `${(first.to + 1) / 2}x${(first.to + 1) / 2}`
    return [
      newStep('position-embedding', {
        reason: `${what}: another image size; they are interpolated, and the model is fine-tuned`,
        flags: null,
        python,
        state: edited(
          actual,
          [],
          all.flatMap(({ name, shape }) => {
            const entry = actual.entries.get(name)
            return entry === undefined ? [] : [[name, tensorLike(entry, shape)] as const]
          }),
        ),
        computed: true,
      }),
    ]
  },
}

const WORD_POSITIONS =
  /(?:^|[._])(?:wpe|embed_positions|position_embeddings|position_embedding|positional_embedding)(?:\.weight)?$/

/** Positions of words that are more or fewer: no grid, so nothing is interpolated. */
function contextOf({ mismatched }: Situation): Stop | undefined {
  const [table] = [...mismatched].filter(([name, { expected, found }]) => {
    return WORD_POSITIONS.test(name) && found.length === 2 && expected[1] === found[1]
  })
  if (table === undefined || mismatched.size > 2) return undefined
  const [name, { expected, found }] = table
  return {
    cause: 'position-embedding',
    reason: `${name} has ${found[0]} positions, the model ${expected[0]}: another context length, no grid of patches`,
    advice: 'build the model with the context length of the file',
  }
}

function gridOf(
  name: string,
  { expected, found }: Mismatch,
  { expected: model }: Situation,
): Grid | undefined {
  const wanted = expected.map(Number)
  const axis = found.length - 2
  const width = found.at(-1)
  if (wanted.length !== found.length || axis < 0 || axis > 1 || wanted.at(-1) !== width) return undefined
  if (axis === 1 && (found[0] !== 1 || wanted[0] !== 1)) return undefined
  if (!isOfPatches(name, width ?? 0, model)) return undefined
  const [n = 0, m = 0] = [found[axis], wanted[axis]]
  const ways = EXTRA_TOKENS.flatMap((extra) => {
    const [from, to] = [Math.sqrt(n - extra), Math.sqrt(m - extra)]
    return Number.isInteger(from) && Number.isInteger(to) && from > 1 && to > 1 ? [{ extra, from, to }] : []
  })
  const [way] = ways
  if (way === undefined || ways.length > 1) return undefined
  return { name, ...way, shape: wanted }
}

/**
 * Whether the positions are those of image patches: their part of the model has a convolution or a patch layer of
 * their width, and no table of words. 256 positions of a text are not a grid of 16 x 16.
 */
function isOfPatches(name: string, width: number, { tensors }: Situation['expected']): boolean {
  const parents = [...tensors.keys()].filter((other) => POSITIONS.test(other)).map(parentOf)
  const own = parentOf(name)
  let patches = false
  for (const [other, { shape }] of tensors) {
    if (shape === null || POSITIONS.test(other)) continue
    // A tensor belongs to the nearest positions above it; torchvision has its patches outside of the encoder.
    const above = parents.filter((parent) => other.startsWith(parent))
    const nearest = above.reduce((best, parent) => (parent.length > best.length ? parent : best), '')
    if (above.length > 0 && nearest !== own) continue
    if (above.length > 0 && shape.length === 2 && shape[1] === width && WORDS.test(other)) return false
    const kernel = shape.length === 4 && typeof shape[2] === 'number' && shape[2] > 1
    // Three dimensions are a convolution over time.
    const layer = shape.length === 2 && /patch/.test(other)
    if (shape[0] === width && (kernel || layer)) patches = true
  }
  return patches
}

/** The path above the positions, with its dot; a module that only has the table is part of the name. */
function parentOf(name: string): string {
  const path = name.replace(/\.weight$/, '')
  return path.slice(0, path.lastIndexOf('.') + 1)
}

function tableOf(name: string, { expected, found }: Mismatch): Grid | undefined {
  const [n = 0, heads] = found
  const [m = 0, same] = expected.map(Number)
  const [from, to] = [Math.sqrt(n), Math.sqrt(m)]
  if (found.length !== 2 || heads !== same || !Number.isInteger(from) || !Number.isInteger(to))
    return undefined
  if (from % 2 === 0 || to % 2 === 0) return undefined
  return { name, extra: 0, from, to, shape: expected.map(Number) }
}

function gridLine({ name, extra, from, to, shape }: Grid): string {
  const key = pythonText(name)
  return (
    `p = sd[${key}].reshape(1, ${extra + from * from}, -1); ` +
    `g = p[:, ${extra}:].reshape(1, ${from}, ${from}, -1).permute(0, 3, 1, 2); ` +
    `g = torch.nn.functional.interpolate(g.float(), size=(${to}, ${to}), mode='bicubic', ` +
    'antialias=True).to(p.dtype); ' +
    `sd[${key}] = torch.cat([p[:, :${extra}], g.permute(0, 2, 3, 1).flatten(1, 2)], dim=1).reshape(${shape.join(', ')})`
  )
}

function tableLine({ name, from, to }: Grid): string {
  const key = pythonText(name)
  return (
    `t = sd[${key}]; g = torch.nn.functional.interpolate(t.T.reshape(1, -1, ${from}, ${from}).float(), ` +
    `size=(${to}, ${to}), mode='bicubic').to(t.dtype); sd[${key}] = g.reshape(t.shape[1], -1).T.contiguous()`
  )
}
