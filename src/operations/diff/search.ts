/** The search for a renaming that makes most names match: votes by names, then a greedy choice by what they gain. */
import type { ExpectedModel } from '../../schema/model.ts'
import type { ActualStateDict } from './actual.ts'
import { RENAME_FAMILIES, WRAPPERS } from './families.ts'
import { newRewriter, rewriteName } from './rewrite.ts'
import type { Rewrites } from './rewrite.ts'

/** Renamings that are tried after one another. */
const ROUNDS = 8
/** Names that vote; more are sampled evenly. */
const VOTERS = 4_000
/** Candidates of each kind that are tried in a round. */
const TRIED = 6
/** Components of a name that vote. Deepest known: about 20. */
const COMPONENTS = 32

interface Name {
  readonly name: string
  /** Shape as text; names match only with their shapes (a transposed matrix counts as fitting). */
  readonly shape: string
}

/** The rewrites that make the most names match; empty when none helps. `stripped` counts the names that they change. */
export function searchRewrites(
  actual: ActualStateDict,
  expected: ExpectedModel,
): { rewrites: Rewrites; stripped: number } {
  const wanted = new Map<string, string>()
  for (const { name, shape } of expected.tensors.values()) wanted.set(name, shapeKey(shape))
  const names: Name[] = []
  for (const [name, entry] of actual.entries) {
    if (entry.kind === 'tensor') names.push({ name, shape: shapeKey(entry.shape) })
  }
  const sample = every(names, VOTERS)
  let rewrites: Rewrites = {}
  let best = score(sample, wanted, rewrites)
  for (let round = 0; round < ROUNDS && best < sample.length; round += 1) {
    let gain: { rewrites: Rewrites; score: number } | undefined
    for (const candidate of candidates(sample, wanted, rewrites)) {
      const reached = score(sample, wanted, candidate)
      if (reached > (gain?.score ?? best)) gain = { rewrites: candidate, score: reached }
    }
    if (gain === undefined) break
    rewrites = gain.rewrites
    best = gain.score
  }
  const rewrite = newRewriter(rewrites)
  const stripped = names.filter(({ name }) => rewrite(name) !== name && wanted.has(rewrite(name))).length
  return { rewrites, stripped }
}

/** Names that match under the rewrites; a fitting name with another shape is worth a little. Collisions are no way. */
function score(names: readonly Name[], wanted: ReadonlyMap<string, string>, rewrites: Rewrites): number {
  const seen = new Set<string>()
  const rewrite = newRewriter(rewrites)
  let fits = 0
  for (const { name, shape } of names) {
    const renamed = rewrite(name)
    if (seen.has(renamed)) return -1
    seen.add(renamed)
    const shapeWanted = wanted.get(renamed)
    if (shapeWanted === undefined) continue
    fits += compatible(shapeWanted, shape) ? 1 : 0.25
  }
  return fits
}

/** Next steps, the plainest first: of equal gains the first one wins. */
function candidates(names: readonly Name[], wanted: ReadonlyMap<string, string>, now: Rewrites): Rewrites[] {
  const rewrite = newRewriter(now)
  const current = names.map(({ name, shape }) => ({ name: rewrite(name), shape }))
  const strays = current.filter(({ name }) => !wanted.has(name))
  const have = new Set(current.map(({ name }) => name))
  const lacking = every(
    [...wanted].filter(([name]) => !have.has(name)),
    VOTERS,
  )
  const steps: Rewrites[] = []
  for (const prefix of top(stripVotes(strays, wanted))) {
    steps.push({ ...now, stripPrefix: [...(now.stripPrefix ?? []), prefix] })
  }
  for (const wrapper of WRAPPERS.keys()) {
    if (strays.some(({ name }) => `.${name}.`.includes(`.${wrapper}.`)))
      steps.push(withRename(now, [[wrapper, '']]))
  }
  if ((now.addPrefix ?? '') === '')
    for (const prefix of top(addVotes(lacking, have))) steps.push({ ...now, addPrefix: prefix })
  for (const { rename } of RENAME_FAMILIES) {
    if (strays.some(({ name }) => rename.some(([old]) => `.${name}.`.includes(`.${old}.`))))
      steps.push(withRename(now, rename))
  }
  for (const component of top(removalVotes(strays, wanted)).filter(writable))
    steps.push(withRename(now, [[component, '']]))
  for (const pair of top(replacementVotes(strays, lacking))) {
    const [old = '', next = ''] = pair.split('\n')
    if (writable(old) && !isGuessedNumber(old, next, wanted)) steps.push(withRename(now, [[old, next]]))
  }
  return steps
}

/** OLD=NEW is split at the first equals sign, so an old component with one in it cannot be written as a flag. */
function writable(old: string): boolean {
  return !old.includes('=')
}

/**
 * Whether only the last number changes and the model has a neighbour of the same shape: `layers.6` is not `layers.0`
 * because the two are left over. In a model counted from 1, every layer would load the weights of another.
 */
function isGuessedNumber(old: string, next: string, wanted: ReadonlyMap<string, string>): boolean {
  if (old.replace(/\d+/g, '0') !== next.replace(/\d+/g, '0')) return false
  const last = /\d+(?!.*\d)/.exec(next)
  if (last === null) return false
  const around = [-1, 1].map(
    (step) =>
      next.slice(0, last.index) + String(Number(last[0]) + step) + next.slice(last.index + last[0].length),
  )
  for (const [name, shape] of wanted) {
    if (!`.${name}.`.includes(`.${next}.`)) continue
    if (
      around.some(
        (neighbour) => wanted.get(rewriteName(name, { renameParts: [[next, neighbour]] })) === shape,
      )
    )
      return true
  }
  return false
}

function withRename(now: Rewrites, rename: readonly (readonly [string, string])[]): Rewrites {
  return { ...now, renameParts: [...(now.renameParts ?? []), ...rename] }
}

/** Prefixes whose removal gives an expected name. */
function stripVotes(strays: readonly Name[], wanted: ReadonlyMap<string, string>): Map<string, number> {
  const votes = new Map<string, number>()
  for (const { name } of strays) {
    for (const dot of dotsOf(name)) if (wanted.has(name.slice(dot + 1))) vote(votes, name.slice(0, dot + 1))
  }
  return votes
}

/** Prefixes that expected names have before a name of the checkpoint. */
function addVotes(
  lacking: readonly (readonly [string, string])[],
  have: ReadonlySet<string>,
): Map<string, number> {
  const votes = new Map<string, number>()
  for (const [name] of lacking) {
    for (const dot of dotsOf(name)) if (have.has(name.slice(dot + 1))) vote(votes, name.slice(0, dot + 1))
  }
  return votes
}

/** Components whose removal gives an expected name. */
function removalVotes(strays: readonly Name[], wanted: ReadonlyMap<string, string>): Map<string, number> {
  const votes = new Map<string, number>()
  for (const { name } of strays) {
    const parts = name.split('.').slice(0, COMPONENTS)
    for (const part of new Set(parts)) {
      if (part !== '' && wanted.has(rewriteName(name, { renameParts: [[part, '']] }))) vote(votes, part)
    }
  }
  return votes
}

/** Runs of components that stand where the model has others: everything around them is the same, and the shape. */
function replacementVotes(
  strays: readonly Name[],
  lacking: readonly (readonly [string, string])[],
): Map<string, number> {
  const votes = new Map<string, number>()
  const around = new Map<string, string[]>()
  for (const [name, shape] of lacking) {
    for (const { key, inside } of holes(name)) {
      const list = around.get(`${key}\n${shape}`)
      if (list === undefined) around.set(`${key}\n${shape}`, [inside])
      else if (list.length < 4) list.push(inside)
    }
  }
  for (const { name, shape } of strays) {
    for (const { key, inside } of holes(name)) {
      for (const other of around.get(`${key}\n${shape}`) ?? []) {
        if (other !== inside) vote(votes, `${inside}\n${other}`)
      }
    }
  }
  return votes
}

/** A name with one to three neighbouring components taken out. Numbers alone are layers, not names. */
function holes(name: string): { key: string; inside: string }[] {
  const parts = name.split('.').slice(0, COMPONENTS)
  const found: { key: string; inside: string }[] = []
  for (let from = 0; from < parts.length; from += 1) {
    for (let length = 1; length <= 3 && from + length <= parts.length; length += 1) {
      const inside = parts.slice(from, from + length).join('.')
      if (/^[\d.]*$/.test(inside) || length === parts.length) continue
      found.push({
        key: `${parts.slice(0, from).join('.')}\n${parts.slice(from + length).join('.')}`,
        inside,
      })
    }
  }
  return found
}

function dotsOf(name: string): number[] {
  const dots: number[] = []
  for (let dot = name.indexOf('.'); dot !== -1 && dots.length < COMPONENTS; dot = name.indexOf('.', dot + 1))
    dots.push(dot)
  return dots
}

function vote(votes: Map<string, number>, candidate: string): void {
  votes.set(candidate, (votes.get(candidate) ?? 0) + 1)
}

function top(votes: ReadonlyMap<string, number>): string[] {
  return [...votes]
    .sort((a, b) => b[1] - a[1] || a[0].length - b[0].length)
    .slice(0, TRIED)
    .map(([candidate]) => candidate)
}

function every<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items
  const step = items.length / most
  return Array.from({ length: most }, (_, at) => items[Math.floor(at * step)]).filter(
    (item) => item !== undefined,
  )
}

function shapeKey(shape: readonly (number | string | null)[] | null): string {
  return shape === null ? '' : shape.join(',')
}

/** Equal, unknown, or the same sizes in reverse. */
function compatible(wanted: string, found: string): boolean {
  return wanted === found || wanted === '' || wanted === found.split(',').toReversed().join(',')
}
