/** Components with another name: roles stay, shapes agree, and no second reading of the names is as good. */
import { newRewriter } from '../rewrite.ts'
import { moduleOf, roleOf, sameShape, shapeOf } from './cause.ts'
import type { Cause, Situation, Step } from './cause.ts'
import { contradicts, likeness } from './lexicon.ts'
import { renamingStep } from './renaming.ts'

/** Components of a name that are looked at. */
const COMPONENTS = 24
/** Names that vote, and those of one kind. */
const VOTERS = 4_000
const OF_A_KIND = 6
/** Pairs that are weighed. */
const TRIED = 16

export const component: Cause = {
  id: 'component',
  title: 'modules with another name',
  shows:
    'everything around one component of the path is the same, with the same shapes; the words are ' +
    'related, or a whole ' +
    'module agrees and nothing else could be meant',
  means: 'An attribute of the model was renamed. The values are untouched.',
  mend: 'rename the component',
  recognise: (situation) => {
    const pairs = pairsOf(situation)
    for (const pair of [...pairs.values()].sort(byWeight).slice(0, TRIED)) {
      const step = stepOf(pair, pairs, situation)
      if (step !== undefined) return [step]
    }
    return undefined
  },
}

interface Pair {
  readonly old: string
  readonly next: string
  /** The renamings, component by component. */
  readonly parts: readonly (readonly [old: string, next: string])[]
  /** Name of the file to name of the model. */
  readonly moved: Map<string, string>
}

function byWeight(a: Pair, b: Pair): number {
  return (
    b.moved.size - a.moved.size ||
    likeness(b.old, b.next) - likeness(a.old, a.next) ||
    a.old.length + a.next.length - b.old.length - b.next.length
  )
}

/** Runs of components, never the last one of a name: weight stays weight. */
function pairsOf({ unexpected, missing }: Situation): Map<string, Pair> {
  const around = new Map<string, { inside: string; name: string }[]>()
  for (const [name] of representatives(missing)) {
    for (const { key, inside } of holes(name)) {
      const list = around.get(key)
      if (list === undefined) around.set(key, [{ inside, name }])
      else if (list.length < 16) list.push({ inside, name })
    }
  }
  const pairs = new Map<string, Pair>()
  for (const [name, entry] of representatives(unexpected)) {
    for (const { key, inside } of holes(name)) {
      for (const other of around.get(key) ?? []) {
        if (!sameShape(missing.get(other.name)?.shape, shapeOf(entry))) continue
        if (inside === '' || inside === other.inside || onlyNumbers(inside, other.inside)) continue
        const parts = partsOf(inside, other.inside)
        if (parts === undefined) continue
        const [old, next] = [0, 1].map((side) => parts.map((part) => part[side] ?? '').join('.'))
        const id = parts.map((part) => part.join('=')).join('\n')
        const pair = pairs.get(id) ?? {
          old: old ?? '',
          next: next ?? '',
          parts,
          moved: new Map<string, string>(),
        }
        pairs.set(id, pair)
        pair.moved.set(name, other.name)
      }
    }
  }
  return pairs
}

/** The first names of each kind, numbers aside: what is true of layer 0 is true of layer 60. */
function representatives<Value>(names: ReadonlyMap<string, Value>): (readonly [string, Value])[] {
  const seen = new Map<string, number>()
  const found: (readonly [string, Value])[] = []
  for (const [name, value] of names) {
    const kind = name.replace(/\d+/g, '0')
    const times = seen.get(kind) ?? 0
    seen.set(kind, times + 1)
    if (times < OF_A_KIND) found.push([name, value])
    if (found.length >= VOTERS) break
  }
  return found
}

/** Component by component where there are as many: `blocks.0.ffn` and `h.0.mlp` are two renamings; never of numbers. */
function partsOf(old: string, next: string): (readonly [string, string])[] | undefined {
  const [a, b] = [old.split('.'), next.split('.')]
  if (a.length !== b.length || next === '') return [trimmed(old, next)]
  const parts = a.flatMap((part, at) => (part === b[at] ? [] : [[part, b[at] ?? ''] as const]))
  return parts.some(([one, other]) => onlyNumbers(one, other)) ? undefined : parts
}

/** Two runs without the components that both begin or end with: `blocks.0` and `h.0` are `blocks` and `h`. */
function trimmed(old: string, next: string): readonly [string, string] {
  const [a, b] = [old.split('.'), next === '' ? [] : next.split('.')]
  while (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-1)) {
    a.pop()
    b.pop()
  }
  while (a.length > 1 && b.length > 1 && a[0] === b[0]) {
    a.shift()
    b.shift()
  }
  return [a.join('.'), b.join('.')]
}

/** A name with up to three neighbouring components taken out, which are not the last. Numbers alone are layers. */
function holes(name: string): { key: string; inside: string }[] {
  const parts = name.split('.').slice(0, COMPONENTS)
  const found: { key: string; inside: string }[] = []
  for (let from = 0; from < parts.length - 1; from += 1) {
    for (let length = 0; length <= 3 && from + length < parts.length; length += 1) {
      const inside = parts.slice(from, from + length).join('.')
      if (length > 0 && /^[\d.]*$/.test(inside)) continue
      found.push({
        key: `${parts.slice(0, from).join('.')}\n${parts.slice(from + length).join('.')}`,
        inside,
      })
    }
  }
  return found
}

/** `layers.6` is not `layers.0`, nor conv1 conv2, because the two are left over. */
function onlyNumbers(old: string, next: string): boolean {
  return old.replace(/\d+/g, '0') === next.replace(/\d+/g, '0')
}

function stepOf(pair: Pair, pairs: ReadonlyMap<string, Pair>, situation: Situation): Step | undefined {
  const { old, next, parts, moved } = pair
  if (parts.some(([one, other]) => one === '' || one.includes('=') || contradicts(one, other)))
    return undefined
  if (isOneOfSeveral(pair, situation)) return undefined
  const alike = likeness(old, next)
  if (rivals(pair, pairs, alike)) return undefined
  const inner = new Set([...moved.keys()].map((name) => insideOf(name, parts.at(-1)?.[0] ?? '')))
  const modules = new Set([...inner].map((name) => moduleOf(name).replace(/\d+/g, '0')))
  // One module without a related word could be any other of its size.
  const whole = next !== '' && modules.size > 1
  if (alike < 0.34 && !whole && !(next !== '' && samePlace(moved, situation))) return undefined
  if (next === '' && !whole && moved.size < 2) return undefined
  if (!keepsMatches(parts, situation) || !sameRoles(moved, situation) || hasTwin(pair, situation, alike))
    return undefined
  const reason = parts
    .map(([one, other]) => (other === '' ? `"${one}" is in the path` : `"${one}" is "${other}" in the model`))
    .join(' and ')
  const sure = alike >= 0.5 && modules.size > 1 ? 'certain' : 'likely'
  return renamingStep('component', reason, situation, { renameParts: parts }, sure)
}

/** Whether components are only taken out, and another part of the file has a tensor for the same name. */
function isOneOfSeveral({ old, next, moved }: Pair, { actual }: Situation): boolean {
  if (!old.endsWith(`.${next}`) && next !== '') return false
  const prefix = old.slice(0, old.length - next.length)
  for (const [name, entry] of actual.entries) {
    if (!name.startsWith(prefix)) continue
    const other = actual.entries.get(name.slice(prefix.length))
    if (other !== undefined && other !== entry && sameShape(shapeOf(other), shapeOf(entry))) return true
  }
  const targets = new Map([...moved].map(([from, to]) => [to, shapeOf(actual.entries.get(from))]))
  for (const [name, entry] of actual.entries) {
    if (moved.has(name)) continue
    for (let at = 0; at !== -1; at = name.indexOf('.', at + 1)) {
      const shape = targets.get(at === 0 ? name : name.slice(at + 1))
      if (shape !== undefined && sameShape(shape, shapeOf(entry))) return true
    }
  }
  return false
}

/** What follows the component, so that layers count once. */
function insideOf(name: string, old: string): string {
  const at = `.${name}.`.indexOf(`.${old}.`)
  return at === -1 ? name : name.slice(at + old.length + 1)
}

/** Whether a name could go elsewhere, or another name here, and the words do not say which. */
function rivals({ old, next, moved, parts }: Pair, pairs: ReadonlyMap<string, Pair>, alike: number): boolean {
  const targets = new Set(moved.values())
  for (const other of pairs.values()) {
    if (other.parts === parts) continue
    // The same renaming, said with more or fewer components.
    let [clashes, agrees] = [0, 0]
    for (const [from, to] of other.moved) {
      const mine = moved.get(from)
      if (mine === to) agrees += 1
      else if (mine !== undefined || targets.has(to)) clashes += 1
    }
    if (clashes === 0 || agrees >= clashes) continue
    if (contradicts(other.old, other.next)) continue
    // The same layer is meant before another one.
    if (numbersOf(old) === numbersOf(next) && numbersOf(other.old) !== numbersOf(other.next)) continue
    // A reading of a few names is none beside one rule that moves them all.
    if (other.moved.size * 3 < moved.size) continue
    if (likeness(other.old, other.next) >= alike) return true
  }
  return false
}

function numbersOf(text: string): string {
  return [...text.matchAll(/\d+/g)].join()
}

/** Whether the module is between the same neighbours on both sides, and is the only one there that is left over. */
function samePlace(moved: ReadonlyMap<string, string>, { actual, expected, matched }: Situation): boolean {
  const have = [...actual.entries.keys()]
  const want = [...expected.tensors.keys()]
  const [haveAt, wantAt] = [have, want].map((names) => new Map(names.map((name, at) => [name, at])))
  const sources = new Set(moved.keys())
  const targets = new Set(moved.values())
  return [...moved].every(([from, to]) => {
    const neighbours = [-1, 1].map((step) => {
      let [a, b] = [haveAt?.get(from) ?? 0, wantAt?.get(to) ?? 0]
      while (sources.has(have[a] ?? '')) a += step
      while (targets.has(want[b] ?? '')) b += step
      return [have[a] ?? null, want[b] ?? null] as const
    })
    const known = neighbours.filter(([a]) => a !== null)
    return known.length > 0 && neighbours.every(([a, b]) => a === b && (a === null || matched.has(a)))
  })
}

/** Whether the modules have the same tensors: a LayerNorm is not a BatchNorm, although both have weight and bias. */
function sameRoles(moved: ReadonlyMap<string, string>, { actual, expected, matched }: Situation): boolean {
  const have = rolesByModule(actual.entries.keys())
  // What the file has under the name of the model already is not part of the move.
  const want = rolesByModule([...expected.tensors.keys()].filter((name) => !matched.has(name)))
  return [...moved].every(([from, to]) => have.get(moduleOf(from))?.join() === want.get(moduleOf(to))?.join())
}

function rolesByModule(names: Iterable<string>): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const name of names) {
    const role = roleOf(name)
    if (role === 'num_batches_tracked') continue
    const roles = found.get(moduleOf(name))
    if (roles === undefined) found.set(moduleOf(name), [role])
    else roles.push(role)
  }
  for (const roles of found.values()) roles.sort()
  return found
}

/** Whether a matching module of the same shapes is beside the target and is as much like it: one of a family. */
function hasTwin({ old, next, moved, parts }: Pair, { actual, matched }: Situation, alike: number): boolean {
  const [[from, to] = ['', '']] = moved
  const at = `.${to}.`.indexOf(`.${next}.`)
  if (next === '' || next.includes('.') || at === -1 || parts.length > 1) return false
  const [head, tail] = [to.slice(0, at), to.slice(at + next.length)]
  const shape = shapeOf(actual.entries.get(from))
  for (const name of matched) {
    if (!name.startsWith(head) || !name.endsWith(tail)) continue
    const middle = name.slice(head.length, name.length - tail.length)
    if (middle.includes('.') || middle === '' || !sameShape(shape, shapeOf(actual.entries.get(name))))
      continue
    if (contradicts(middle, next)) continue
    // stage2 is layer2, although layer1 is as much like it.
    if (numbersOf(old) === numbersOf(next) && numbersOf(middle) !== numbersOf(next)) continue
    if (likeness(middle, next) >= alike) return true
  }
  return false
}

function keepsMatches(parts: Pair['parts'], { actual, matched }: Situation): boolean {
  const rewrite = newRewriter({ renameParts: parts })
  for (const name of actual.entries.keys()) if (matched.has(name) && rewrite(name) !== name) return false
  return true
}
