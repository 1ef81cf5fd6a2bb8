/** Averaged weights (EMA, SWA): where a checkpoint keeps them, and which plain dictionary each one averages. */
import { getItem, isKind } from '../pickle/value.ts'
import type { Checkpoint } from './checkpoint.ts'
import { numelOf } from './tensor.ts'
import type { Candidate } from './find/candidate.ts'
import { stateDictOf } from './find/state-dict.ts'
import type { StateDict } from './find/state-dict.ts'

/**
 * The plain weights and their averages as two dictionaries. Where one of them is not in the file, or where several
 * could be meant, it is null and `problem` says why.
 */
export interface Averages {
  readonly plain: StateDict | null
  readonly average: StateDict | null
  /** Why the missing side cannot be named. */
  readonly problem: string | null
}

/** Words that a key of averages has among its words. @see timm, BasicSR, torch.optim.swa_utils, Lightning */
const AVERAGE_WORDS: ReadonlySet<string> = new Set(['ema', 'swa', 'averaged', 'avg'])
/** Keys of the plain dictionary beside one that is called `ema` and nothing else. */
const PLAIN_KEYS: ReadonlySet<string> = new Set([
  'model',
  'state_dict',
  'model_state_dict',
  'net',
  'params',
  'weights',
])
/** Share of names that two dictionaries must have in common to be the same model. */
const ALIKE = 0.5

/**
 * The dictionary of averages beside the plain one, or the other way round; null when the file has no dictionary of
 * averages. What is inside one state_dict under a prefix is not looked at here.
 */
export function dictionariesOfAverages(checkpoint: Checkpoint): Averages | null {
  const exchanged = exchangedByLightning(checkpoint)
  if (exchanged !== null) return exchanged
  const chosen = lonePair(checkpoint) ?? checkpoint.stateDict
  const others = checkpoint.candidates.filter(({ optimizer, path }) => !optimizer && path !== chosen.path)
  const own = checkpoint.candidates.find(({ path }) => path === chosen.path)
  const isAverage = (own !== undefined && hasAverageKey(own)) || isAveragedModel(chosen)
  const here = isAverage ? unwrapped(chosen) : chosen
  const rivals = others.filter((candidate) => hasAverageKey(candidate) !== isAverage)
  const found = twins(here, own, rivals, checkpoint)
  const [twin] = found
  if (found.length > 1) {
    const problem = `${found.map(({ path }) => path).join(' and ')} could each be meant; name one with --root`
    return isAverage ? { plain: null, average: here, problem } : { plain: here, average: null, problem }
  }
  if (isAverage) {
    const problem = twin === undefined ? `its only weights, at ${chosen.path}, are averaged` : null
    return { plain: twin ?? null, average: here, problem }
  }
  if (twin === undefined) {
    const unlike = rivals.filter(({ tensorCount }) => tensorCount > 1).map(({ path }) => path)
    if (unlike.length === 0) return null
    return {
      plain: here,
      average: null,
      problem: `the names in ${unlike.join(' and ')} are others than in ${here.path}`,
    }
  }
  return { plain: here, average: twin, problem: null }
}

/** The plain one of two dictionaries, where the file has nothing but it and its averages, under names of their own. */
function lonePair({ stateDict, candidates, interpreter }: Checkpoint): StateDict | null {
  const weights = candidates.filter(({ optimizer, steps }) => !optimizer && steps.length > 0)
  if (stateDict.kind !== 'flattened' || weights.length !== 2) return null
  const plain = weights.filter((candidate) => !hasAverageKey(candidate))
  const [only] = plain
  return only === undefined || plain.length !== 1 ? null : stateDictOf(only, interpreter)
}

/** The dictionaries among `rivals` that have the names of `here`; one that the key points to is taken before others. */
function twins(
  here: StateDict,
  own: Candidate | undefined,
  rivals: readonly Candidate[],
  checkpoint: Checkpoint,
): StateDict[] {
  const names = new Set(here.tensors.map(({ name }) => name))
  const alike = rivals.flatMap((candidate) => {
    const dict = unwrapped(stateDictOf(candidate, checkpoint.interpreter), names)
    const common = dict.tensors.filter(({ name }) => names.has(name)).length
    return common >= Math.max(1, names.size * ALIKE) ? [{ candidate, dict }] : []
  })
  if (alike.length <= 1) return alike.map(({ dict }) => dict)
  const partners = alike.filter(({ candidate }) => own !== undefined && arePartners(own, candidate))
  return (partners.length === 1 ? partners : alike).map(({ dict }) => dict)
}

/** Whether the last keys differ by the word of averages only: `params` and `params_ema`, `model` and `ema`. */
function arePartners(one: Candidate, other: Candidate): boolean {
  const [first, second] = [one, other].map((candidate) => lastKey(candidate) ?? '')
  if (first === undefined || second === undefined) return false
  const [plain, average] = hasAverageWord(first) ? [second, first] : [first, second]
  const rest = average
    .split(/[_.-]/)
    .filter((word) => !AVERAGE_WORDS.has(word.toLowerCase()))
    .join('_')
  return rest === '' ? PLAIN_KEYS.has(plain) : rest === plain
}

/** Names as the plain model has them: without the wrapper of AveragedModel or DataParallel, and without its counter. */
function unwrapped(dict: StateDict, names?: ReadonlySet<string>): StateDict {
  const prefix = 'module.'
  const weights = dict.tensors.filter(({ name }) => name !== 'n_averaged')
  const wrapped = weights.length > 0 && weights.every(({ name }) => name.startsWith(prefix))
  const helps = names === undefined ? isAveragedModel(dict) : !weights.some(({ name }) => names.has(name))
  if (!wrapped || !helps) return dict
  return { ...dict, tensors: weights.map((entry) => ({ ...entry, name: entry.name.slice(prefix.length) })) }
}

/** @see torch/optim/swa_utils.py `AveragedModel`: the model as `module`, and how many states it averages */
function isAveragedModel({ tensors }: StateDict): boolean {
  return tensors.some(({ name, tensor }) => name === 'n_averaged' && isSingle(tensor.shape))
}

function isSingle(shape: readonly number[] | null): boolean {
  return shape !== null && numelOf(shape) === 1
}

/**
 * Lightning's WeightAveraging writes the average as `state_dict` and the plain weights as `current_model_state`.
 * @see lightning/pytorch/callbacks/weight_averaging.py `on_save_checkpoint`
 */
function exchangedByLightning({ value, candidates, interpreter }: Checkpoint): Averages | null {
  if (!isKind(value, 'dict') || getItem(value, 'averaging_state') === undefined) return null
  const at = (key: string): StateDict | null => {
    const candidate = candidates.find(({ path }) => path === `$.${key}`)
    return candidate === undefined ? null : stateDictOf(candidate, interpreter)
  }
  const [average, plain] = [at('state_dict'), at('current_model_state')]
  return average === null || plain === null ? null : { plain, average, problem: null }
}

function hasAverageKey({ steps }: Candidate): boolean {
  return steps.some((step) => step.kind === 'key' && typeof step.key === 'string' && hasAverageWord(step.key))
}

/** Whether one of the words of a key is that of averages: `ema`, `params_ema`, `swa_model`. */
export function hasAverageWord(key: string): boolean {
  // Nearly every name has none of the words in it, and needs no cutting.
  return (
    /ema|swa|averaged|avg/i.test(key) &&
    key.split(/[_.-]/).some((word) => AVERAGE_WORDS.has(word.toLowerCase()))
  )
}

function lastKey({ steps }: Candidate): string | undefined {
  const step = steps.at(-1)
  return step?.kind === 'key' && typeof step.key === 'string' ? step.key : undefined
}
