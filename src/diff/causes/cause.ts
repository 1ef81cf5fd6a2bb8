/** A cause: what shows it, what it means, what PyTorch does to the values, and the step that mends it. */
import type { ExpectedModel, ExpectedTensor } from '../../schema/model.ts'
import type { ActualEntry, ActualStateDict } from '../actual.ts'
import type { StateDictDiff } from '../diff.ts'

/** Both sides as they are after the steps so far, sorted by what a strict load says of each name. */
export interface Situation {
  readonly actual: ActualStateDict
  readonly expected: ExpectedModel
  readonly diff: StateDictDiff
  readonly missing: ReadonlyMap<string, ExpectedTensor>
  readonly unexpected: ReadonlyMap<string, ActualEntry>
  /** Sizes in elements; null is an open size. */
  readonly mismatched: ReadonlyMap<string, Mismatch>
  /** Names of the model that nothing is said of. */
  readonly matched: ReadonlySet<string>
}

/** Two shapes under one name. */
export interface Mismatch {
  readonly expected: readonly (number | null)[]
  readonly found: readonly number[]
}

/** One change of the checkpoint, with its proof and the lines that do it. */
export interface Step {
  readonly cause: string
  /** What was found, in one line. */
  readonly reason: string
  /** Flags of `pth diff` and `pth convert` that do it, each an argument of its own; null when no flag does. */
  readonly flags: readonly string[] | null
  /** Python statements over `sd`, the state_dict, and `model`. */
  readonly python: readonly string[]
  /** The checkpoint's side after the step. */
  readonly state: ActualStateDict
  /** Whether values are computed rather than copied. */
  readonly computed: boolean
  /** `likely`: every name and shape agrees with it, but nothing in the files proves it. */
  readonly sure: 'certain' | 'likely'
  /** Names that keep what the model was initialised with. */
  readonly initial: readonly string[]
}

/** A cause that no step mends. */
export interface Stop {
  readonly cause: string
  readonly reason: string
  /** What to do instead. */
  readonly advice: string
}

/** One recogniser. */
export interface Cause {
  readonly id: string
  /** The situation in a few words. */
  readonly title: string
  /** What shows it in names, shapes, module facts and versions. */
  readonly shows: string
  /** What it means, and what PyTorch does to the values. */
  readonly means: string
  /** How it is mended, in words. */
  readonly mend: string
  recognise(situation: Situation): readonly Step[] | Stop | undefined
}

/** A step of one cause; what is not said is copied for certain. */
export function newStep(
  cause: string,
  step: Pick<Step, 'reason' | 'flags' | 'python' | 'state'> &
    Partial<Pick<Step, 'computed' | 'sure' | 'initial'>>,
): Step {
  return { cause, computed: false, sure: 'certain', initial: [], ...step }
}

/** Last component of a name: what the tensor does in its module. */
export function roleOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/** Path of the module that has the tensor. */
export function moduleOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('.')))
}

/** Shape of an entry; null for what is not a tensor and for a tensor without one. */
export function shapeOf(entry: ActualEntry | undefined): readonly number[] | null {
  return entry?.kind === 'tensor' ? entry.shape : null
}

/** Whether a shape is the wanted one; open sizes are. */
export function sameShape(
  wanted: readonly (number | string | null)[] | null | undefined,
  found: readonly number[] | null | undefined,
): boolean {
  if (wanted === null || wanted === undefined || found === null || found === undefined) return false
  return (
    wanted.length === found.length &&
    wanted.every((size, at) => typeof size !== 'number' || size === found[at])
  )
}

/** The state with some entries taken out and others put in. */
export function edited(
  state: ActualStateDict,
  remove: Iterable<string>,
  add: Iterable<readonly [string, ActualEntry]>,
): ActualStateDict {
  const entries = new Map(state.entries)
  for (const name of remove) entries.delete(name)
  for (const [name, entry] of add) entries.set(name, entry)
  return { ...state, entries }
}

/** A tensor by hand. Without an entry of the file, its values are not known here. */
export function tensorLike(entry: ActualEntry, shape: readonly number[]): ActualEntry {
  return { kind: 'tensor', shape, dtype: entry.kind === 'tensor' ? entry.dtype : null, layout: 'strided' }
}

/** A few names, and how many more. */
export function listNames(names: readonly string[]): string {
  return names.length <= 4 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
}

/** `1 key`, `2 keys`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
