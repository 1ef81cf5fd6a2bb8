/** The numbers of many names as products: in lists of numbers, without a list or a text for each name. */
import { factorNumbers } from './pattern.ts'
import type { NumberSets } from './pattern.ts'

/** Rows of numbers, all of one length, in one list. */
export interface NumberRows {
  readonly width: number
  readonly numbers: number[]
}

/** No rows yet. */
export function newRows(width: number): NumberRows {
  return { width, numbers: [] }
}

/** A product, and the rows that are in it: those of its combinations, in order. */
export interface Product {
  readonly sets: NumberSets
  readonly indices: readonly number[]
}

/** The rows as few products, as {@link factorNumbers} cuts them; each row alone where one occurs twice. */
export function productsOf(rows: NumberRows, count: number): Product[] {
  const order = inOrder(rows, count)
  if (order === undefined) return Array.from({ length: count }, (_, index) => alone(rows, index))
  const whole = wholeProduct(rows, order)
  if (whole !== undefined) return [{ sets: whole, indices: order }]
  const tuples = Array.from({ length: count }, (_, index) => row(rows, index))
  return factorNumbers(tuples).map((sets) => ({ sets, indices: indicesOf(rows, order, sets) }))
}

/** The indices of the rows in ascending order; undefined when a row occurs twice. */
function inOrder(rows: NumberRows, count: number): readonly number[] | undefined {
  const order = Array.from({ length: count }, (_, index) => index)
  let last = 0
  for (let index = 1; index < count && last >= 0; index += 1)
    last = compare(rows, index, index - 1) > 0 ? 0 : -1
  if (last < 0) order.sort((a, b) => compare(rows, a, b))
  for (let at = 1; at < count; at += 1)
    if (compare(rows, order[at - 1] as number, order[at] as number) === 0) return undefined
  return order
}

/** The numbers at each place when every combination of them is a row: there are as many as combinations. */
function wholeProduct({ width, numbers }: NumberRows, order: readonly number[]): NumberSets | undefined {
  const sets: number[][] = []
  let combinations = 1
  for (let place = 0; place < width; place += 1) {
    const set = new Set<number>()
    for (const index of order) set.add(numbers[index * width + place] as number)
    combinations *= set.size
    if (combinations > order.length) return undefined
    sets.push([...set].sort((a, b) => a - b))
  }
  return combinations === order.length ? sets : undefined
}

/** The rows of a product, every one of which is there. */
function indicesOf(rows: NumberRows, order: readonly number[], sets: NumberSets): number[] {
  const at = sets.map(() => 0)
  const indices: number[] = []
  const total = sets.reduce((product, set) => product * set.length, 1)
  for (let combination = 0; combination < total; combination += 1) {
    const index = find(rows, order, sets, at)
    if (index !== undefined) indices.push(index)
    for (let place = sets.length - 1; place >= 0; place -= 1) {
      at[place] = (at[place] as number) + 1
      if ((at[place] as number) < (sets[place]?.length ?? 0)) break
      at[place] = 0
    }
  }
  return indices
}

/** The index of a row, by halves. */
function find(
  { width, numbers }: NumberRows,
  order: readonly number[],
  sets: NumberSets,
  at: readonly number[],
): number | undefined {
  let low = 0
  let high = order.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const index = order[middle] as number
    let difference = 0
    for (let place = 0; place < width && difference === 0; place += 1)
      difference = (numbers[index * width + place] as number) - (sets[place]?.[at[place] as number] ?? 0)
    if (difference === 0) return index
    if (difference < 0) low = middle + 1
    else high = middle - 1
  }
  return undefined
}

function compare({ width, numbers }: NumberRows, one: number, other: number): number {
  for (let place = 0; place < width; place += 1) {
    const difference = (numbers[one * width + place] as number) - (numbers[other * width + place] as number)
    if (difference !== 0) return difference
  }
  return 0
}

function row({ width, numbers }: NumberRows, index: number): number[] {
  return numbers.slice(index * width, (index + 1) * width)
}

function alone(rows: NumberRows, index: number): Product {
  return { sets: row(rows, index).map((number) => [number]), indices: [index] }
}
