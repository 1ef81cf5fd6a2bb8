/** Names as modules: which whole modules are left over, and as which patterns they are written. */
import type { LeftoverCause } from '../../ids.ts'
import { literalGlob } from '../../names/name-rule.ts'
import { count } from './cause.ts'
import type { Situation } from './cause.ts'

/** Components of a name at which a module may begin. Deepest known: about 20. */
const COMPONENTS = 64

/** Every name that a strict load stumbles over. */
export function badNames({ diff }: Situation): Set<string> {
  const names = [...diff.missing_keys, ...diff.unexpected_keys].map(({ name }) => name)
  for (const error of diff.errors) {
    for (const name of error.kind === 'running_stats' ? error.names : [error.name]) names.push(name)
  }
  return new Set(names)
}

/** The largest modules that contain nothing that matches; numbered neighbours as one pattern. */
export function subtreePatterns(names: readonly string[], good: ReadonlySet<string>): string[] {
  const kept = new Set<string>()
  for (const name of good) for (const prefix of prefixesOf(name)) kept.add(prefix)
  const roots = new Set<string>()
  for (const name of names) roots.add(prefixesOf(name).find((prefix) => !kept.has(prefix)) ?? name)
  const groups = new Map<string, { numbers: number[]; roots: string[] }>()
  for (const root of roots) {
    const match = /^(.*?\.)?(\d+)\.$/.exec(root)
    const key = match === null ? root : `${match[1] ?? ''}\n`
    const group = groups.get(key) ?? { numbers: [], roots: [] }
    group.roots.push(root)
    if (match !== null) group.numbers.push(Number(match[2]))
    groups.set(key, group)
  }
  return [...groups].flatMap(([key, { numbers, roots: members }]) => {
    if (numbers.length < 2) return members.map((root) => literalGlob(root) + (root.endsWith('.') ? '*' : ''))
    const sorted = numbers.sort((a, b) => a - b)
    const run = sorted.every((number, at) => at === 0 || number === (sorted[at - 1] ?? 0) + 1)
    return [
      `${literalGlob(key.slice(0, -1))}{${run ? `${sorted[0]}..${sorted.at(-1)}` : sorted.join(',')}}.*`,
    ]
  })
}

/** `a.`, `a.b.`, … of `a.b.c`; only the first of a name that is made of dots. */
function prefixesOf(name: string): string[] {
  const prefixes: string[] = []
  let dot = name.indexOf('.')
  while (dot !== -1 && prefixes.length < COMPONENTS) {
    prefixes.push(name.slice(0, dot + 1))
    dot = name.indexOf('.', dot + 1)
  }
  return prefixes
}

/** The first component of a name. */
export function topOf(name: string): string {
  const dot = name.indexOf('.')
  return dot === -1 ? name : name.slice(0, dot)
}

/** Whether a name is in a numbered layer behind every layer of the same list that is used. */
export function isTail(name: string, good: ReadonlySet<string>): boolean {
  return [...name.matchAll(/(?<![^.])\d{1,9}(?=\.)/g)].some(({ 0: digits, index }) => {
    const head = name.slice(0, index)
    let highest = -1
    for (const other of good) {
      if (!other.startsWith(head)) continue
      const number = /^\d{1,9}(?=\.)/.exec(other.slice(head.length))
      if (number !== null) highest = Math.max(highest, Number(number[0]))
    }
    return highest !== -1 && Number(digits) > highest
  })
}

/** Whole layers at the end of a list that one side lacks. Undefined when anything else differs. */
export function layersOf(situation: Situation): { cause: LeftoverCause; reason: string } | undefined {
  const { missing, unexpected, mismatched, matched, actual } = situation
  if (mismatched.size > 0 || (missing.size > 0 && unexpected.size > 0)) return undefined
  const names = [...missing.keys(), ...unexpected.keys()]
  const bad = badNames(situation)
  const good = new Set([...matched, ...actual.entries.keys()].filter((name) => !bad.has(name)))
  const heads = new Map<string, number>()
  for (const { name, head, number } of names.map(layerOf)) {
    if (name === '') return undefined
    heads.set(head, Math.min(heads.get(head) ?? Infinity, number))
  }
  if (heads.size === 0) return undefined
  for (const [head, first] of heads) {
    let highest = -1
    for (const name of good) {
      const layer = layerOf(name)
      if (layer.head === head && layer.name !== '') highest = Math.max(highest, layer.number)
    }
    if (highest === -1 || first <= highest) return undefined
  }
  const patterns = subtreePatterns(names, good)
  const told = patterns.slice(0, 3).join(' and ')
  if (missing.size > 0)
    return {
      cause: 'layers',
      reason:
        `the checkpoint is of a smaller model: ${told} are missing ` +
        `(${count(missing.size, 'key')}) and keep their initial values`,
    }
  return {
    cause: 'layers',
    reason:
      `the checkpoint is of a larger model: the model has no ${told} ` +
      `(${count(unexpected.size, 'key')} are not used)`,
  }
}

/** The outermost numbered component of a name. */
function layerOf(name: string): { name: string; head: string; number: number } {
  const match = /(?<![^.])\d{1,9}(?=\.)/.exec(name)
  if (match === null) return { name: '', head: '', number: -1 }
  return { name, head: name.slice(0, match.index), number: Number(match[0]) }
}
