/** The trees of all ranks, walked side by side: one tree, with each tensor made whole of what the ranks have of it. */
import { PthError } from '../../../errors.ts'
import { checkLimit } from '../../../limits.ts'
import type { Limits } from '../../../limits.ts'
import { dictEntries, dictSize, isKind, newDict, setItem } from '../../../pickle/value.ts'
import type { PickleDict, PickleValue } from '../../../pickle/value.ts'
import { childrenOf } from '../../graph.ts'
import { keyText } from '../../path.ts'
import type { Interpreter } from '../../rebuild/context.ts'
import type { RankFile } from './names.ts'
import { isSameValue } from './same-value.ts'
import type { Steps } from './same-value.ts'
import { shareOf } from './share.ts'
import type { Meshes, Share } from './share.ts'

/** One opened file. */
export interface RankTree {
  readonly file: RankFile
  readonly value: PickleValue
  readonly interpreter: Interpreter
  readonly meshes: Meshes
}

/** The shares of one tensor, of each rank. */
export type AddShares = (name: string, shares: readonly Share[]) => PickleValue

export interface Joined {
  readonly value: PickleValue
  /** Paths of values, not tensors, that ranks saved differently: those of rank 0 are taken. */
  readonly differing: readonly string[]
}

/** Values that are compared among ranks. */
const COMPARED = 5_000_000

/**
 * Join the trees. Dicts must have the same keys on all ranks, lists and tuples the same length.
 * @throws PthError PIECES_INVALID, FORMAT_UNSUPPORTED for objects with tensors in them, LIMIT_EXCEEDED
 */
export async function joinRanks(
  folder: string,
  trees: readonly RankTree[],
  limits: Limits,
  add: AddShares,
): Promise<Joined> {
  const joiner = new Joiner(folder, trees, limits, add)
  const value = await joiner.join(
    trees.map((tree) => tree.value),
    [],
  )
  return { value, differing: joiner.differing }
}

class Joiner {
  readonly differing: string[] = []
  readonly #folder: string
  readonly #trees: readonly RankTree[]
  readonly #limits: Limits
  readonly #add: AddShares
  /** What was made of a value of rank 0, whatever path leads to it. */
  readonly #known = new Map<PickleValue, PickleValue>()
  readonly #steps: Steps = { left: COMPARED }
  #places = 0

  constructor(folder: string, trees: readonly RankTree[], limits: Limits, add: AddShares) {
    this.#folder = folder
    this.#trees = trees
    this.#limits = limits
    this.#add = add
  }

  async join(values: readonly PickleValue[], path: readonly string[]): Promise<PickleValue> {
    const [first = null] = values
    if (typeof first !== 'object' || first === null) return this.#plain(values, path)
    const known = this.#known.get(first)
    if (known !== undefined) return known
    checkLimit(this.#limits, 'depth', 'depth of the object graph', path.length)
    this.#places += values.length
    checkLimit(this.#limits, 'places', 'values of the ranks', this.#places)
    const made = await this.#made(first, values, path)
    this.#known.set(first, made)
    return made
  }

  async #made(
    first: Extract<PickleValue, object>,
    values: readonly PickleValue[],
    path: readonly string[],
  ): Promise<PickleValue> {
    if (isKind(first, 'dict')) return this.#dict(first, this.#alike(values, 'dict', path), path)
    if (isKind(first, 'list')) {
      const list: PickleValue = { kind: 'list', items: [] }
      this.#known.set(first, list)
      for (const item of await this.#items(this.#alike(values, 'list', path), path)) list.items.push(item)
      return list
    }
    if (isKind(first, 'tuple'))
      return { kind: 'tuple', items: await this.#items(this.#alike(values, 'tuple', path), path) }
    const shares = await this.#shares(values)
    if (shares.every((share) => share === undefined)) {
      if (isKind(first, 'object')) this.#refuseTensorsIn(first, path)
      return this.#plain(values, path)
    }
    const whole: Share[] = []
    for (const [at, share] of shares.entries()) {
      if (share === undefined)
        throw this.#wrong(`${this.#fileAt(at)} has no tensor where ${this.#fileAt(0)} has one`, path)
      whole.push(share)
    }
    return this.#add(path.join('.'), whole)
  }

  async #shares(values: readonly PickleValue[]): Promise<(Share | undefined)[]> {
    const shares: (Share | undefined)[] = []
    for (const [at, { interpreter, meshes }] of this.#trees.entries())
      shares.push(await shareOf(values[at] ?? null, interpreter, meshes))
    return shares
  }

  /** The same kind on every rank. */
  #alike<Kind extends 'dict' | 'list' | 'tuple'>(
    values: readonly PickleValue[],
    kind: Kind,
    path: readonly string[],
  ): readonly Extract<PickleValue, { kind: Kind }>[] {
    return values.map((value, at) => {
      if (isKind(value, kind)) return value as Extract<PickleValue, { kind: Kind }>
      throw this.#wrong(`${this.#fileAt(at)} has no ${kind} where ${this.#fileAt(0)} has one`, path)
    })
  }

  async #dict(
    first: PickleDict,
    dicts: readonly PickleDict[],
    path: readonly string[],
  ): Promise<PickleValue> {
    const dict = newDict(first.type)
    dict.attributes = first.attributes
    this.#known.set(first, dict)
    const tables = dicts.map((each) => {
      const table = newDict()
      for (const [key, value] of dictEntries(each)) setItem(table, key, value)
      return table
    })
    for (const [at, other] of dicts.entries())
      if (dictSize(other) !== dictSize(first))
        throw this.#wrong(
          `${this.#fileAt(at)} has ${dictSize(other)} entries and ${this.#fileAt(0)} has ${dictSize(first)}`,
          path,
        )
    for (const [key] of dictEntries(first)) {
      const items: PickleValue[] = []
      for (const [at, table] of tables.entries()) {
        const before = dictSize(table)
        // The value that was there is answered; a key that was not there makes the table grow.
        const item = setItem(table, key, null)
        if (dictSize(table) !== before)
          throw this.#wrong(`${this.#fileAt(at)} has nothing of the name`, [...path, keyText(key)])
        items.push(item ?? null)
      }
      setItem(dict, key, await this.join(items, [...path, keyText(key)]))
    }
    return dict
  }

  async #items(
    lists: readonly { readonly items: readonly PickleValue[] }[],
    path: readonly string[],
  ): Promise<PickleValue[]> {
    const length = lists[0]?.items.length ?? 0
    for (const [at, { items }] of lists.entries())
      if (items.length !== length)
        throw this.#wrong(
          `${this.#fileAt(at)} has ${items.length} items and ${this.#fileAt(0)} has ${length}`,
          path,
        )
    const joined: PickleValue[] = []
    for (let at = 0; at < length; at += 1)
      joined.push(
        await this.join(
          lists.map(({ items }) => items[at] ?? null),
          [...path, String(at)],
        ),
      )
    return joined
  }

  #plain(values: readonly PickleValue[], path: readonly string[]): PickleValue {
    const [first = null, ...others] = values
    if (!others.every((other) => isSameValue(first, other, this.#steps))) this.differing.push(path.join('.'))
    return first
  }

  /** Of an object with tensors in it nobody knows what its class makes of them. */
  #refuseTensorsIn(object: PickleValue, path: readonly string[]): void {
    const interpreter = this.#trees[0]?.interpreter
    const seen = new Set<PickleValue>()
    const stack: PickleValue[] = [object]
    for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
      if (typeof value !== 'object' || value === null || seen.has(value)) continue
      seen.add(value)
      if (interpreter?.tensorOf(value) !== undefined)
        throw new PthError('FORMAT_UNSUPPORTED', {
          path: this.#folder,
          found: `files of ranks with tensors inside of an object, at ${path.join('.')}`,
          hint: 'save the state_dict of each rank, not its module',
        })
      for (const [, child] of childrenOf(value)) stack.push(child)
    }
  }

  #fileAt(at: number): string {
    return this.#trees[at]?.file.name ?? ''
  }

  #wrong(reason: string, path: readonly string[]): PthError {
    return new PthError('PIECES_INVALID', {
      path: this.#folder,
      reason: `${reason}, at`,
      names: [path.join('.')],
    })
  }
}
