/** A state_dict from its flat names: each value is put where its path says. */
import { newDict, setItem } from '../../pickle/value.ts'
import type { PickleDict, PickleValue } from '../../pickle/value.ts'

/** A value and where it belongs: keys and indexes from the root. */
export interface Planted {
  readonly name: string
  readonly path: readonly (string | number)[]
  readonly value: PickleValue
}

/** Why a value has no place in the tree. */
export interface Misfit {
  readonly name: string
  readonly why: string
}

/** Places of lists that stay free: an index of a path is a number that anyone can write. */
const FREE = 100_000
/** Steps of one path. Deepest known: about 10. */
const DEPTH = 200

/** A container that grows; its keys are all texts, or all indexes. */
interface Branch {
  readonly lists: boolean
  readonly children: Map<string | number, Branch | { readonly value: PickleValue }>
}

/**
 * The tree of values, or the first that has no place in it. Lists are filled up with None, as torch does.
 * @see torch/distributed/checkpoint/_traverse.py `set_element`
 */
export function treeOf(planted: readonly Planted[]): { readonly tree: PickleDict } | Misfit {
  const root: Branch = { lists: false, children: new Map() }
  let free = 0
  for (const { name, path, value } of planted) {
    if (path.length > DEPTH) return { name, why: `its path has ${path.length} steps` }
    let at = root
    for (const [depth, step] of path.entries()) {
      if ((typeof step === 'number') !== at.lists)
        return { name, why: 'it has a key where others have an index, or the other way round' }
      const next = path[depth + 1]
      const found = at.children.get(step)
      if (next === undefined) {
        if (found !== undefined) return { name, why: 'its place is taken' }
        at.children.set(step, { value })
      } else if (found === undefined) {
        const branch: Branch = { lists: typeof next === 'number', children: new Map() }
        at.children.set(step, branch)
        at = branch
      } else if ('value' in found) return { name, why: 'its place is inside of a value' }
      else at = found
    }
  }
  const dictOf = ({ children }: Branch): PickleDict => {
    const dict = newDict()
    for (const [key, child] of children) setItem(dict, key, valueOf(child))
    return dict
  }
  const valueOf = (child: Branch | { readonly value: PickleValue }): PickleValue => {
    if ('value' in child) return child.value
    if (!child.lists) return dictOf(child)
    let length = 0
    for (const index of child.children.keys()) length = Math.max(length, (index as number) + 1)
    free += length - child.children.size
    if (free > FREE) return null
    const items = Array.from({ length }, (_, index): PickleValue => {
      const item = child.children.get(index)
      return item === undefined ? null : valueOf(item)
    })
    return { kind: 'list', items }
  }
  const tree = dictOf(root)
  return free > FREE ? { name: '', why: `lists have more than ${FREE} free places` } : { tree }
}
