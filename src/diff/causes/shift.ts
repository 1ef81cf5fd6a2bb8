/** Numbered modules that moved: a Sequential with inserted layers, layers counted from 1, a stage that moved by one. */
import { count, moduleOf, newStep } from './cause.ts'
import type { Cause, Situation } from './cause.ts'
import { pythonText } from './python.ts'
import { renamed, RULES } from './renaming.ts'
import type { RenameRule } from '../../names/rename.ts'
import type { ActualStateDict } from '../actual.ts'

/** Blocks of one list that are compared. Largest known: about 1,000. */
const BLOCKS = 2_000
/** Numbers that a Python line lists; more are counted. */
const LISTED = 12

export const shift: Cause = {
  id: 'shift',
  title: 'numbered layers that moved',
  shows: 'the same layers with the same shapes in the same order, under other numbers',
  means:
    'A layer without parameters was added or removed (Sequential counts it), the list is ' +
    'numbered from another start, ' +
    'or a part moved to the next stage (`downsample` of Swin). The values are untouched; loading ' +
    'by the old numbers gives ' +
    'layers the weights of others where the shapes happen to match.',
  mend: 'rename each number',
  recognise: (situation) => {
    const rules: Rule[] = []
    const told: string[] = []
    let certain = true
    for (const list of listsOf(situation)) {
      const pairs = align(list)
      if (pairs === undefined) continue
      for (const [old, next] of pairs) if (old !== next) rules.push({ list, old, next })
      told.push(tell(list, pairs))
      if (!list.proved) certain = false
    }
    if (rules.length === 0 || rules.some(({ list }) => /[*?$=]/.test(list.head + list.tail))) return undefined
    const state = renamed(situation.actual, { rename: rules.map(ruleOf) })
    if (state === undefined) return undefined
    const reason = told.slice(0, 4).join('; ') + (told.length > 4 ? ` and ${told.length - 4} more lists` : '')
    return [
      newStep('shift', {
        reason,
        // More rules than that are no line that a person pastes.
        flags:
          rules.length > RULES
            ? null
            : rules.map(ruleOf).flatMap(({ from, to }) => ['--rename', `${from}=${to}`]),
        python: pythonOf(rules),
        state,
        sure: certain ? 'certain' : 'likely',
      }),
    ]
  },
}

interface Rule {
  readonly list: NumberedList
  readonly old: number
  readonly next: number
}

/** A numbered list of one path, on both sides. */
interface NumberedList {
  /** What precedes the number: `features.` or `layer`. */
  readonly head: string
  /** What follows it: `` or `.downsample`. */
  readonly tail: string
  /** Number to the names and shapes below it, as one text. */
  readonly file: ReadonlyMap<number, string>
  readonly model: ReadonlyMap<number, string>
  /** Whether the modules of both sides show the layers without parameters. */
  readonly proved: boolean
}

/** Lists with something that differs, whole or only one part of each block. */
function listsOf(situation: Situation): NumberedList[] {
  const { unexpected, missing, mismatched, expected, actual } = situation
  const bad = new Set([...unexpected.keys(), ...missing.keys(), ...mismatched.keys()])
  const heads = new Map<string, Set<string>>()
  for (const name of bad) {
    for (const { head, rest } of numbersIn(name)) {
      const tails = heads.get(head) ?? new Set<string>()
      heads.set(head, tails)
      tails.add('')
      const [part = ''] = rest.split('.').slice(1)
      if (rest.split('.').length > 2) tails.add(`.${part}`)
    }
  }
  const wanted = [...expected.tensors.values()].map(({ name, shape }) => [name, shape] as const)
  const have = [...actual.entries].flatMap(([name, entry]) =>
    entry.kind === 'tensor' ? [[name, entry.shape] as const] : [],
  )
  const lists: NumberedList[] = []
  const taken = new Set<string>()
  const sides = [have, wanted].map((side) => group(side, heads))
  for (const [head, tails] of heads) {
    for (const tail of [...tails].sort((a, b) => a.length - b.length)) {
      if (taken.has(head)) break
      const [file = new Map<number, string>(), model = new Map<number, string>()] = sides.map(
        (side) => side.get(`${head}\n${tail}`) ?? new Map<number, string>(),
      )
      const list = {
        head,
        tail,
        file,
        model,
        proved: tail === '' && proves(head, [file, model], actual, situation),
      }
      if (file.size === 0 || file.size > BLOCKS || align(list) === undefined) continue
      lists.push(list)
      if (tail === '') taken.add(head)
    }
  }
  // The outer list decides: what is below it moves with it.
  return lists.filter(
    (list) =>
      !lists.some((other) => other !== list && list.head.startsWith(other.head) && other.head !== list.head),
  )
}

/** Every number in a name that a module ends with: `layer3.0.conv` has `layer` and `layer3.`. */
function numbersIn(name: string): { head: string; rest: string }[] {
  return [...name.matchAll(/\d{1,6}(?=\.)/g)].flatMap(({ 0: digits, index }) => {
    if (index > 0 && /\d/.test(name[index - 1] ?? '')) return []
    return [{ head: name.slice(0, index), rest: name.slice(index + digits.length) }]
  })
}

function group(
  side: readonly (readonly [string, readonly (number | string | null)[] | null])[],
  heads: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, Map<number, string>> {
  const found = new Map<string, Map<number, string>>()
  for (const [name, shape] of side) {
    for (const { head, rest } of numbersIn(name)) {
      for (const tail of heads.get(head) ?? []) {
        if (!rest.startsWith(`${tail}.`)) continue
        const key = `${head}\n${tail}`
        const blocks = found.get(key) ?? new Map<number, string>()
        found.set(key, blocks)
        const number = Number(name.slice(head.length, name.length - rest.length))
        blocks.set(number, `${blocks.get(number) ?? ''}${rest.slice(tail.length)} ${shape?.join() ?? '*'}\n`)
      }
    }
  }
  return found
}

/**
 * Old number to new: only when both sides have the same blocks in the same order, or when one side fits into the
 * other in exactly one way. Undefined when nothing moved or the shapes leave a choice.
 */
function align({ file, model }: NumberedList): (readonly [number, number])[] | undefined {
  const [left, right] = [file, model].map((side) =>
    [...side].sort((a, b) => a[0] - b[0]).map(([number, text]) => [number, sorted(text)] as const),
  )
  if (left === undefined || right === undefined || left.length < 2 || right.length < 2) return undefined
  if (left.every(([number], at) => right[at]?.[0] === number) && left.length === right.length)
    return undefined
  if (left.length === right.length) {
    if (!left.every(([, text], at) => right[at]?.[1] === text)) return undefined
    return left.map(([number], at) => [number, right[at]?.[0] ?? number])
  }
  if (left.length > right.length) return undefined
  return uniqueWay(left, right)
}

function sorted(text: string): string {
  return text.split('\n').sort().join('\n')
}

/** The one way in which the left blocks lie in the right ones in order; undefined when there is none or another. */
function uniqueWay(
  left: readonly (readonly [number, string])[],
  right: readonly (readonly [number, string])[],
): (readonly [number, number])[] | undefined {
  if (left.length * right.length > BLOCKS * 50) return undefined
  const early: number[] = []
  let at = 0
  for (const [, text] of left) {
    while (at < right.length && right[at]?.[1] !== text) at += 1
    if (at === right.length) return undefined
    early.push(at)
    at += 1
  }
  // The latest way is another one unless each block has one place.
  at = right.length - 1
  for (let index = left.length - 1; index >= 0; index -= 1) {
    while (at >= 0 && right[at]?.[1] !== left[index]?.[1]) at -= 1
    if (early[index] !== at) return undefined
    at -= 1
  }
  const pairs = left.map(([number], index) => [number, right[early[index] ?? 0]?.[0] ?? number] as const)
  return pairs.every(([old, next]) => old === next) ? undefined : pairs
}

/**
 * Whether the modules say why the numbers differ: the schema lists the layers without parameters, and so does the
 * file's `_metadata`, or the layers are of several kinds, all of them in the same order.
 */
function proves(
  head: string,
  [file, model]: readonly [ReadonlyMap<number, string>, ReadonlyMap<number, string>],
  actual: ActualStateDict,
  { expected }: Situation,
): boolean {
  const path = head.replace(/\.$/, '')
  const isChild = (module: string): boolean => module !== '' && moduleOf(module) === path
  if (expected.modules?.some((module) => isChild(module.path)) !== true) return false
  const kinds = new Set([...model.values()].map(sorted))
  return [...(actual.versions?.keys() ?? [])].some(isChild) || (file.size === model.size && kinds.size > 1)
}

function tell({ head, tail }: NumberedList, pairs: readonly (readonly [number, number])[]): string {
  const moved = pairs.filter(([old, next]) => old !== next)
  const steps = new Set(moved.map(([old, next]) => next - old))
  const [by = 0] = steps
  const name = `${head}N${tail}`
  if (steps.size === 1 && moved.length === pairs.length)
    return (
      `${count(moved.length, 'block')} of ${name} moved by ${by > 0 ? '+' : ''}${by}: the ` +
      'same layers in the same order'
    )
  return (
    `${count(moved.length, 'block')} of ${name} have other numbers (` +
    `${moved
      .slice(0, 4)
      .map(([old, next]) => `${old} is ${next}`)
      .join(', ')}${moved.length > 4 ? ', …' : ''}): ` +
    'the same layers in the same order'
  )
}

function ruleOf({ list, old, next }: Rule): RenameRule {
  const { head, tail } = list
  return { from: `${head}${old}${tail}.*`, to: `${head}${next}${tail}.*`, literal: false }
}

/** One line for each list. All names are rewritten at once, so that numbers can change places. */
function pythonOf(rules: readonly Rule[]): string[] {
  const lists = [...new Set(rules.map(({ list }) => list))]
  return lists.map((list) => {
    const own = rules.filter((rule) => rule.list === list)
    const steps = new Set(own.map(({ old, next }) => next - old))
    const [by = 0] = steps
    if (steps.size === 1 && own.length > LISTED && own.length === list.file.size && list.tail === '') {
      const head = pythonText(list.head)
      return (
        `sd = {re.sub('^' + re.escape(${head}) + r'(\\d+)(?=\\.)', ` +
        `lambda m: ${head} + str(int(m[1]) + ${by}), k): v for k, v in sd.items()}`
      )
    }
    const table = own
      .map(
        ({ old, next }) =>
          `${pythonText(`${list.head}${old}${list.tail}.`)}: ${pythonText(`${list.head}${next}${list.tail}.`)}`,
      )
      .join(', ')
    return `t = {${table}}; sd = {next((t[o] + k[len(o):] for o in t if k.startswith(o)), k): v for k, v in sd.items()}`
  })
}
