/** Which iteration of a Megatron training: the one that `latest_checkpointed_iteration.txt` names. */
import { PthError } from '../../../errors.ts'
import type { Checkpoint } from '../../checkpoint.ts'
import { folderInside, isPlainName } from '../folder.ts'
import type { PartsFolder } from '../folder.ts'
import type { OpenFolderOptions } from '../options.ts'
import { rankFolders, TRACKER } from './names.ts'
import { openRankFolders } from './open.ts'

/** Bytes of a number or a word. */
const TRACKER_BYTES = 256
/** Iterations that a message lists. */
const LISTED = 10

/**
 * Open the ranks of a folder, or of the iteration that it names. @throws PthError PIECES_INVALID for one that is not
 * there, and as `openRankFolders`
 */
export async function openMegatron(
  folder: PartsFolder,
  options: OpenFolderOptions = {},
): Promise<Checkpoint> {
  if (rankFolders(folder.names).length > 0) return openRankFolders(folder, options)
  const source = await folder.open(TRACKER)
  const bytes = await source.read(0, Math.min(source.byteLength, TRACKER_BYTES))
  const text = new TextDecoder().decode(bytes).trim()
  const named = /^\d+$/.test(text) ? `iter_${text.padStart(7, '0')}` : text
  const all = iterationsIn(folder)
  if (!isPlainName(named) || !all.includes(named))
    throw new PthError('PIECES_INVALID', {
      path: folder.path,
      reason: `${TRACKER} names a save that is not there, ${JSON.stringify(text.slice(0, 100))}; there are`,
      names: all.slice(0, LISTED),
      total: all.length,
      hint: 'name the one that is meant',
    })
  const opened = await openRankFolders(folderInside(folder, named), options)
  const others = all.filter((each) => each !== named)
  const rest = others.length === 0 ? '' : `; not opened: ${others.slice(0, LISTED).join(', ')}`
  return {
    ...opened,
    notes: [
      ...opened.notes,
      { code: 'PARTS_CHOSEN', message: `the folder ${named}/ was opened, which ${TRACKER} names${rest}` },
    ],
  }
}

/** Folders in the folder with the files of ranks. */
function iterationsIn({ names }: PartsFolder): readonly string[] {
  const found = new Set<string>()
  for (const name of names) {
    const [folder = '', ...inside] = name.split('/')
    if (rankFolders([inside.join('/')]).length > 0) found.add(folder)
  }
  return [...found]
}
