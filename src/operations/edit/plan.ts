/** An edit of a safetensors header, decided from the header alone: the new text, and what changes. */
import { PthError } from '../../errors.ts'
import { isJsonObject, jsonItems, parseJsonBytes } from '../../json/parse.ts'
import { didYouMean } from '../../names/near.ts'
import { newRenamer } from '../../names/rename.ts'
import type { RenameRule } from '../../names/rename.ts'
import { parseSafetensorsHeader } from '../../safetensors/header.ts'
import type { SafetensorsEntry, SafetensorsHeader } from '../../safetensors/header.ts'
import { checkName, encodeHeader } from '../../safetensors/layout.ts'

/** What to change. */
export interface EditOptions {
  readonly set: ReadonlyMap<string, string>
  readonly unset: ReadonlySet<string>
  readonly renames: readonly RenameRule[]
}

/** What changes; empty lists where nothing does. */
export interface EditChanges {
  /** `before` is null where the key is new. */
  readonly set: readonly { readonly key: string; readonly before: string | null; readonly after: string }[]
  readonly unset: readonly { readonly key: string; readonly before: string }[]
  readonly renamed: readonly { readonly from: string; readonly to: string }[]
  /** Other names of tensors that the metadata records, which follow the renaming. */
  readonly records: readonly { readonly key: string; readonly to: string; readonly value: string }[]
}

/** The new header, and what it changes. */
export interface EditPlan {
  /** Without padding. */
  readonly json: Uint8Array
  readonly changes: EditChanges
}

const FIELDS = 3

/**
 * Decide an edit. The tensors keep their order, their types and their places.
 * @throws PthError EDIT_REFUSED, NAME_COLLISION, NAME_INVALID, SAFETENSORS_INVALID, JSON_INVALID
 */
export function planEdit(bytes: Uint8Array, dataBytes: number, path: string, options: EditOptions): EditPlan {
  const header = parseSafetensorsHeader(bytes, dataBytes, path)
  refuseUnknownFields(bytes, path)
  const { entries, renamed, newName } = renameEntries(header, path, options.renames)
  const { metadata, ...changes } = editMetadata(header, path, options, newName)
  return { json: encodeHeader(entries, metadata), changes: { ...changes, renamed } }
}

/** Whether an edit changes anything. */
export function changesNothing({ set, unset, renamed, records }: EditChanges): boolean {
  return set.length + unset.length + renamed.length + records.length === 0
}

/** Fields that the format does not have are ignored by readers, and would be lost. */
function refuseUnknownFields(bytes: Uint8Array, path: string): void {
  const json = parseJsonBytes(bytes, `safetensors header of ${path}`)
  for (const [name, value] of isJsonObject(json) ? json.entries : []) {
    if (name === '__metadata__' || jsonItems(value) !== undefined) continue
    if (isJsonObject(value) && value.entries.length === FIELDS) continue
    throw refused(
      path,
      `tensor ${JSON.stringify(name)} has fields in the header that the format does not have; an edit would lose them`,
      'pth convert writes the file without them',
    )
  }
}

function renameEntries(
  { tensors }: SafetensorsHeader,
  path: string,
  rules: readonly RenameRule[],
): {
  readonly entries: readonly SafetensorsEntry[]
  readonly renamed: EditChanges['renamed']
  readonly newName: (name: string) => string
} {
  const { rename } = newRenamer(rules)
  const used = new Set<RenameRule>()
  const taken = new Map<string, string>()
  const renamed: { from: string; to: string }[] = []
  const entries = tensors.map((entry) => {
    const { name, rule } = rename(entry.name)
    if (rule !== null) used.add(rule)
    if (name !== entry.name) {
      checkName(name)
      if (name === '') throw new PthError('NAME_INVALID', { name, reason: 'it is empty' })
      renamed.push({ from: entry.name, to: name })
    }
    const other = taken.get(name)
    if (other !== undefined)
      throw new PthError('NAME_COLLISION', {
        name,
        first: `"${other}" of ${path}`,
        second: `"${entry.name}"`,
      })
    taken.set(name, entry.name)
    return { ...entry, name }
  })
  const unused = rules.find((rule) => !used.has(rule))
  if (unused !== undefined) {
    const near = didYouMean(
      unused.from,
      tensors.map(({ name }) => name),
    )
    throw refused(
      path,
      `no tensor is called ${JSON.stringify(unused.from)}`,
      near ?? 'pth inspect lists the names',
    )
  }
  return { entries, renamed, newName: (name) => rename(name).name }
}

function editMetadata(
  { metadata, tensors }: SafetensorsHeader,
  path: string,
  { set, unset }: EditOptions,
  newName: (name: string) => string,
): Omit<EditChanges, 'renamed'> & { readonly metadata: ReadonlyMap<string, string> | null } {
  const names = new Set(tensors.map(({ name }) => name))
  const edited = new Map<string, string>()
  const removed: { key: string; before: string }[] = []
  const records: { key: string; to: string; value: string }[] = []
  for (const [key, value] of metadata ?? []) {
    if (unset.has(key)) {
      removed.push({ key, before: value })
      continue
    }
    // `other = kept`: another name of a tensor, as save_model records it for one that is shared.
    const record = names.has(value) && !names.has(key)
    const [to, after] = record ? [newName(key), newName(value)] : [key, value]
    if (edited.has(to))
      throw new PthError('NAME_COLLISION', { name: to, first: 'a key of the metadata', second: `"${key}"` })
    if (to !== key || after !== value) records.push({ key, to, value: after })
    edited.set(to, after)
  }
  for (const key of unset) {
    if (removed.some((one) => one.key === key)) continue
    const near = didYouMean(key, [...(metadata?.keys() ?? [])])
    throw refused(
      path,
      `the metadata has no key ${JSON.stringify(key)}`,
      near ?? 'pth inspect --json lists the keys',
    )
  }
  const written: { key: string; before: string | null; after: string }[] = []
  for (const [key, after] of set) {
    const before = edited.get(key) ?? null
    if (before !== after) written.push({ key, before, after })
    edited.set(key, after)
  }
  const left = edited.size === 0 && (metadata === null || metadata.size > 0) ? null : edited
  return { set: written, unset: removed, records, metadata: left }
}

function refused(path: string, reason: string, hint: string): PthError {
  return new PthError('EDIT_REFUSED', { path, reason, hint })
}
