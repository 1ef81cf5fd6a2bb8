/** Which functions of TorchScript code run when torch.jit.load is called, not only when the model is. */
import { placed } from './scopes.ts'

/** What the functions of an archive mention of one another. */
export interface Mentions {
  /** By the name of a function: the functions that its body names. */
  readonly byFunction: Map<string, Set<string>>
  /** What runs first, by class: `__setstate__`, and what is evaluated outside of functions. */
  readonly first: Map<string, Set<string>>
}

/** Functions that code calls without their names: a module by brackets, operators of Python by signs. */
const SILENT = /^(?:forward|__(?!setstate|getstate)\w+__)$/

/** Names of all functions in some code. */
export function functionNames(source: string, into: Set<string>): void {
  for (const { scopes } of placed(source)) {
    const scope = scopes.at(-1)
    if (scope?.kind === 'def') into.add(scope.name)
  }
}

/** Gather what the functions of one file mention. `module` is the name of the file, `__torch__.a.b`. */
export function addMentions(
  mentions: Mentions,
  source: string,
  module: string,
  functions: ReadonlySet<string>,
): void {
  for (const { token, scopes, header } of placed(source)) {
    if ((token.kind !== 'name' && token.kind !== 'text') || !functions.has(token.text)) continue
    const cls = scopes.find(({ kind }) => kind === 'class')?.name ?? ''
    for (const scope of scopes) {
      if (scope.kind !== 'def' || (header && scope === scopes.at(-1))) continue
      add(mentions.byFunction, scope.name, token.text)
      if (scope.name === '__setstate__') add(mentions.first, `${module}.${cls}`, token.text)
    }
    if (header) add(mentions.first, `${module}.${cls}`, token.text)
  }
}

function add(map: Map<string, Set<string>>, key: string, name: string): void {
  const names = map.get(key)
  if (names === undefined) map.set(key, new Set([name]))
  else names.add(name)
}

/** The functions that loading may reach, from all classes or from one. */
export function reachedByLoading(
  { byFunction, first }: Mentions,
  functions: ReadonlySet<string>,
  cls?: string,
): Set<string> {
  const waiting = [...first].flatMap(([from, names]) => (cls === undefined || from === cls ? [...names] : []))
  // Nothing is called without its name when nothing runs at all.
  if (waiting.length > 0) for (const name of functions) if (SILENT.test(name)) waiting.push(name)
  if (cls === undefined && functions.has('__setstate__')) waiting.push('__setstate__')
  const reached = new Set<string>()
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name)) continue
    reached.add(name)
    for (const next of byFunction.get(name) ?? []) waiting.push(next)
  }
  return reached
}
