/** Which objects a dotted name reaches: attributes are followed from module to module, as Python follows them. */
import { walked } from './walked.ts'

/** A module and the name inside it. */
export interface Reached {
  readonly module: string
  readonly name: string
}

/** Steps that are followed; Python's own modules nest six deep. */
const STEPS = 64
/** Modules that one name may reach in the versions that were walked; the most seen is three. */
const REACHED = 256

/**
 * Every object that `module.name` may be, in the order of the walk: first the name as it is, then what the tables
 * of links and aliases make of it. `enum` `bltns.eval` is `builtins` `eval`.
 */
export function reachedBy(module: string, name: string): Reached[] {
  const { modules, links, aliases } = walked()
  const parts = name.split('.', STEPS + 1)
  const found: Reached[] = [{ module, name }]
  const seen = new Set<string>()
  const waiting: { readonly module: string; readonly step: number }[] = [{ module, step: 0 }]
  const add = (next: Reached, step: number, isModule: boolean): void => {
    const key = `${step} ${next.module} ${next.name}`
    if (seen.has(key) || found.length >= REACHED) return
    seen.add(key)
    found.push(next)
    if (isModule) waiting.push({ module: next.module, step })
  }
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    const [part, ...rest] = parts.slice(at.step)
    if (part === undefined || at.step >= STEPS) continue
    const full = `${at.module}.${part}`
    const after = rest.join('.')
    for (const target of links.get(full) ?? []) add({ module: target, name: after }, at.step + 1, true)
    for (const target of aliases.get(full) ?? []) {
      const dot = target.lastIndexOf('.')
      const last = target.slice(dot + 1)
      add(
        { module: target.slice(0, dot), name: after === '' ? last : `${last}.${after}` },
        at.step + 1,
        false,
      )
    }
    if (modules.has(full)) add({ module: full, name: after }, at.step + 1, true)
  }
  return found
}
