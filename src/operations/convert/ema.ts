/** Averaged weights (EMA): where checkpoints keep them, and which plain tensor each one averages. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { stateDictOf } from '../../checkpoint/find/state-dict.ts'
import type { TensorEntry } from '../../checkpoint/find/state-dict.ts'
import { PthError } from '../../errors.ts'
import type { ConvertOptions } from './options.ts'

/** What the choice came to. */
export interface EmaChoice {
  readonly entries: readonly TensorEntry[]
  /** Plain tensors whose place an average took. */
  readonly replaced: number
  /** Tensors left out: averages, or plain ones without an average. */
  readonly leftOut: readonly string[]
}

/** Prefixes of averages inside a state_dict. @see the LitEma class of latent diffusion (`model_ema.`), ema-pytorch (`ema_model.`) */
const PREFIXES = ['model_ema.', 'ema_model.', 'ema.']
/** Prefixes that the plain tensor may have where its average has none. */
const PLAIN_PREFIXES = ['', 'model.', 'module.', 'online_model.']
/** Keys of whole dictionaries of averages beside the plain one. @see timm (`state_dict_ema`), BasicSR (`params_ema`) */
const EMA_KEY =
  /^(ema|model_ema|state_dict_ema|ema_state_dict|params_ema|ema_model|ema_weights|ema_model_state_dict|model_ema_state_dict)$/i

/**
 * Apply `--ema`.
 * @throws PthError NOTHING_SELECTED when averages are wanted and the file has none
 */
export function chooseEma(checkpoint: Checkpoint, ema: ConvertOptions['ema']): EmaChoice {
  const plain = checkpoint.stateDict.tensors
  if (ema === null) return { entries: plain, replaced: 0, leftOut: [] }
  const inside = plain.some(({ name }) => prefixOf(name) !== undefined)
  const averages = inside ? insideAverages(plain) : besideAverages(checkpoint)
  const rest = plain.filter(({ name }) => !inside || prefixOf(name) === undefined)
  if (ema === 'drop') return { entries: rest, replaced: 0, leftOut: inside ? namesWithPrefix(plain) : [] }
  if (averages.size === 0) {
    throw new PthError('NOTHING_SELECTED', {
      reason: `${checkpoint.name} has no averaged weights (looked for ${PREFIXES.join(', ')} and keys such as state_dict_ema)`,
    })
  }
  const taken = new Set<TensorEntry>(averages.values())
  // What only counts (`model_ema.decay`) averages no tensor.
  const unused = inside
    ? plain.filter((entry) => prefixOf(entry.name) !== undefined && !taken.has(entry))
    : []
  if (ema === 'only') {
    const entries = [...averages].map(([name, entry]) => ({ ...entry, name }))
    const left = rest.filter(({ name }) => !averages.has(name))
    return { entries, replaced: 0, leftOut: [...left, ...unused].map(({ name }) => name) }
  }
  const entries = rest.map((entry) => {
    const average = averages.get(entry.name)
    return average === undefined ? entry : { ...average, name: entry.name }
  })
  return { entries, replaced: averages.size, leftOut: unused.map(({ name }) => name) }
}

function prefixOf(name: string): string | undefined {
  return PREFIXES.find((prefix) => name.startsWith(prefix))
}

function namesWithPrefix(entries: readonly TensorEntry[]): string[] {
  return entries.map(({ name }) => name).filter((name) => prefixOf(name) !== undefined)
}

/** Averages in the state_dict itself, by the name of the plain tensor. */
function insideAverages(entries: readonly TensorEntry[]): Map<string, TensorEntry> {
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
    const direct = PLAIN_PREFIXES.map((before) => before + rest).find((name) => plain.has(name))
    const twin = direct ?? undotted.get(rest) ?? undefined
    if (twin !== undefined && !averages.has(twin)) averages.set(twin, entry)
  }
  return averages
}

/** Averages in a dictionary of their own. */
function besideAverages(checkpoint: Checkpoint): Map<string, TensorEntry> {
  const averages = new Map<string, TensorEntry>()
  const names = new Set(checkpoint.stateDict.tensors.map(({ name }) => name))
  for (const candidate of checkpoint.candidates) {
    const key = candidate.steps.some(
      (step) => step.kind === 'key' && typeof step.key === 'string' && EMA_KEY.test(step.key),
    )
    if (!key || candidate.path === checkpoint.stateDict.path) continue
    for (const entry of stateDictOf(candidate, checkpoint.interpreter).tensors) {
      const name = names.has(entry.name) ? entry.name : entry.name.replace(/^module\./, '')
      if (!averages.has(name)) averages.set(name, entry)
    }
    if (averages.size > 0) break
  }
  return averages
}
