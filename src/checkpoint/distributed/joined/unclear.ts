/** Tensors that no rule joins, in groups: what is known of them, and a rule for each that a person has to complete. */
import { PthError } from '../../../errors.ts'
import type { JoinGroup } from '../../../errors.ts'
import { compileGlob } from '../../../names/glob.ts'
import { literalGlob } from '../../../names/name-rule.ts'
import { comparedRanks } from './equal.ts'
import type { Compared, ReadBudget } from './equal.ts'
import { joinedShape, shapesOf } from './ranks.ts'
import type { SharedName } from './ranks.ts'

/** Groups that an error lists. Models have about 20. */
const LISTED = 60
/** Bytes that are read to find what all ranks have alike. */
const BYTES = 1 << 28
/** A number that is a part of a name by itself, such as that of a layer. */
const NUMBER = /(?<![\dA-Za-z])\d+(?![\dA-Za-z])/g

interface Group extends Compared {
  readonly template: string
  readonly names: SharedName[]
}

/** The error of tensors without a rule; `found` says what the folder is, `ruled` whether any rule was given. */
export async function joinNeeded(
  path: string,
  found: string,
  undecided: readonly SharedName[],
): Promise<PthError> {
  const groups = await grouped(undecided)
  const names = undecided.map(({ name }) => name)
  const listed: JoinGroup[] = []
  let total = 0
  for (const group of groups) {
    const pattern = total < LISTED ? patternOf(group, names) : null
    const told = pattern === null ? group.names.map((one) => ({ ...group, names: [one] })) : [group]
    total += told.length
    for (const each of told.slice(0, Math.max(0, LISTED - listed.length)))
      listed.push(described(each, pattern ?? literalGlob(each.names[0]?.name ?? '')))
  }
  return new PthError('JOIN_NEEDED', { path, found, tensors: names.length, groups: listed, total })
}

/** Names that differ in numbers alone, with the same shapes, and of which the ranks have alike the same much. */
async function grouped(undecided: readonly SharedName[]): Promise<readonly Group[]> {
  const budget: ReadBudget = { left: BYTES }
  const groups = new Map<string, Group>()
  for (const shared of undecided) {
    const compared = await comparedRanks(shared, budget)
    const template = shared.name.replace(NUMBER, '*')
    const dtypeName = shared.parts[0]?.tensor.dtypeName
    const key = JSON.stringify([template, shapesOf(shared), dtypeName, compared])
    const known = groups.get(key)
    if (known === undefined) groups.set(key, { template, names: [shared], ...compared })
    else known.names.push(shared)
  }
  return [...groups.values()]
}

function described({ names, equality, run }: Group, pattern: string): JoinGroup {
  const [first] = names as [SharedName]
  const shapes = shapesOf(first)
  const dims = (shapes[0] ?? []).flatMap((_, dim) => {
    // Of ranks in a row that have the same, one is enough.
    const shape = joinedShape(
      shapes.filter((_shape, rank) => rank % run === 0),
      dim,
    )
    return shape === null ? [] : [{ how: `${dim}${run === 1 ? '' : `/${run}`}`, shape }]
  })
  return {
    pattern,
    tensors: names.length,
    dtype: first.parts[0]?.tensor.dtypeName ?? '',
    shapes,
    ranks: equality,
    ...(run > 1 && { run }),
    wholes: dims,
    proposal: equality === 'equal' ? 'same' : `?${run === 1 ? '' : `/${run}`}`,
  }
}

/** A glob for all names of a group and none of the others; null where it takes one for each. */
function patternOf({ names, template }: Group, all: readonly string[]): string | null {
  const [only, ...others] = names
  if (only === undefined) return null
  if (others.length === 0) return literalGlob(only.name)
  const wanted = new Set(names.map(({ name }) => name))
  const words = template.split('*').map(literalGlob)
  // A name that has a star itself is not told from a number.
  if (words.length - 1 !== (only.name.match(NUMBER)?.length ?? 0)) return null
  const isExact = (pattern: string): boolean => {
    const matches = compileGlob(pattern)
    let found = 0
    for (const name of all) {
      if (!matches(name)) continue
      if (!wanted.has(name)) return false
      found += 1
    }
    return found === wanted.size
  }
  const stars = words.join('*')
  if (isExact(stars)) return stars
  const ranges = words.flatMap((word, at) =>
    at === 0 ? [word] : [rangesText(numbersAt(names, at - 1)), word],
  )
  return isExact(ranges.join('')) ? ranges.join('') : null
}

/** The numbers that stand at one place of the names, each once. */
function numbersAt(names: readonly SharedName[], place: number): readonly number[] {
  const numbers = new Set(names.map(({ name }) => Number(name.match(NUMBER)?.[place] ?? 0)))
  return [...numbers].toSorted((one, other) => one - other)
}

/** `{0..31}`, `{0..3,7}`, or `7`. */
function rangesText(numbers: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const number of numbers) {
    const last = ranges.at(-1)
    if (last !== undefined && last[1] + 1 === number) last[1] = number
    else ranges.push([number, number])
  }
  const [only, ...others] = ranges
  if (only !== undefined && others.length === 0 && only[0] === only[1]) return String(only[0])
  return `{${ranges.map(([first, last]) => (first === last ? String(first) : `${first}..${last}`)).join(',')}}`
}
