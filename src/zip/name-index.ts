/** Entries by name without regard to case, as PyTorch's zip reader compares: numbers in one array, no text for each. */
import { hashUnits } from './entry-table.ts'
import type { TableEntry } from './entry-table.ts'
import type { ZipEntry } from './entry.ts'

/** The entries of a name in any spelling of its letters, in their order. */
export type FindEntries<Entry = ZipEntry> = (name: string) => readonly Entry[]

/** Places looked at for one entry; more are the work of somebody who knows the seed, and a Map takes over. */
const PROBES = 64

/** An index of entries of one directory, made when the first name is looked up. */
export function newNameIndex(entries: readonly TableEntry[]): FindEntries {
  let find: FindEntries | undefined
  return (name) => (find ??= hashed(entries) ?? mapped(entries))(name)
}

/** Any entries by name. */
export function mapped<Entry extends { readonly name: string }>(
  entries: readonly Entry[],
): FindEntries<Entry> {
  const byName = entriesByName(entries)
  return (name) => byName.get(lowerAscii(name)) ?? []
}

function hashed(entries: readonly TableEntry[]): FindEntries | undefined {
  const mask = 2 ** Math.ceil(Math.log2(entries.length * 2 + 2)) - 1
  // Index of the entry and 1; 0 is an empty place.
  const places = new Uint32Array(mask + 1)
  const hashes = new Uint32Array(mask + 1)
  const seed = Math.floor(Math.random() * 2 ** 32)
  // Names that are not ASCII are few: the index of the others is enough.
  const odd: TableEntry[] = []
  let unique = true
  for (const [index, entry] of entries.entries()) {
    const hash = entry.hashName(seed)
    if (hash < 0) {
      odd.push(entry)
      continue
    }
    let probes = 0
    let place = hash & mask
    for (; places[place] !== 0; place = (place + 1) & mask) {
      if ((probes += 1) > PROBES) return undefined
      if (hashes[place] !== hash || !unique) continue
      unique = entries[(places[place] as number) - 1]?.isNamed(lowerAscii(entry.name)) !== true
    }
    places[place] = index + 1
    hashes[place] = hash
  }
  const oddOnes = mapped(odd)
  // Storages are looked up in the order of the archive: where no name is there twice, the next entry is tried first.
  let next = 0
  return (given) => {
    const name = lowerAscii(given)
    const guess = unique ? entries[next] : undefined
    if (guess?.isNamed(name) === true) {
      next += 1
      return [guess]
    }
    const hash = hashUnits(name, seed)
    if (hash < 0) return oddOnes(name)
    const found: ZipEntry[] = []
    for (let place = hash & mask; places[place] !== 0; place = (place + 1) & mask) {
      const index = places[place] as number
      const entry = entries[index - 1]
      if (entry?.isNamed(name) !== true) continue
      found.push(entry)
      next = index
    }
    return found
  }
}

/** Entries by lower-cased ASCII name, those of one name in their order. */
export function entriesByName<Entry extends { readonly name: string }>(
  entries: readonly Entry[],
): Map<string, Entry[]> {
  const byName = new Map<string, Entry[]>()
  for (const entry of entries) {
    const key = lowerAscii(entry.name)
    const same = byName.get(key)
    if (same === undefined) byName.set(key, [entry])
    else same.push(entry)
  }
  return byName
}

/** Fold A-Z only, as PyTorch's zip reader (miniz) compares names. */
export function lowerAscii(name: string): string {
  return !/[A-Z]/.test(name) ? name : name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
