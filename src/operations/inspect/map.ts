/** Which groups of names fill the file: the modules of the model at their first level, and what is beside it. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { pathText, stepName } from '../../checkpoint/path.ts'
import type { MapReport } from './inspect-report.ts'
import { storageOwners } from './shares.ts'
import type { StorageOwner } from './shares.ts'

/** Every storage once, in the group of its first name; largest first. The bytes add up to those of `shares`. */
export function mapOf(checkpoint: Checkpoint): MapReport[] {
  const owners = storageOwners(checkpoint)
  const model = owners.filter(({ part }) => part === 'model').map(({ path }) => namesOf(path))
  const common = commonLength(model)
  const groups = new Map<string, MapReport>()
  for (const owner of owners) {
    const group = groupOf(owner, common)
    const key = `${owner.part} ${group}`
    const known = groups.get(key) ?? { part: owner.part, group, storages: 0, bytes: 0 }
    groups.set(key, { ...known, storages: known.storages + 1, bytes: known.bytes + owner.bytes })
  }
  return [...groups.values()].toSorted((a, b) => b.bytes - a.bytes)
}

/** The model by the component after those that all its names have; the rest by its first step. */
function groupOf({ part, path }: StorageOwner, common: number): string {
  if (part !== 'model') return pathText(path.slice(0, 1))
  const names = namesOf(path)
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
    while (length > 0 && !names.slice(0, length).every((name, at) => name === first[at])) length -= 1
  }
  return Math.max(0, length)
}
