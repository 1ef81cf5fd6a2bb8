/** What the state_dict contains: the tensors of the chosen candidate, or all tensors where there is no single one. */
import { PthError } from '../../errors.ts'
import { dictEntries, getItem, isKind } from '../../pickle/value.ts'
import type { PickleDict, PickleValue } from '../../pickle/value.ts'
import type { Candidate } from './candidate.ts'
import type { Graph, GraphTensor } from '../graph.ts'
import { className, moduleStateDict } from '../module.ts'
import type { Interpreter } from '../rebuild/context.ts'
import { dottedName, keyText, pathText, stepText } from '../path.ts'
import type { PathStep } from '../path.ts'
import type { Tensor } from '../tensor.ts'

/** Candidates that an error lists; a file may have thousands of dictionaries. */
const CANDIDATES_SHOWN = 12

/** A tensor of the checkpoint under its name. */
export interface TensorEntry {
  /** Name in the state_dict, exactly. */
  readonly name: string
  /** Where it is in the file, from the root. */
  readonly path: string
  readonly tensor: Tensor
  /** Known for modules only: a state_dict does not say. */
  readonly role: 'parameter' | 'buffer' | null
  /** The pickled object; entries that share it are one tensor under several names. */
  readonly value: PickleValue
}

/** A value of the state_dict that is not a tensor (`_extra_state`, numbers, strings). */
export interface ValueEntry {
  readonly name: string
  readonly path: string
  readonly value: PickleValue
}

/**
 * How the tensors were found: a mapping of names to tensors; a whole pickled module; or `flattened`:
 * no single dictionary, so every tensor below the root under its dotted path.
 */
export type StateDictKind = 'mapping' | 'module' | 'flattened' | 'torchscript' | 'file'

/** The state_dict of a checkpoint: its tensors and its other values, in file order. */
export interface StateDict {
  readonly kind: StateDictKind
  /** Such as `$` or `$.state_dict`. */
  readonly path: string
  /** Class of the module, or null. */
  readonly className: string | null
  readonly tensors: readonly TensorEntry[]
  readonly values: readonly ValueEntry[]
  /** `_metadata`: module path to version, null when the file has none. */
  readonly versions: ReadonlyMap<string, number | null> | null
  /** Present when `_metadata` says something that `versions` does not. */
  readonly moreMetadata?: true
}

/** The state_dict of a candidate. */
export function stateDictOf(candidate: Candidate, interpreter: Interpreter): StateDict {
  const { value, path } = candidate
  if (candidate.kind === 'module' && isKind(value, 'object')) return moduleDict(value, path, interpreter)
  const dict = isKind(value, 'dict') ? value : isKind(value, 'object') ? value.entries : null
  const tensors: TensorEntry[] = []
  const values: ValueEntry[] = []
  const above = pathText(candidate.steps)
  for (const [key, item] of dict === null ? [] : dictEntries(dict)) {
    const name = keyText(key)
    const itemPath = above + stepText({ kind: 'key', key })
    const tensor = interpreter.tensorOf(item)
    if (tensor === undefined) values.push({ name, path: itemPath, value: item })
    else tensors.push({ name, path: itemPath, tensor, role: null, value: item })
  }
  const more = saysMore(dict) ? { moreMetadata: true as const } : {}
  return { kind: 'mapping', path, className: null, tensors, values, versions: versionsOf(dict), ...more }
}

function moduleDict(module: PickleValue, path: string, interpreter: Interpreter): StateDict {
  const tensors: TensorEntry[] = []
  const values: ValueEntry[] = []
  const entries = isKind(module, 'object') ? (moduleStateDict(module) ?? []) : []
  for (const { name, value, kind } of entries) {
    const tensor = interpreter.tensorOf(value)
    const itemPath = `${path}.${name}`
    if (tensor === undefined) values.push({ name, path: itemPath, value })
    else tensors.push({ name, path: itemPath, tensor, role: kind, value })
  }
  const name = isKind(module, 'object') ? className(module) : null
  return { kind: 'module', path, className: name, tensors, values, versions: null }
}

/** `_metadata` of a dictionary: module path to version (null: none recorded); null without `_metadata`. */
export function versionsOf(dict: PickleDict | null): ReadonlyMap<string, number | null> | null {
  const metadata =
    dict?.attributes === null || dict === null ? undefined : getItem(dict.attributes, '_metadata')
  if (!isKind(metadata, 'dict')) return null
  const versions = new Map<string, number | null>()
  for (const [key, local] of dictEntries(metadata)) {
    const version = isKind(local, 'dict') ? getItem(local, 'version') : undefined
    versions.set(keyText(key), typeof version === 'number' ? version : null)
  }
  return versions
}

/** Whether `_metadata` is something else than a dictionary of module paths with whole-number versions. */
function saysMore(dict: PickleDict | null): boolean {
  const metadata =
    dict === null || dict.attributes === null ? undefined : getItem(dict.attributes, '_metadata')
  if (metadata === undefined || metadata === null) return false
  if (!isKind(metadata, 'dict')) return true
  for (const [key, local] of dictEntries(metadata)) {
    if (typeof key !== 'string' || !isKind(local, 'dict')) return true
    for (const [name, version] of dictEntries(local))
      if (name !== 'version' || typeof version !== 'number') return true
  }
  return false
}

/** Every tensor below `steps` under its dotted path; optimizer state is left out unless there is nothing else. */
export function flattenedStateDict(graph: Graph, candidates: readonly Candidate[]): StateDict {
  const optimizers = candidates.filter((candidate) => candidate.optimizer)
  const outside = graph.tensors.filter(
    (place) => !optimizers.some((candidate) => isBelow(place.path, candidate.steps)),
  )
  return flatten(outside.length === 0 ? graph.tensors : outside, [])
}

function flatten(places: readonly GraphTensor[], root: readonly PathStep[]): StateDict {
  const tensors = places.map(({ path, tensor, value }) => ({
    name: dottedName(path.slice(root.length)),
    path: pathText(path),
    tensor,
    role: null,
    value,
  }))
  return { kind: 'flattened', path: pathText(root), className: null, tensors, values: [], versions: null }
}

function isBelow(path: readonly PathStep[], above: readonly PathStep[]): boolean {
  if (path.length < above.length) return false
  return above.every((step, at) => sameStep(step, path[at]))
}

function sameStep(a: PathStep, b: PathStep | undefined): boolean {
  if (a.kind === 'key') return b?.kind === 'key' && a.key === b.key
  if (a.kind === 'attribute') return b?.kind === 'attribute' && a.name === b.name
  return b?.kind === a.kind && a.index === b.index
}

/**
 * The state_dict that `--root` names: a dotted path from the root of the file, with or without `$.`;
 * `$` alone is every tensor of the file.
 * @throws PthError STATE_DICT_NOT_FOUND
 */
export function stateDictAt(
  root: string,
  graph: Graph,
  candidates: readonly Candidate[],
  interpreter: Interpreter,
): StateDict {
  const wanted = root.replace(/^\$\.?/, '')
  if (wanted === '') {
    const whole = candidates.find((candidate) => candidate.steps.length === 0)
    const complete = whole !== undefined && whole.tensorCount === graph.tensors.length
    return complete ? stateDictOf(whole, interpreter) : flatten(graph.tensors, [])
  }
  const matches = (steps: readonly PathStep[]): boolean =>
    dottedName(steps) === wanted || pathText(steps) === root
  const candidate = candidates.find(({ steps }) => matches(steps))
  if (candidate !== undefined) return stateDictOf(candidate, interpreter)
  const container = graph.containers.find(({ path }) => matches(path))
  const steps =
    container?.path ??
    graph.tensors.map(({ path }) => prefixAt(path, matches)).find((path) => path !== undefined)
  if (steps === undefined) {
    throw new PthError('STATE_DICT_NOT_FOUND', {
      root,
      reason: 'nothing with tensors is there',
      candidates: candidates.slice(0, CANDIDATES_SHOWN).map(({ path }) => path),
      total: candidates.length,
    })
  }
  return flatten(
    graph.tensors.filter(({ path }) => isBelow(path, steps)),
    steps,
  )
}

/** The beginning of `path` that matches, for lists, which are not containers of their own. */
function prefixAt(
  path: readonly PathStep[],
  matches: (steps: readonly PathStep[]) => boolean,
): readonly PathStep[] | undefined {
  for (let length = 1; length <= path.length; length += 1) {
    const steps = path.slice(0, length)
    if (matches(steps)) return steps
  }
  return undefined
}
