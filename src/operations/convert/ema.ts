/** Averaged weights (EMA): which tensors `--ema` writes, and under which names. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { dictionariesOfAverages, hasAverageWord } from '../../checkpoint/averages.ts'
import type { TensorEntry } from '../../checkpoint/find/state-dict.ts'
import { PthError } from '../../errors.ts'
import type { ConvertOptions } from './options.ts'

/** What the choice came to. */
export interface EmaChoice {
  /** The checkpoint, its state_dict the side that is written. */
  readonly checkpoint: Checkpoint
  readonly entries: readonly TensorEntry[]
  /** Plain tensors whose place an average took. */
  readonly replaced: number
  /** Tensors left out: averages, or plain ones without an average. */
  readonly leftOut: readonly string[]
  /** Whether the file has averages at all. */
  readonly found: boolean
}

/**
 * Prefixes of averages in a state_dict. @see the LitEma class of latent diffusion (`model_ema.`), ema-pytorch
 * (`ema_model.`)
 */
const PREFIXES = ['model_ema.', 'ema_model.', 'ema.']
/** Prefixes that the plain tensor may have where its average has none. */
const PLAIN_PREFIXES = ['', 'model.', 'module.', 'online_model.']

/**
 * Apply `--ema`: the choice of the weights comes before the choice of the dictionary.
 * @throws PthError NOTHING_SELECTED when the wanted side is not in the file, or is not certain
 */
export function chooseEma(checkpoint: Checkpoint, ema: ConvertOptions['ema']): EmaChoice {
  const { stateDict } = checkpoint
  if (ema === null) return whole(checkpoint)
  refuseExchanged(checkpoint)
  const sides = dictionariesOfAverages(checkpoint)
  const together = stateDict.kind !== 'flattened' || sides === null || sides.problem !== null
  const prefixes = stateDict.kind === 'flattened' ? firstComponent : listedPrefix
  if (together && stateDict.tensors.some(({ name }) => prefixes(name) !== undefined))
    return chooseInside(checkpoint, ema, prefixes)
  if (sides === null) {
    if (ema === 'drop') return whole(checkpoint)
    throw missing(
      checkpoint,
      `has no averaged weights (looked for ${PREFIXES.join(', ')} and keys such as state_dict_ema)`,
    )
  }
  const { plain, average, problem } = sides
  if (ema === 'drop') {
    if (plain === null)
      throw missing(
        checkpoint,
        `has no weights in addition to the averages: ${problem}; --ema only writes the averages`,
      )
    return { ...whole({ ...checkpoint, stateDict: plain }), found: average !== null }
  }
  if (average === null) throw missing(checkpoint, `does not show which weights are the averages: ${problem}`)
  if (ema === 'only' || plain === null)
    return { ...whole({ ...checkpoint, stateDict: average }), found: true }
  const byName = new Map(average.tensors.map((entry) => [entry.name, entry]))
  const entries = plain.tensors.map((entry) => byName.get(entry.name) ?? entry)
  const names = new Set(plain.tensors.map(({ name }) => name))
  return {
    checkpoint: { ...checkpoint, stateDict: plain },
    entries,
    replaced: entries.filter(({ name }) => byName.has(name)).length,
    leftOut: average.tensors.map(({ name }) => name).filter((name) => !names.has(name)),
    found: true,
  }
}

function whole(checkpoint: Checkpoint): EmaChoice {
  return { checkpoint, entries: checkpoint.stateDict.tensors, replaced: 0, leftOut: [], found: false }
}

function missing({ name }: Checkpoint, reason: string): PthError {
  return new PthError('NOTHING_SELECTED', { reason: `${name} ${reason}` })
}

/** The prefix that marks a name as an average, or undefined for a plain name. */
type PrefixOf = (name: string) => string | undefined

/** A prefix that is plain text in a glob and in a shell. */
const TYPEABLE = /^[\w.-]{1,100}$/

/** The flags that write such averages all the same: counters alone are none. */
function byHand(marked: readonly TensorEntry[], prefixOf: PrefixOf): string {
  const entry = marked.find(({ tensor }) => tensor.shape !== null && tensor.shape.length > 0)
  const prefix = entry === undefined ? undefined : prefixOf(entry.name)
  if (prefix === undefined || !TYPEABLE.test(prefix)) return ''
  return `; in place of --ema, --include '${prefix}*' --strip-prefix ${prefix} writes what is below ${prefix}`
}

/** Averages under a prefix in the state_dict itself. */
function chooseInside(
  checkpoint: Checkpoint,
  ema: 'drop' | 'only' | 'prefer',
  prefixOf: PrefixOf,
): EmaChoice {
  const all = checkpoint.stateDict.tensors
  const averages = insideAverages(all, prefixOf)
  const rest = all.filter(({ name }) => prefixOf(name) === undefined)
  const marked = all.filter(({ name }) => prefixOf(name) !== undefined)
  if (ema === 'drop') {
    const leftOut = marked.map(({ name }) => name)
    return { checkpoint, entries: rest, replaced: 0, leftOut, found: true }
  }
  const taken = new Set<TensorEntry>(averages.values())
  // What only counts (`model_ema.decay`) averages no tensor.
  const unused = marked.filter((entry) => !taken.has(entry))
  if (averages.size === 0)
    throw missing(
      checkpoint,
      `has averages whose names match no tensor: ${marked[0]?.name ?? ''}${byHand(marked, prefixOf)}`,
    )
  if (ema === 'only') {
    const entries = [...averages].map(([name, entry]) => ({ ...entry, name }))
    const left = rest.filter(({ name }) => !averages.has(name))
    return {
      checkpoint,
      entries,
      replaced: 0,
      leftOut: [...left, ...unused].map(({ name }) => name),
      found: true,
    }
  }
  const entries = rest.map((entry) => {
    const average = averages.get(entry.name)
    return average === undefined ? entry : { ...average, name: entry.name }
  })
  return {
    checkpoint,
    entries,
    replaced: averages.size,
    leftOut: unused.map(({ name }) => name),
    found: true,
  }
}

/** Whether the state_dict itself has averages, under a prefix or beside the weights that they average. */
export function hasAverages({ stateDict }: Checkpoint): boolean {
  const prefixOf = stateDict.kind === 'flattened' ? firstComponent : listedPrefix
  return stateDict.tensors.some(({ name }) => prefixOf(name) !== undefined)
}

function listedPrefix(name: string): string | undefined {
  return PREFIXES.find((prefix) => name.startsWith(prefix))
}

/** Where every tensor of a file is listed by its path: `G_ema` beside `G`. */
function firstComponent(name: string): string | undefined {
  const [component = ''] = name.split('.', 1)
  return component.length < name.length && hasAverageWord(component) ? `${component}.` : undefined
}

/**
 * The hook of mmcv keeps an average of every parameter as a buffer `ema_` with underscores for dots, and exchanges the
 * two around each epoch: a file does not say which is which.
 * @see mmcv runner/hooks/ema.py `EMAHook`
 */
function refuseExchanged(checkpoint: Checkpoint): void {
  const { tensors } = checkpoint.stateDict
  const names = new Set(tensors.map(({ name }) => name))
  const twins = tensors.filter(({ name }) => names.has(`ema_${name.replaceAll('.', '_')}`))
  if (twins.length === 0) return
  throw missing(
    checkpoint,
    'has averages of the EMAHook of mmcv, which exchanges them with the weights when it saves: ' +
      "the file does not show which are the averages; --include 'ema_*' or --exclude 'ema_*' selects one side",
  )
}

/** Averages in the state_dict itself, by the name of the plain tensor. */
function insideAverages(entries: readonly TensorEntry[], prefixOf: PrefixOf): Map<string, TensorEntry> {
  const plain = new Set(entries.map(({ name }) => name).filter((name) => prefixOf(name) === undefined))
  // LitEma takes the dots out of names: `model.a.b` is averaged in `model_ema.ab`.
  const undotted = new Map<string, string | null>()
  for (const name of plain) {
    for (const prefix of PLAIN_PREFIXES) {
      if (!name.startsWith(prefix)) continue
      const key = name.slice(prefix.length).replaceAll('.', '')
      undotted.set(key, undotted.has(key) && undotted.get(key) !== name ? null : name)
    }
  }
  const averages = new Map<string, TensorEntry>()
  for (const entry of entries) {
    const prefix = prefixOf(entry.name)
    if (prefix === undefined) continue
    const rest = entry.name.slice(prefix.length)
    const direct = [...PLAIN_PREFIXES, plainComponent(prefix)]
      .map((before) => before + rest)
      .find((name) => plain.has(name))
    const twin = direct ?? undotted.get(rest) ?? undefined
    if (twin !== undefined && !averages.has(twin)) averages.set(twin, entry)
  }
  return averages
}

/** The prefix of the plain tensors beside averages under `prefix`: `G.` beside `G_ema.`. */
function plainComponent(prefix: string): string {
  const words = prefix.slice(0, -1).split(/[_-]/)
  const rest = words.filter((word) => !hasAverageWord(word)).join('_')
  return rest === '' ? '' : `${rest}.`
}
