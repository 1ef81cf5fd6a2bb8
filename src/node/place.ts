/** Where an input is: a path, or an address. What is not an address never loads the network. */
import { basename, dirname, join } from 'node:path'
import { addressIn, folderOfAddress, isAddress, parseAddress } from '../remote/address.ts'
import type { RemoteFile } from '../remote/listing.ts'
import { kindOfPath, listFolder, openFileWith, planned } from './file.ts'
import type { FileOptions, FileSource } from './file.ts'

/** Open a file at a path or an address. @throws PthError as `openFile`, and those of addresses */
export async function openPlace(place: string, options: FileOptions = {}): Promise<FileSource> {
  if (!isAddress(place)) return openFileWith(place, options)
  const { openRemote } = await import('./remote/open.ts')
  const source = await openRemote(place)
  return { ...planned(source, options), close: source.close }
}

/**
 * What a place is. Nothing is asked of the network: an address that ends at a repository, a bucket or a slash is a
 * folder.
 */
export async function kindOfPlace(place: string): Promise<'folder' | 'file' | 'missing'> {
  if (!isAddress(place)) return kindOfPath(place)
  const address = parseAddress(place)
  if (address.kind === 'web') return 'file'
  const inside = address.kind === 'hub' ? address.path : address.key
  return inside === '' || inside.endsWith('/') ? 'folder' : 'file'
}

/** The names directly in a folder, sorted; those of an address have what is deeper too, with slashes. */
export async function namesAt(place: string): Promise<string[]> {
  if (!isAddress(place)) return listFolder(place)
  // Without the slash it would be the beginning of names.
  const folder = place.endsWith('/') ? place : `${place}/`
  return (await listPlace(folder)).map(({ name }) => name).toSorted()
}

/** The files at an address, with their sizes, in the order of the service. @throws PthError those of addresses */
export async function listPlace(address: string): Promise<readonly RemoteFile[]> {
  const { listRemote } = await import('./remote/open.ts')
  return listRemote(address)
}

/** The place of a name in a folder. A name from a file is checked before: it has no way up. */
export function placeIn(folder: string, name: string): string {
  return isAddress(folder) ? addressIn(folder, name) : join(folder, name)
}

/** The folder of a place. */
export function folderOf(place: string): string {
  return isAddress(place) ? folderOfAddress(place) : dirname(place)
}

/** The name of a place in its folder. */
export function nameIn(folder: string, place: string): string {
  return isAddress(place) ? place.slice(folder.length + 1) : basename(place)
}
