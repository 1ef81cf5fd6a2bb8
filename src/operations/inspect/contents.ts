/** What a file contains beside the state_dict: epoch, hyper-parameters, optimizer, objects of unknown classes. */
import { childrenOf, mayHold } from '../../checkpoint/graph.ts'
import { className, moduleParts } from '../../checkpoint/module.ts'
import type { Candidate } from '../../checkpoint/find/candidate.ts'
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { pathText } from '../../checkpoint/path.ts'
import type { PathStep } from '../../checkpoint/path.ts'
import { compileGlob } from '../../names/glob.ts'
import { isKind } from '../../pickle/value.ts'
import type { PickleValue } from '../../pickle/value.ts'
import type { ContentReport, ObjectReport, ValueReport, ValuesReport } from './inspect-report.ts'
import { scalarText, typeName } from './value-text.ts'

/** Contents listed beside the state_dict. Largest known: 31 keys at the top of a training checkpoint. */
const CONTENTS = 1_000
/** Values that `--all` lists. Optimizer settings of the largest known checkpoint: about 6,000. */
const VALUES = 20_000
/** Steps from the root to a listed value. */
const DEPTH = 2_000

/** Every neighbour of the chosen state_dict, and of each container on the way to it. */
export function contentsOf(checkpoint: Checkpoint): ContentReport[] {
  // A file that is one tensor or array has no neighbours: its contents are the arguments of its rebuilding.
  if (checkpoint.interpreter.tensorOf(checkpoint.value) !== undefined) return []
  const steps = stepsTo(checkpoint)
  // A flattened file has no way to follow: everything at its root is reported.
  const levels = checkpoint.stateDict.kind === 'flattened' ? Math.max(1, steps.length) : steps.length
  if (levels === 0) return []
  const counts = tensorCounts(checkpoint, steps)
  const optimizers = placesOf(checkpoint.candidates.filter(({ optimizer }) => optimizer))
  const contents: ContentReport[] = []
  let value: PickleValue = checkpoint.value
  for (let level = 0; level < levels; level += 1) {
    let next: PickleValue | undefined
    for (const [step, child] of childrenOf(value)) {
      const path = pathText([...steps.slice(0, level), step])
      const onTheWay = steps[level] !== undefined && path === pathText(steps.slice(0, level + 1))
      if (onTheWay) next = child
      else if (contents.length < CONTENTS)
        contents.push(contentOf(checkpoint, path, child, counts.get(path) ?? 0, optimizers.has(path)))
    }
    if (next === undefined) break
    value = next
  }
  return contents
}

function contentOf(
  checkpoint: Checkpoint,
  path: string,
  value: PickleValue,
  tensors: number,
  optimizer: boolean,
): ContentReport {
  const text = scalarText(value)
  return {
    path,
    type: checkpoint.interpreter.tensorOf(value)?.type ?? typeName(value),
    text: text?.text ?? null,
    items: text === undefined ? itemCount(value) : null,
    tensors,
    optimizer,
  }
}

/** The paths of candidates and of everything above them: an optimizer has one candidate for each parameter. */
function placesOf(candidates: readonly Candidate[]): ReadonlySet<string> {
  const places = new Set<string>()
  for (const { steps } of candidates)
    for (let length = 1; length <= steps.length; length += 1) places.add(pathText(steps.slice(0, length)))
  return places
}

/** The steps to the chosen state_dict; none when it is the root, or gathered from the whole file. */
function stepsTo(checkpoint: Checkpoint): readonly PathStep[] {
  const { path } = checkpoint.stateDict
  const candidate = checkpoint.candidates.find((other) => other.path === path)
  return (
    candidate?.steps ?? checkpoint.graph.containers.find((other) => pathText(other.path) === path)?.path ?? []
  )
}

/** Tensors below each neighbour of the way to the state_dict. */
function tensorCounts(checkpoint: Checkpoint, steps: readonly PathStep[]): ReadonlyMap<string, number> {
  const way = steps.map((_, level) => pathText(steps.slice(0, level + 1)))
  const counts = new Map<string, number>()
  for (const { path } of checkpoint.graph.tensors) {
    let level = 0
    while (level < way.length && level < path.length && pathText(path.slice(0, level + 1)) === way[level])
      level += 1
    const key = pathText(path.slice(0, level + 1))
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

function itemCount(value: PickleValue): number {
  let count = 0
  for (const child of childrenOf(value)) if (child.length > 0) count += 1
  return count
}

/** Objects that are not tensors, by class, most frequent first: they were recorded, not made. */
export function objectsOf(checkpoint: Checkpoint): ObjectReport[] {
  const objects = new Map<string, { class_name: string; count: number; module: boolean }>()
  const seen = new Set<PickleValue>([checkpoint.value])
  const queue: PickleValue[] = [checkpoint.value]
  // The queue grows while it is walked: nearest to the root first.
  for (const value of queue) {
    if (checkpoint.interpreter.tensorOf(value) !== undefined) continue
    if (isKind(value, 'object')) {
      const name = className(value)
      const module = moduleParts(value) !== undefined
      const key = `${module} ${name}`
      const known = objects.get(key)
      if (known === undefined) objects.set(key, { class_name: name, count: 1, module })
      else known.count += 1
    }
    for (const [, child] of childrenOf(value)) {
      // Tensors would only be passed over, and of them there are many.
      if (!mayHold(child) || seen.has(child) || checkpoint.interpreter.tensorOf(child) !== undefined) continue
      seen.add(child)
      queue.push(child)
    }
  }
  return [...objects.values()].sort((a, b) => b.count - a.count)
}

/** The values of the state_dict that are not tensors. */
export function stateDictValues(checkpoint: Checkpoint): ValuesReport {
  const { values } = checkpoint.stateDict
  const items = values.slice(0, VALUES).map(({ path, value }) => valueOf(path, value))
  return { scope: 'state_dict', cut: values.length > items.length, items }
}

/** Which values of the file are listed. */
export interface ValueSelection {
  /** Globs over paths, over paths without `$.`, and over names below the state_dict. None selects all. */
  readonly filters: readonly string[]
  /** Only what is at or below this path; null for the whole file. */
  readonly below: string | null
}

/**
 * Every value of the file that is neither a tensor nor a container, and every empty container; one that is in
 * several places is followed in the first.
 */
export function fileValues(checkpoint: Checkpoint, selection: ValueSelection): ValuesReport {
  const items: ValueReport[] = []
  const isSelected = newSelector(checkpoint.stateDict.path, selection)
  const seen = new Set<PickleValue>()
  const frames: { steps: readonly PathStep[]; children: Iterator<readonly [PathStep, PickleValue]> }[] = []
  let cut = false
  const enter = (steps: readonly PathStep[], value: PickleValue): void => {
    if (checkpoint.interpreter.tensorOf(value) !== undefined) return
    const scalar = scalarText(value) !== undefined
    const again = !scalar && seen.has(value)
    if (!scalar) seen.add(value)
    const empty = !scalar && itemCount(value) === 0
    if (scalar || empty || again) {
      const path = pathText(steps)
      if (isSelected(path)) items.push(valueOf(path, value))
    } else if (frames.length < DEPTH) frames.push({ steps, children: childrenOf(value) })
    else cut = true
  }
  enter([], checkpoint.value)
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const next = frame.children.next()
    if (next.done === true) frames.pop()
    else if (items.length >= VALUES) return { scope: 'file', cut: true, items }
    else enter([...frame.steps, next.value[0]], next.value[1])
  }
  return { scope: 'file', cut, items }
}

function newSelector(root: string, { filters, below }: ValueSelection): (path: string) => boolean {
  const globs = filters.map(compileGlob)
  return (path) => {
    if (below !== null && !isAtOrBelow(path, below)) return false
    const names = [path, path.replace(/^\$\.?/, '')]
    if (isAtOrBelow(path, root)) names.push(path.slice(root.length).replace(/^\./, ''))
    return globs.length === 0 || globs.some((matches) => names.some(matches))
  }
}

function isAtOrBelow(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}.`) || path.startsWith(`${above}[`)
}

function valueOf(path: string, value: PickleValue): ValueReport {
  const text = scalarText(value)
  return {
    path,
    type: typeName(value),
    text: text?.text ?? null,
    items: text === undefined ? itemCount(value) : null,
    cut: text?.cut ?? false,
  }
}
