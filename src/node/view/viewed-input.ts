/** The files that one input of a command line consists of: what a page has to be given to open the same. */
import { basename } from 'node:path'
import { layoutsIn } from '../../checkpoint/distributed/layout.ts'
import { isIndexName } from '../../checkpoint/several/shard-index.ts'
import { PthError } from '../../errors.ts'
import type { Limits } from '../../limits.ts'
import { isAddress } from '../../remote/address.ts'
import { namesInFolder } from '../folder-files.ts'
import { oneInput } from '../input-paths.ts'
import { memberAddress } from '../member-address.ts'
import { partNames } from '../part-names.ts'
import { folderOf, kindOfPlace, openPlace, placeIn } from '../place.ts'
import { shardsOf } from '../shards-of.ts'
import { unpackedArchiveIn } from '../unpacked-folders.ts'

/** One file: its name in its folder with slashes, and where it is. */
export interface ViewedFile {
  readonly name: string
  readonly place: string
  /** The folder of an unpacked archive, which is read as that archive. */
  readonly folder?: true
}

/** An input as its files; an index is the first of them. */
export interface ViewedInput {
  readonly files: readonly ViewedFile[]
  /** The folder of the files, when they are those of a distributed checkpoint; else null. */
  readonly parts: string | null
  /** The member of the one file that was named; null for the whole. */
  readonly member: string | null
}

/**
 * The files of what `path` names, as opening it finds them.
 * @throws PthError USAGE for `-`, SOURCE_UNREADABLE, SHARDS_INVALID, FORMAT_UNSUPPORTED, LIMIT_EXCEEDED
 */
export async function viewedInput(path: string, limits: Limits): Promise<ViewedInput> {
  if (path === '-')
    throw new PthError('USAGE', {
      reason: 'a pipe is read once, and a page reads here and there; name a file',
    })
  const address = await memberAddress(path)
  if (address !== null) return { files: [await existing(address.file)], parts: null, member: address.member }
  const kind = await kindOfPlace(path)
  const names = kind === 'folder' ? await partNames(path, limits) : []
  if (layoutsIn(names).length > 0) {
    const files = names.map((name) => ({ name, place: placeIn(path, name) }))
    return { files, parts: path, member: null }
  }
  return { files: await filesOf(path, kind, limits), parts: null, member: null }
}

async function filesOf(
  path: string,
  kind: Awaited<ReturnType<typeof kindOfPlace>>,
  limits: Limits,
): Promise<readonly ViewedFile[]> {
  if (kind === 'folder') {
    const archive = await unpackedArchiveIn(path, limits)
    if (archive !== null) return [{ name: lastName(archive), place: archive, folder: true }]
    return filesIn(path, await namesInFolder(path, limits), limits)
  }
  if (kind === 'missing' && !isAddress(path) && /[*?[{]/.test(path)) {
    const { folder, names } = await oneInput(path, limits)
    return filesIn(folder, names, limits)
  }
  return filesIn(folderOf(path), [lastName(path)], limits, path)
}

/** Files by their names in a folder; the shards of an index follow it. */
async function filesIn(
  folder: string,
  names: readonly string[],
  limits: Limits,
  only?: string,
): Promise<readonly ViewedFile[]> {
  const [first = ''] = names
  const place = only ?? placeIn(folder, first)
  if (names.length === 1 && isIndexName(first)) {
    const shards = (await shardsOf(place, limits)) ?? []
    return [{ name: first, place }, ...shards.map((name) => ({ name, place: placeIn(folder, name) }))]
  }
  if (names.length === 1) return [await existing(place)]
  return names.map((name) => ({ name, place: placeIn(folder, name) }))
}

/** @throws PthError SOURCE_UNREADABLE, and those of addresses */
async function existing(place: string): Promise<ViewedFile> {
  const source = await openPlace(place, { look: true })
  await source.close()
  return { name: lastName(place), place }
}

/** What is behind the last slash. Addresses have no other, and a query is of no name. */
function lastName(place: string): string {
  return isAddress(place) ? (place.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? place) : basename(place)
}
