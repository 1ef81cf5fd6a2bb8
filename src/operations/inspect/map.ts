/** Which groups of names fill the file: the modules of the model at their first level, and what is beside it. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { pathText, stepName } from '../../checkpoint/path.ts'
import type { MapReport } from './inspect-report.ts'
import { storageOwners } from './shares.ts'
import type { StorageOwner } from './shares.ts'

/** Every storage once, in the group of its first name; largest first. The bytes add up to those of `shares`. */
export function mapOf(checkpoint: Checkpoint): MapReport[] {
  const owners = storageOwners(checkpoint)
  // Names of the model, each taken apart once: there may be 100,000.
  const names = owners.map(({ part, path }) => (part === 'model' ? namesOf(path) : []))
  const common = commonLength(names.filter((_, at) => owners[at]?.part === 'model'))
  const groups = new Map<string, { -readonly [Field in keyof MapReport]: MapReport[Field] }>()
  for (const [at, owner] of owners.entries()) {
    const { part, bytes } = owner
    const group = groupOf(owner, names[at] ?? [], common)
    const key = `${part} ${group}`
    let known = groups.get(key)
    if (known === undefined) {
      known = { part, group, storages: 0, bytes: 0 }
      groups.set(key, known)
    }
    known.storages += 1
    known.bytes += bytes
  }
  return [...groups.values()].toSorted((a, b) => b.bytes - a.bytes)
}

/** The model by the component after those that all its names have; the rest by its first step. */
function groupOf({ part, path }: StorageOwner, names: readonly string[], common: number): string {
  if (part !== 'model') return pathText(path.slice(0, 1))
  return names[Math.min(common, names.length - 1)] ?? pathText(path)
}

/** The components of the names on a path: a key of a state_dict has several. */
function namesOf(path: StorageOwner['path']): string[] {
  return path.flatMap((step) => stepName(step).split('.'))
}

/** Components that every name begins with; each keeps one of its own. */
function commonLength(all: readonly (readonly string[])[]): number {
  const [first = []] = all
  let length = Math.max(0, first.length - 1)
  for (const names of all) {
    length = Math.min(length, names.length - 1)
    // Shorter at the first name that differs.
    for (let at = 0; at < length; at += 1) if (names[at] !== first[at]) length = at
  }
  return Math.max(0, length)
}
