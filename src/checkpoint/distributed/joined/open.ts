/** Files of tensor-parallel ranks as one checkpoint: folders of Megatron-LM and NeMo 1, Llama as Meta writes it. */
import type { Note } from '../../../container/record.ts'
import { grouped } from '../../../digits.ts'
import { PthError } from '../../../errors.ts'
import { crc32 as plainCrc32 } from '../../../io/crc32.ts'
import { sideBySide } from '../../../io/side-by-side.ts'
import { checkLimit, DEFAULT_LIMITS, limitsFor } from '../../../limits.ts'
import type { Checkpoint } from '../../checkpoint.ts'
import type { PartsFolder } from '../folder.ts'
import { mergedCheckpoint } from '../merged.ts'
import type { OpenFolderOptions } from '../options.ts'
import { withoutStorages } from '../without-storages.ts'
import { joinStages } from './join.ts'
import { consolidatedFiles, rankFolders, shardedStateFiles } from './names.ts'
import type { RankPath } from './names.ts'
import { provenFacts, provenPlaces } from './places.ts'
import { openRank } from './rank-file.ts'
import type { OpenedRank } from './rank-file.ts'
import type { Stage } from './ranks.ts'
import { openSafetensorsRank } from './safetensors-rank.ts'

/** Files that are opened at one time. */
const AT_ONCE = 16
/** Names that a note lists. */
const LISTED = 10

/** Megatron-LM and NeMo 1: one iteration, with a folder for each rank. @throws PthError as `openFiles` */
export function openRankFolders(folder: PartsFolder, options: OpenFolderOptions = {}): Promise<Checkpoint> {
  const files = rankFolders(folder.names)
  const nemo = files.some(({ path }) => path.endsWith('.ckpt'))
  return openFiles(folder, files, nemo ? 'NeMo' : 'Megatron', options)
}

/** Llama as Meta writes it. @throws PthError as `openFiles` */
export function openConsolidated(folder: PartsFolder, options: OpenFolderOptions = {}): Promise<Checkpoint> {
  return openFiles(folder, consolidatedFiles(folder.names), 'Llama', options)
}

/** Ranks of vLLM: fused layers under the names that they have there. @throws PthError as `openFiles` */
export function openShardedState(folder: PartsFolder, options: OpenFolderOptions = {}): Promise<Checkpoint> {
  if (options.root !== undefined)
    throw new PthError('STATE_DICT_NOT_FOUND', {
      root: options.root,
      reason: 'files of safetensors have tensors and no dictionaries in them',
      candidates: [],
    })
  return openFiles(folder, shardedStateFiles(folder.names), 'vLLM', options)
}

/**
 * Open the files of all ranks, and join their tensors by the rules that were given.
 * @throws PthError PIECES_INVALID where the ranks are not those of one save, and as `joinStages`
 */
async function openFiles(
  folder: PartsFolder,
  files: readonly RankPath[],
  program: string,
  options: OpenFolderOptions,
): Promise<Checkpoint> {
  const { path } = folder
  const given = options.limits ?? DEFAULT_LIMITS
  const names = files.flatMap((file) => [file.path, ...(file.more ?? [])])
  checkLimit(given, 'shards', `files of ${path}`, names.length)
  const places = provenPlaces(path, files)
  const sizes = await sideBySide(names, AT_ONCE, async (name) => (await folder.open(name)).byteLength)
  const byteLength = sizes.reduce((sum, size) => sum + size, 0)
  const limits = limitsFor(given, byteLength)
  const sorted = places.flat()
  const { crc32 = plainCrc32, join: rules = [] } = options
  const reader = { folder, limits, crc32 }
  const opened = await sideBySide(sorted, AT_ONCE, ({ path: file, more = [] }) =>
    file.endsWith('.safetensors')
      ? openSafetensorsRank(reader, [file, ...more])
      : openRank(reader, file, options.root),
  )
  provenFacts(path, places, opened)
  const tensorRanks = places[0]?.length ?? 0
  const found = `a ${program} checkpoint of ${grouped(tensorRanks)} tensor-parallel rank${tensorRanks === 1 ? '' : 's'}`
  const stages = stagesOf(path, places, opened)
  const joined = await joinStages({ path, found, stages, rules, crc32 })
  const { root: _, ...rest } = options
  return mergedCheckpoint(
    {
      ...joined,
      name: path,
      byteLength,
      title: titleOf(program, tensorRanks, places.length),
      containers: new Map(
        opened.flatMap(({ containers }) =>
          containers.map(([name, container]) => [`${name}:`, withoutStorages(container)] as const),
        ),
      ),
      notes: [...joined.notes, ...besideNotes(opened)],
      parts: {
        // Files of safetensors have no checksums, and nothing in them that says which rank they are of.
        unchecked: program === 'vLLM' ? joined.facts.pieces : 0,
        unproven: program === 'vLLM' ? [...UNPROVEN, UNPROVEN_PLACES] : UNPROVEN,
        ranks: files.length,
        ...joined.facts,
        ...(tensorRanks > 1 && { joined: rules.map(({ text }) => text) }),
        ...(places.length > 1 && {
          mesh: { shape: [places.length, tensorRanks], names: ['pipeline', 'tensor'] },
        }),
      },
    },
    { ...rest, limits },
  )
}

const UNPROVEN = [
  'that the tensors were split as the rules of --join say, and that no rank behind the last is missing where no file ' +
    'says how many there are; pth diff with a schema of the model shows the shapes that are wrong, and not an order ' +
    'that is wrong',
]

const UNPROVEN_PLACES =
  'that no files of ranks have changed places: the number of a rank is in their names alone'

function titleOf(program: string, tensorRanks: number, stages: number): string {
  const ranks = `${grouped(tensorRanks)} tensor-parallel rank${tensorRanks === 1 ? '' : 's'}`
  const pipeline = stages > 1 ? ` in ${grouped(stages)} stages` : ''
  return `${program} checkpoint of ${ranks}${pipeline}${tensorRanks > 1 ? ', joined by rules' : ''}`
}

/** The stages, each with the models of its ranks: a virtual pipeline has several in one file. */
function stagesOf(
  path: string,
  places: readonly (readonly RankPath[])[],
  opened: readonly OpenedRank[],
): readonly Stage[] {
  const byPath = new Map(opened.map((file) => [file.path, file]))
  return places.flatMap((ranks) => {
    const files = ranks.flatMap((rank) => byPath.get(rank.path) ?? [])
    const [first] = files
    return (first?.models ?? []).map(([key], at): Stage => {
      const models = files.map((file) => {
        const model = file.models[at]
        if (model?.[0] === key && file.models.length === first?.models.length) return model[1]
        throw new PthError('PIECES_INVALID', {
          path,
          reason: `${file.path} has other models in it than ${first?.path ?? ''}`,
          names: file.models.map(([name]) => name),
        })
      })
      const inside = (first?.models.length ?? 0) > 1 ? ` (${key})` : ''
      return { label: `${first?.path ?? ''}${inside}`, ranks: models }
    })
  })
}

function besideNotes(opened: readonly OpenedRank[]): readonly Note[] {
  const beside = [...new Set(opened.flatMap((file) => file.beside))]
  if (beside.length === 0) return []
  const more = beside.length > LISTED ? ` and ${beside.length - LISTED} more` : ''
  return [
    {
      code: 'WEIGHTS_CHOSEN',
      message: `the weights of the model; left out: ${beside.slice(0, LISTED).join(', ')}${more}`,
    },
  ]
}
