/** Open the files that each rank wrote for itself: tensors in shards are joined, others must be equal on all ranks. */
import type { Note } from '../../../container/record.ts'
import { openContainer } from '../../../container/open.ts'
import { grouped } from '../../../digits.ts'
import { PthError } from '../../../errors.ts'
import { crc32 as plainCrc32 } from '../../../io/crc32.ts'
import { sideBySide } from '../../../io/side-by-side.ts'
import { checkLimit, DEFAULT_LIMITS, limitsFor } from '../../../limits.ts'
import type { Checkpoint } from '../../checkpoint.ts'
import { rootValue } from '../../find/root.ts'
import { newInterpreter } from '../../interpreter.ts'
import type { PartsFolder } from '../folder.ts'
import { mergedCheckpoint } from '../merged.ts'
import type { OpenFolderOptions } from '../options.ts'
import { withoutStorages } from '../without-storages.ts'
import { joinRanks } from './join.ts'
import type { RankTree } from './join.ts'
import { hasWeights, rankSets } from './names.ts'
import type { RankFile } from './names.ts'
import { newWholes } from './whole.ts'

/** Files that are read at one time. */
const AT_ONCE = 16
const UNPROVEN = [
  'that the files are of one save; what is whole on every rank was compared, and a lock made where they were written ' +
    'shows the rest (pth lock there, pth verify --lock here)',
]

/** Names that a note or an error lists. */
const LISTED = 5

/**
 * Open the set of files with the weights. @throws PthError PIECES_INVALID where they do not make one whole,
 * FORMAT_UNSUPPORTED for what cannot be joined, and those of archives and pickles
 */
export async function openRanks(folder: PartsFolder, options: OpenFolderOptions = {}): Promise<Checkpoint> {
  const sets = rankSets(folder.names)
  const files = chosen(folder, sets)
  const { path } = folder
  const sources = await Promise.all(files.map(({ name }) => folder.open(name)))
  const byteLength = sources.reduce((sum, source) => sum + source.byteLength, 0)
  const limits = limitsFor(options.limits ?? DEFAULT_LIMITS, byteLength)
  checkLimit(limits, 'shards', `files of ${path}`, files.length)
  const opened = await sideBySide([...files.entries()], AT_ONCE, async ([at, file]) => {
    const container = await openContainer(sources[at] as (typeof sources)[number], limits)
    return { file, container }
  })
  const trees = opened.map(({ file, container }): RankTree => {
    const interpreter = newInterpreter(container)
    return { file, value: rootValue(container, null), interpreter, meshes: new Map() }
  })
  const wholes = newWholes(path, files, options.crc32 ?? plainCrc32)
  const { value, differing } = await joinRanks(path, trees, limits, wholes.add)
  return mergedCheckpoint(
    {
      ...wholes.merged,
      name: path,
      byteLength,
      title: `files of ${grouped(files.length)} ranks (torch.save), joined`,
      value,
      containers: new Map(opened.map(({ file, container }) => [`${file.name}:`, withoutStorages(container)])),
      notes: notesOf(sets, files, differing),
      parts: { unchecked: 0, unproven: UNPROVEN, ranks: files.length, ...wholes.facts() },
    },
    { ...options, limits },
  )
}

/** The set of weights, with each rank once and none missing. */
function chosen({ path }: PartsFolder, sets: readonly (readonly RankFile[])[]): readonly RankFile[] {
  const weights = sets.filter(hasWeights)
  const [set = [], rival] = weights.length > 0 ? weights : sets
  if (rival !== undefined && (weights.length > 1 || weights.length === 0))
    throw new PthError('FORMAT_UNSUPPORTED', {
      path,
      found: `a folder with ${sets.length} sets of files of ranks`,
      hint: `move each into a folder of its own: ${sets
        .slice(0, LISTED)
        .map(([file]) => file?.set ?? '')
        .join(', ')}`,
    })
  const files = set.toSorted((one, other) => one.rank - other.rank)
  const wrong = (reason: string, names: readonly string[]): PthError =>
    new PthError('PIECES_INVALID', { path, reason, names })
  for (const [at, { rank, name }] of files.entries()) {
    if (rank > at) throw wrong('the file of a rank is missing', [nameOf(files[0], at)])
    if (rank < at) throw wrong('two files are of one rank', [files[at - 1]?.name ?? '', name])
  }
  const world = files[0]?.world ?? files.length
  if (world > files.length) throw wrong('the file of a rank is missing', [nameOf(files[0], files.length)])
  if (world < files.length)
    throw wrong(`the names say that there are ${world} ranks, and more files are there`, [
      nameOf(files[0], world),
    ])
  return files
}

function nameOf(like: RankFile | undefined, rank: number): string {
  return like?.set.replace('*', String(rank)) ?? ''
}

function notesOf(
  sets: readonly (readonly RankFile[])[],
  files: readonly RankFile[],
  differing: readonly string[],
): readonly Note[] {
  const notes: Note[] = []
  if (differing.length > 0)
    notes.push({
      code: 'RANK_VALUES',
      message: `ranks saved different values as ${told(differing)}: those of rank 0 are shown`,
    })
  const others = sets.flatMap(([file]) =>
    file === undefined || file.set === files[0]?.set ? [] : [file.set],
  )
  if (others.length > 0)
    notes.push({ code: 'PARTS_CHOSEN', message: `${files[0]?.set} was opened; not opened: ${told(others)}` })
  return notes
}

function told(names: readonly string[]): string {
  const shown = names.slice(0, LISTED).map((name) => (name.length > 100 ? `${name.slice(0, 100)}…` : name))
  const more = names.length - shown.length
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '')
}
