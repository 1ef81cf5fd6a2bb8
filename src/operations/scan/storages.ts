/** Which entries of an archive are the bytes of tensors: those that a persistent id of a pickle names. */
import type { PicklePersistent, PickleValue } from '../../pickle/value.ts'
import { isKind } from '../../pickle/value.ts'
import { lowerAscii } from '../../zip/name-index.ts'
import type { ScanContext } from './context.ts'

/** Note the storages that one pickle names, in order to tell their bytes from other members later. */
export function noteStorages(
  context: ScanContext,
  member: string,
  persistents: readonly PicklePersistent[],
): void {
  const keys = context.storages.get(member) ?? new Set()
  for (const { id } of persistents) {
    const key = storageKey(id)
    if (key !== undefined) keys.add(key)
  }
  context.storages.set(member, keys)
}

/** The key of `('storage', class, key, location, numel)`. @see torch/serialization.py `persistent_id` */
function storageKey(id: PickleValue): string | undefined {
  if (!isKind(id, 'tuple') || id.items[0] !== 'storage') return undefined
  const key = id.items[2]
  return typeof key === 'string' ? key : undefined
}

/**
 * Names, in lower case as torch compares them, of the entries that hold storages of the pickles under `prefix`:
 * `data/KEY` beside the pickle, `constants/KEY` for constants.pkl, `.data/KEY.storage` in torch.package.
 */
export function storageNames({ storages }: ScanContext, prefix: string): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [member, keys] of storages) {
    if (!member.startsWith(prefix)) continue
    const name = member.slice(prefix.length)
    const slash = name.lastIndexOf('/') + 1
    const folder = name.slice(0, slash)
    const stem = name.slice(slash).replace(/\.pkl$/i, '')
    const root = name.slice(0, name.indexOf('/') + 1)
    for (const key of keys)
      for (const path of [`${folder}data/${key}`, `${folder}${stem}/${key}`, `${root}.data/${key}.storage`])
        names.add(lowerAscii(path))
  }
  return names
}
