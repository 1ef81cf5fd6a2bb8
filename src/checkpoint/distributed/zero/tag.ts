/** Which save of a training: the folder that the file `latest` names. */
import { PthError } from '../../../errors.ts'
import type { Checkpoint } from '../../checkpoint.ts'
import { folderInside, isPlainName } from '../folder.ts'
import type { PartsFolder } from '../folder.ts'
import type { OpenFolderOptions } from '../options.ts'
import { isStatesFolder } from './names.ts'

/** Bytes of a tag; people write dates and steps. */
const TAG_BYTES = 4096
/** Tags that a message lists. */
const LISTED = 10

type Opener = (folder: PartsFolder, options: OpenFolderOptions) => Promise<Checkpoint>

/**
 * Open the save that a file names, or the folder itself where it has none. @throws PthError PIECES_INVALID for a name
 * that is no folder with a save, and as the opener has them
 */
export async function openTagged(
  folder: PartsFolder,
  options: OpenFolderOptions,
  latest: string,
  open: Opener,
): Promise<Checkpoint> {
  if (!folder.names.includes(latest) || isStatesFolder(folder.names)) return open(folder, options)
  const tag = await readTag(folder, latest)
  const tags = tagsIn(folder)
  const found = tags.filter((each) => each === tag)
  if (!isPlainName(tag) || found.length === 0)
    throw new PthError('PIECES_INVALID', {
      path: folder.path,
      reason: `${latest} names a save that is not there, ${JSON.stringify(tag.slice(0, 100))}; there are`,
      names: tags.slice(0, LISTED),
      total: tags.length,
      hint:
        tags.length === 0 ? 'take the folder again from the run that wrote it' : 'name the one that is meant',
    })
  const opened = await open(folderInside(folder, tag), options)
  const others = tags.filter((each) => each !== tag)
  const rest = others.length === 0 ? '' : `; not opened: ${others.slice(0, LISTED).join(', ')}`
  return {
    ...opened,
    notes: [
      ...opened.notes,
      { code: 'PARTS_CHOSEN', message: `the folder ${tag}/ was opened, which ${latest} names${rest}` },
    ],
  }
}

async function readTag(folder: PartsFolder, latest: string): Promise<string> {
  const source = await folder.open(latest)
  const bytes = await source.read(0, Math.min(source.byteLength, TAG_BYTES))
  return new TextDecoder().decode(bytes).trim()
}

/** Folders in the folder with files of a save. */
function tagsIn({ names }: PartsFolder): readonly string[] {
  const tags = new Set<string>()
  for (const name of names) {
    const [folder, ...inside] = name.split('/')
    if (folder !== undefined && (isStatesFolder([inside.join('/')]) || inside[0] === 'zero')) tags.add(folder)
  }
  return [...tags]
}
