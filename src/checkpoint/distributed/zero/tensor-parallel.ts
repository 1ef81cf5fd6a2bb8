/** A save of several tensor-parallel ranks: each is put together as a save of its own, and their tensors by rules. */
import type { Container, Note } from '../../../container/record.ts'
import { grouped } from '../../../digits.ts'
import { PthError } from '../../../errors.ts'
import { crc32 as plainCrc32 } from '../../../io/crc32.ts'
import { dictEntries } from '../../../pickle/value.ts'
import type { PickleDict, PickleValue } from '../../../pickle/value.ts'
import type { Checkpoint } from '../../checkpoint.ts'
import type { StridedTensor, Tensor } from '../../tensor.ts'
import type { PartsFolder } from '../folder.ts'
import { joinStages } from '../joined/join.ts'
import type { RankTensors } from '../joined/ranks.ts'
import { mergedCheckpoint } from '../merged.ts'
import type { OpenFolderOptions } from '../options.ts'
import { withoutStorages } from '../without-storages.ts'
import { leftOut } from './master.ts'
import { moduleWeights } from './module.ts'
import { masterType } from './optim-states.ts'
import { invalid } from './rank-file.ts'
import { masterOf, readSave } from './save.ts'
import type { Save } from './save.ts'

/** Names that a note lists. */
const LISTED = 5

/** What one tensor-parallel rank has. */
interface RankSave {
  readonly save: Save
  readonly rank: RankTensors
  /** Pieces of its tensors, before those are joined. */
  readonly pieces: number
  readonly containers: ReadonlyMap<string, Container>
  /** Names of the module that the weights lack. */
  readonly missing: readonly string[]
}

/**
 * Open the save of these tensor-parallel ranks. @throws PthError JOIN_NEEDED, JOIN_INVALID, and as `readSave` for each
 */
export async function openTensorParallel(
  folder: PartsFolder,
  modelRanks: readonly number[],
  options: OpenFolderOptions,
): Promise<Checkpoint> {
  const saves: RankSave[] = []
  for (const modelRank of modelRanks)
    saves.push(await rankSave(await readSave(folder, options, modelRank), modelRank))
  const [first] = saves as [RankSave, ...RankSave[]]
  for (const other of saves.slice(1)) proveAlike(first.save, other.save)
  const { path } = folder
  const { model, weights, reader } = first.save
  const by = model.version === null ? '' : ` ${model.version}`
  const found = `a DeepSpeed checkpoint of ${grouped(modelRanks.length)} tensor-parallel ranks`
  const { join: rules = [], crc32 = plainCrc32 } = options
  const stages = [{ label: path, ranks: saves.map(({ rank }) => rank) }]
  const joined = await joinStages({ path, found, stages, rules, crc32 })
  const pieces = saves.reduce((sum, save) => sum + save.pieces, 0)
  return mergedCheckpoint(
    {
      ...joined,
      name: path,
      byteLength: saves.reduce((sum, { save }) => sum + save.byteLength, 0),
      title: `${titleOf(first.save, by)} and ${grouped(modelRanks.length)} tensor-parallel ranks, joined by rules`,
      containers: new Map(saves.flatMap(({ containers }) => [...containers])),
      notes: [...joined.notes, chosenNote(first.save), ...missingNotes(first.missing)],
      parts: {
        ...joined.facts,
        pieces: Math.max(pieces, joined.facts.pieces),
        unchecked: 0,
        unproven: [
          'that the tensors were split as the rules of --join say',
          'that all files are of one save beyond what they agree in: version, step and settings of the optimizer',
        ],
        weights,
        joined: rules.map(({ text }) => text),
      },
    },
    { ...options, limits: reader.limits },
  )
}

function titleOf({ stage, ranks, optim, weights }: Save, by: string): string {
  const kind = stage === 0 ? ' without ZeRO' : stage === null ? '' : ` (ZeRO-${stage})`
  const which =
    weights === 'master' ? `${masterType(optim)} master weights` : 'weights in the dtype of the training'
  return `DeepSpeed${by} checkpoint${kind}, ${which} of ${grouped(ranks)} data-parallel rank${ranks === 1 ? '' : 's'}`
}

function chosenNote({ optim, weights }: Save): Note {
  const which =
    weights === 'master'
      ? `the ${masterType(optim)} weights that the optimizer works on`
      : 'the weights as the module has them'
  return {
    code: 'WEIGHTS_CHOSEN',
    message: `${which}; left out: the optimizer and what the trainer put beside`,
  }
}

function missingNotes(missing: readonly string[]): readonly Note[] {
  if (missing.length === 0) return []
  const more = missing.length > LISTED ? ` and ${grouped(missing.length - LISTED)} more` : ''
  return [
    {
      code: 'NAMES_LEFT_OUT',
      message:
        `the optimizer has no weights for ${missing.slice(0, LISTED).join(', ')}${more}, which the module has: ` +
        'frozen, or not trained',
    },
  ]
}

async function rankSave(save: Save, modelRank: number): Promise<RankSave> {
  const { model, files, reader, weights } = save
  const what = `tensor-parallel rank ${modelRank}`
  if (files.experts.length > 0)
    throw new PthError('FORMAT_UNSUPPORTED', {
      path: reader.folder.path,
      found: `a mixture of experts of several tensor-parallel ranks, with ${files.experts.length} experts each`,
      hint: 'convert it with the tool of the trainer',
    })
  if (weights === 'master') {
    const master = await masterOf(save)
    const { value, tensors, pieces } = master
    const rank = tensorsOf(save, what, value, (item) => tensors.get(item))
    return { save, pieces, rank, containers: new Map(), missing: leftOut(model, master) }
  }
  const { value } = await moduleWeights(model, [], reader)
  const { container, interpreter, name } = model.file
  const rank = tensorsOf(save, name, value, (item) => interpreter.tensorOf(item))
  const containers = new Map([[`${name}:`, withoutStorages(container)]])
  return { save, pieces: rank.tensors.size, rank, containers, missing: [] }
}

function tensorsOf(
  { reader, model }: Save,
  file: string,
  dict: PickleDict,
  tensorOf: (item: PickleValue) => Tensor | undefined,
): RankTensors {
  const tensors = new Map<string, StridedTensor>()
  const values = new Map<string, PickleValue>()
  for (const [key, item] of dictEntries(dict)) {
    if (typeof key !== 'string')
      throw invalid(reader, model.file.name, 'has a key that is no text', [String(key)])
    const tensor = tensorOf(item)
    if (tensor === undefined) values.set(key, item)
    else if (tensor.kind === 'strided' && tensor.problem === null && tensor.dtype !== null)
      tensors.set(key, tensor)
    else throw invalid(reader, model.file.name, `has a ${tensor.type} that is not joined with others`, [key])
  }
  return { file, tensors, values }
}

/** What does not depend on the rank is the same on all of them. */
function proveAlike(first: Save, other: Save): void {
  const { reader, model } = other
  const differs = (what: string, one: unknown, another: unknown): void => {
    if (one === another) return
    throw invalid(
      reader,
      model.file.name,
      `is of another save than ${first.model.file.name}: ${what} ${String(another)}, not ${String(one)}`,
    )
  }
  differs('DeepSpeed', first.model.version, other.model.version)
  differs('progress', first.model.progress, other.model.progress)
  differs('ZeRO stage', first.stage, other.stage)
  differs('data-parallel ranks', first.ranks, other.ranks)
  differs('weights', first.weights, other.weights)
}
