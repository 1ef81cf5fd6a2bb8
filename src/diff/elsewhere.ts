/** What differs in the rest of two files: an optimizer that went on, another epoch, other settings. */
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import type { TensorEntry } from '../checkpoint/find/state-dict.ts'
import { childrenOf } from '../checkpoint/graph.ts'
import { keyText, pathText } from '../checkpoint/path.ts'
import type { PathStep } from '../checkpoint/path.ts'
import { isPthError } from '../errors.ts'
import type { PickleValue } from '../pickle/value.ts'
import { compareValues } from './compare-values.ts'

/** A place in both files, or in one of them. */
export interface Difference {
  /** Such as `$.epoch`. */
  readonly path: string
  /** The value as text, `a tensor`, or null where there is none. */
  readonly found: string | null
  readonly expected: string | null
}

/** Places outside the compared state_dicts. */
export interface Elsewhere {
  readonly compared: number
  readonly different: number
  /** The first of them, in the order of the file. */
  readonly differences: readonly Difference[]
  /** Whether a file has more places than are looked at. */
  readonly cut: boolean
}

/** Places of one file that are looked at, and differences that are listed. */
const PLACES = 50_000
/** Containers in containers. Largest known: 20, of a scheduler in an optimizer in a list. */
const DEPTH = 64
const LISTED = 20
/** Characters of a value that are shown. */
const SHOWN = 40

type Leaf = { readonly text: string } | { readonly entry: TensorEntry }

/** Compare everything but the state_dicts that were compared already. Tensors are equal when their bytes are. */
export async function compareElsewhere(actual: Checkpoint, expected: Checkpoint): Promise<Elsewhere> {
  const [found, wanted] = [leavesOf(actual, expected), leavesOf(expected, actual)]
  const differences: Difference[] = []
  let different = 0
  const paths = new Set([...found.leaves.keys(), ...wanted.leaves.keys()])
  for (const path of paths) {
    const [a, b] = [found.leaves.get(path), wanted.leaves.get(path)]
    if (a !== undefined && b !== undefined && (await isSame(a, b))) continue
    different += 1
    if (differences.length < LISTED) differences.push({ path, found: textOf(a), expected: textOf(b) })
  }
  return { compared: paths.size, different, differences, cut: found.cut || wanted.cut }
}

function textOf(leaf: Leaf | undefined): string | null {
  if (leaf === undefined) return null
  if ('entry' in leaf) return 'a tensor'
  return leaf.text.length > SHOWN ? `${leaf.text.slice(0, SHOWN)}…` : leaf.text
}

async function isSame(a: Leaf, b: Leaf): Promise<boolean> {
  if (!('entry' in a) || !('entry' in b)) return !('entry' in a) && !('entry' in b) && a.text === b.text
  const { tensor: left } = a.entry
  const { tensor: right } = b.entry
  if (left.dtypeName !== right.dtypeName || left.shape?.join() !== right.shape?.join()) return false
  try {
    return (await compareValues(a.entry, b.entry, { rtol: 0, atol: 0, equalNan: true }))?.bitEqual === true
  } catch (error) {
    if (isPthError(error, 'TENSOR_UNREADABLE', 'STORAGE_OUT_OF_RANGE')) return false
    throw error
  }
}

/**
 * Every tensor and plain value outside the state_dict, by its path, but for what the other kind of file cannot have.
 * Containers that repeat are entered once.
 */
function leavesOf(checkpoint: Checkpoint, other: Checkpoint): { leaves: Map<string, Leaf>; cut: boolean } {
  const { value: root, interpreter, stateDict, metadata, container } = checkpoint
  const leaves = new Map<string, Leaf>()
  for (const [key, text] of metadata ?? []) leaves.set(`__metadata__.${key}`, { text })
  // Of which framework the tensors are, only safetensors say.
  if (other.metadata === null) leaves.delete('__metadata__.format')
  for (const { key, type, value, count } of container.properties ?? [])
    leaves.set(`metadata.${key}`, { text: `${type} ${count === null ? '' : `${count}: `}${String(value)}` })
  const done = new Set(stateDict.tensors.map(({ path }) => path))
  // Versions of modules are an attribute of the dictionary, which a file of tensors alone has no place for.
  if (other.stateDict.kind === 'file') done.add(`${stateDict.path}._metadata`)
  const entered = new Set<PickleValue>()
  const stack: { value: PickleValue; steps: readonly PathStep[] }[] = [{ value: root, steps: [] }]
  let places = 0
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value, steps } = next
    const path = pathText(steps)
    places += 1
    if (places > PLACES) return { leaves, cut: true }
    if (done.has(path)) continue
    const tensor = interpreter.tensorOf(value)
    if (tensor !== undefined) {
      leaves.set(path, { entry: { name: path, path, tensor, role: null, value } })
      continue
    }
    const text = plainText(value)
    if (text !== null) leaves.set(path, { text })
    else if (!entered.has(value)) {
      entered.add(value)
      const children: { value: PickleValue; steps: readonly PathStep[] }[] = []
      for (const [step, child] of steps.length < DEPTH ? childrenOf(value) : []) {
        if (children.length + places > PLACES) break
        children.push({ value: child, steps: [...steps, step] })
      }
      for (const child of children.toReversed()) stack.push(child)
    }
  }
  return { leaves, cut: false }
}

/** The text of a value without parts; null for containers and objects. */
function plainText(value: PickleValue): string | null {
  if (typeof value === 'string') return JSON.stringify(value)
  if (value === null || typeof value !== 'object') return keyText(value)
  if (value.kind === 'float' || value.kind === 'global' || value.kind === 'bytes') return keyText(value)
  return null
}
