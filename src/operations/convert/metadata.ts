/**
 * The metadata of the output: `format`, what the inputs had, what the user sets, scalars, and names of shared
 * tensors.
 */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { PthError } from '../../errors.ts'
import { compareNames } from '../../safetensors/layout.ts'
import type { ConvertOptions } from './options.ts'
import type { PlannedTensor } from './content.ts'
import { recordedNames } from './recorded.ts'
import type { SharedGroup } from './share.ts'

/** Entries named in a notice. */
const TOLD = 5

export interface PlannedMetadata {
  readonly metadata: ReadonlyMap<string, string> | null
  readonly aliases: ReadonlyMap<string, string>
  readonly notices: readonly string[]
}

/**
 * Lay out the metadata. Its order: `format`, then the inputs' in their order, the user's, scalars, and
 * the alias records sorted by name. A later source replaces the value of an earlier one, not its place.
 * @throws PthError USAGE when two inputs disagree, or the format cannot contain metadata and some is asked for
 */
export function planMetadata(
  checkpoints: readonly Checkpoint[],
  options: ConvertOptions,
  groups: readonly SharedGroup[],
  scalars: ReadonlyMap<string, string>,
  tensors: readonly PlannedTensor[],
): PlannedMetadata {
  const wanted = new Map<string, string>()
  for (const group of options.shared === 'copy' ? [] : groups) {
    for (const [alias, kept] of group.aliases) wanted.set(alias, kept)
  }
  const inherited = carried(checkpoints, options)
  if (options.format !== 'safetensors') return withoutMetadata(options, scalars, wanted, inherited)
  const notices = recordNotices(checkpoints, options, tensors)
  if (options.metadata === null) {
    if (scalars.size > 0)
      throw new PthError('USAGE', { reason: 'scalars cannot become metadata when no metadata is written' })
    if (wanted.size > 0)
      notices.push('shared tensors are copied: without metadata their other names would be lost')
    return { metadata: null, aliases: new Map(), notices }
  }
  const metadata = new Map([['format', 'pt']])
  for (const [key, value] of inherited) metadata.set(key, value)
  for (const [key, value] of options.metadata) metadata.set(key, value)
  for (const [key, value] of scalars) metadata.set(key, value)
  const aliases = new Map<string, string>()
  for (const [alias, kept] of [...wanted].toSorted(([a], [b]) => compareNames(a, b))) {
    if (metadata.has(alias) && metadata.get(alias) !== kept) {
      notices.push(`"${alias}" is copied: the metadata has another entry of this name`)
      continue
    }
    metadata.set(alias, kept)
    aliases.set(alias, kept)
  }
  return { metadata, aliases, notices }
}

/** A torch.save archive shares storages as they are; an npz file can record nothing. */
function withoutMetadata(
  options: ConvertOptions,
  scalars: ReadonlyMap<string, string>,
  wanted: ReadonlyMap<string, string>,
  inherited: ReadonlyMap<string, string>,
): PlannedMetadata {
  if (scalars.size > 0 || (options.metadata?.size ?? 0) > 0) {
    throw new PthError('USAGE', { reason: `${options.format} files cannot contain metadata` })
  }
  const lost = [...inherited].filter(([key]) => key !== 'format').map(([key, value]) => `${key}=${value}`)
  const notices =
    lost.length > 0
      ? [
          `metadata of the input is left out, ${options.format} files cannot contain any: ` +
            `${lost.slice(0, TOLD).join(', ')}${lost.length > TOLD ? ', …' : ''}`,
        ]
      : []
  if (options.format === 'pth') return { metadata: null, aliases: wanted, notices }
  if (wanted.size > 0) notices.push('shared tensors are copied: an npz file cannot record other names')
  return { metadata: null, aliases: new Map(), notices }
}

/** Records that would name a tensor that is not there any more. */
function recordNotices(
  checkpoints: readonly Checkpoint[],
  options: ConvertOptions,
  tensors: readonly PlannedTensor[],
): string[] {
  if (options.restoreShared || options.metadata === null) return []
  const names = new Map(tensors.map(({ name, source }) => [source.tensor, name]))
  return checkpoints.flatMap((checkpoint) =>
    [...recordedNames(checkpoint)]
      .filter(([, { name, tensor }]) => names.get(tensor) !== name)
      .map(
        ([alias, { name }]) =>
          `the metadata still calls "${alias}" another name of "${name}", which was renamed or ` +
          'left out; --restore-shared renames both',
      ),
  )
}

/** Metadata of the inputs; of records that become tensors again the plan makes its own. */
function carried(checkpoints: readonly Checkpoint[], options: ConvertOptions): Map<string, string> {
  const all = new Map<string, string>()
  for (const checkpoint of checkpoints) {
    const { metadata, name } = checkpoint
    const restored = options.restoreShared ? recordedNames(checkpoint) : new Map<string, never>()
    for (const [key, value] of metadata ?? []) {
      if (restored.has(key)) continue
      const other = all.get(key)
      if (other !== undefined && other !== value && options.metadata?.has(key) !== true) {
        throw new PthError('USAGE', {
          reason:
            `${name} has the metadata ${JSON.stringify(key)} with another value than an ` +
            `input before it; --metadata ${key}=… decides`,
        })
      }
      all.set(key, value)
    }
  }
  return all
}
