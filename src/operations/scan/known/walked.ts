/** What the walk of the real modules found, decoded once when a scan first asks. */
import { ascending, frontCoded, lines, only } from './decode.ts'
import { ALIASES, BASES, HARMLESS, LINKS, MARKS, MODULES, NAMES } from './tables.generated.ts'

/** A function or class whose own source leads to something that is dangerous. */
export interface Mark {
  readonly reason: string
  /** What it calls on the shortest way there; the last one does the harm. */
  readonly next: string
  /** Whether only a call of the class leads there: making an object of it with NEWOBJ does not. */
  readonly called: boolean
}

/** A class that runs nothing when it is rebuilt. */
export interface Plain {
  /** The library and the version in which it was seen, `torch 2.13.0`. */
  readonly seen: string
  /** Whether it may be called with arguments too: an enumeration or a named tuple. */
  readonly callable: boolean
}

/** The tables by name. */
export interface Walked {
  /** Modules that contain another module under some attribute, or a dangerous object of another one. */
  readonly modules: ReadonlySet<string>
  /** `module.attribute` to the modules that it is, in one version or another. */
  readonly links: ReadonlyMap<string, readonly string[]>
  /** `module.attribute` to the full names of the objects that it is. */
  readonly aliases: ReadonlyMap<string, readonly string[]>
  readonly marks: ReadonlyMap<string, Mark>
  /** A class to the bases from which it inherits marked methods. */
  readonly bases: ReadonlyMap<string, readonly string[]>
  readonly plain: ReadonlyMap<string, Plain>
}

const REASONS: Readonly<Record<string, string>> = {
  c: 'runs code',
  p: 'runs programs',
  f: 'opens or changes files',
  n: 'reaches the network',
  l: 'reaches native code',
  k: 'loads pickles',
}

let decoded: Walked | undefined

/** The tables; the first call decodes them, which takes a few milliseconds. */
export function walked(): Walked {
  decoded ??= decode()
  return decoded
}

function decode(): Walked {
  const modules = frontCoded(MODULES)
  const names = frontCoded(NAMES)
  const groups = (table: string, targets: readonly string[]): Map<string, string[]> => {
    const found = new Map<string, string[]>()
    for (const line of lines(table)) {
      const [attribute = '', target = '', members = ''] = line.split(' ')
      for (const index of ascending(members))
        append(found, `${at(modules, index)}.${attribute}`, at(targets, only(target)))
    }
    return found
  }
  const marks = new Map<string, Mark>()
  for (const line of lines(MARKS)) {
    const [name = '', reason = '', next = ''] = line.split(' ')
    const letter = reason.toLowerCase()
    marks.set(at(names, only(name)), {
      reason: REASONS[letter] ?? 'runs code',
      next: at(names, only(next)),
      called: letter !== reason,
    })
  }
  const bases = new Map<string, string[]>()
  for (const line of lines(BASES)) {
    const [base = '', members = ''] = line.split(' ')
    for (const index of ascending(members)) append(bases, at(names, index), at(names, only(base)))
  }
  return {
    modules: new Set(modules),
    links: groups(LINKS, modules),
    aliases: groups(ALIASES, names),
    marks,
    bases,
    plain: plainClasses(),
  }
}

function at(list: readonly string[], index: number): string {
  const found = list[index]
  if (found === undefined) throw new TypeError(`no name ${index} in a generated table`)
  return found
}

/** One group per library and version; a name that ends with `*` may be called with arguments. */
function plainClasses(): Map<string, Plain> {
  const found = new Map<string, Plain>()
  for (const [seen, table] of HARMLESS)
    for (const name of frontCoded(table)) {
      const callable = name.endsWith('*')
      const full = callable ? name.slice(0, -1) : name
      if (!found.has(full)) found.set(full, { seen, callable })
    }
  return found
}

function append(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else if (!list.includes(value)) list.push(value)
}
