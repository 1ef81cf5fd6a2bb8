/** What the files of one save say, read before anything is put together of them. */
import { PthError } from '../../../errors.ts'
import { crc32 as plainCrc32 } from '../../../io/crc32.ts'
import { sideBySide } from '../../../io/side-by-side.ts'
import { checkLimit, DEFAULT_LIMITS, limitsFor } from '../../../limits.ts'
import type { WeightsKind } from '../../checkpoint.ts'
import type { PartsFolder } from '../folder.ts'
import type { OpenFolderOptions } from '../options.ts'
import { buffersOfExperts, expertParams, expertTensors, isExpertGroup } from './experts.ts'
import { missingModelRank, missingRank, modelRanks, provenWithoutGap, statesFiles } from './files.ts'
import type { StatesFile, StatesFiles } from './files.ts'
import { flatGroup } from './flat-group.ts'
import { masterWeights, wholeFrozen } from './master.ts'
import type { Weights } from './master.ts'
import { modelStatesOf } from './model-states.ts'
import { provenExperts } from './module.ts'
import type { ModelStates } from './model-states.ts'
import { readOptimStates } from './optim-states.ts'
import type { OptimStates } from './optim-states.ts'
import { provenModels, provenRanks } from './proof.ts'
import { openRankFile } from './rank-file.ts'
import type { RankReader } from './rank-file.ts'
import { frozenParams, shardedParams } from './sharded.ts'

/** Files that are opened at one time. */
const AT_ONCE = 16

/** One save. */
export interface Save {
  readonly reader: RankReader
  readonly files: StatesFiles
  /** Bytes of all files. */
  readonly byteLength: number
  readonly models: readonly ModelStates[]
  /** The one of the first rank. */
  readonly model: ModelStates
  /** None where only the module was asked for. */
  readonly optim: readonly OptimStates[]
  readonly weights: WeightsKind
  /** Of ZeRO; 0 without it, null where no file that was read says it. */
  readonly stage: number | null
  readonly ranks: number
}

/**
 * Read the files of a folder, of one tensor-parallel rank of it, and prove that they are one save.
 * @throws PthError PIECES_INVALID, FORMAT_UNSUPPORTED
 */
export async function readSave(
  folder: PartsFolder,
  options: OpenFolderOptions,
  modelRank = 0,
): Promise<Save> {
  const files = statesFiles(folder, modelRank)
  const [first] = files.model
  if (first === undefined)
    throw new PthError('PIECES_INVALID', {
      path: folder.path,
      reason:
        'no file has the names and shapes of the parameters, without which nothing says what the others hold',
      names: ['mp_rank_00_model_states.pt'],
      hint: 'take the folder again from the run that wrote it',
    })
  if ((first.rank ?? 0) !== 0) throw missingRank(folder.path, 0, first.name)
  const named = [...files.model, ...files.optim, ...files.experts]
  const given = options.limits ?? DEFAULT_LIMITS
  checkLimit(given, 'shards', `files in ${folder.path}`, named.length)
  const sizes = await sideBySide(named, AT_ONCE, async ({ name }) => (await folder.open(name)).byteLength)
  const byteLength = sizes.reduce((sum, size) => sum + size, 0)
  const { crc32 = plainCrc32 } = options
  const reader: RankReader = { folder, limits: limitsFor(given, byteLength), crc32 }
  const models = await sideBySide(files.model, AT_ONCE, async ({ name }) =>
    modelStatesOf(await openRankFile(reader, name)),
  )
  const model = models[0] as ModelStates
  refuseAutoExperts(model, folder)
  proveModelRanks(folder, model)
  const weights = options.weights ?? (model.groups === null && files.optim.length === 0 ? 'module' : 'master')
  const optim = weights === 'module' ? [] : await readOptim(reader, files.optim)
  const ranks = optim.length === 0 ? (model.dataRanks ?? 1) : provenRanks(folder.path, files.optim, optim)
  provenModels(models, optim[0], ranks)
  const stage = optim[0]?.stage ?? (model.groups === null ? 0 : null)
  return { reader, files, byteLength, models, model, optim, weights, stage, ranks }
}

/** The file says how many tensor-parallel ranks there are. */
function proveModelRanks(folder: PartsFolder, { modelRanks: known, file }: ModelStates): void {
  const found = modelRanks(folder).length
  if (known === null || known === found) return
  if (known > found) throw missingModelRank(folder.path, found, file.name)
  throw new PthError('PIECES_INVALID', {
    path: folder.path,
    reason: `${file.name} is of a training with ${known} tensor-parallel ranks, and files are there of ${found}`,
    names: [],
  })
}

async function readOptim(reader: RankReader, files: readonly StatesFile[]): Promise<readonly OptimStates[]> {
  provenWithoutGap(reader.folder, files)
  return sideBySide(files, AT_ONCE, async ({ name }) => readOptimStates(await openRankFile(reader, name)))
}

/** The weights of the optimizer. @throws PthError PIECES_INVALID, FORMAT_UNSUPPORTED */
export async function masterOf({
  model,
  models,
  optim,
  stage,
  ranks,
  reader,
  files,
}: Save): Promise<Weights> {
  const { path } = reader.folder
  const { groups, file } = model
  const [first] = optim
  if (first === undefined) throw withoutOptimizer(path, model)
  if (groups === null || model.buffers === null)
    throw new PthError('PIECES_INVALID', {
      path,
      reason: `${file.name} does not name the parameters that the ranks share (param_shapes) and the buffers`,
      names: [],
      hint: '--weights module opens what is in it',
    })
  if (stage === 3) {
    if (files.experts.length > 0) throw expertsOfStage3(path, files.experts.length)
    if (model.frozen.length > 0) provenAllModels(path, files.model, ranks)
    return masterWeights({
      model,
      frozen: frozenParams(models),
      trainable: shardedParams(optim, groups.flat()),
    })
  }
  if (first.parts.length !== groups.length)
    throw new PthError('PIECES_INVALID', {
      path,
      reason: `the optimizer has ${first.parts.length} groups, and ${file.name} names parameters of ${groups.length}`,
      names: [],
    })
  provenExperts(model, files.experts, reader)
  const tensors = await expertTensors(reader, files.experts)
  const dense = groups.flatMap((shapes, group) =>
    isExpertGroup(model, shapes) ? [] : flatGroup(optim, group, shapes),
  )
  const experts = await expertParams(model, optim, tensors)
  const expertBuffers = buffersOfExperts(model, tensors)
  const trainable = [...dense, ...experts]
  const weights = masterWeights({ model, frozen: wholeFrozen(model), trainable, expertBuffers })
  const known = new Set([...experts.map(({ name }) => name), ...expertBuffers.keys()])
  return { ...weights, expertsLeftOut: [...tensors.keys()].filter((name) => !known.has(name)) }
}

/** DeepSpeed itself has no experts with ZeRO-3. */
function expertsOfStage3(path: string, count: number): PthError {
  return new PthError('FORMAT_UNSUPPORTED', {
    path,
    found: `a ZeRO-3 checkpoint with ${count} files of experts`,
    hint: 'open the weights in the dtype of the training: --weights module',
  })
}

/** Without files of the optimizer it is no ZeRO, or they are missing: then the shapes of what they share are there. */
function withoutOptimizer(path: string, { groups, file }: ModelStates): PthError {
  if (groups === null)
    return new PthError('FORMAT_UNSUPPORTED', {
      path,
      found: 'a DeepSpeed checkpoint without ZeRO, which has no names for float32 weights of the optimizer',
      hint: 'leave --weights master out',
    })
  return new PthError('PIECES_INVALID', {
    path,
    reason: `${file.name} is of a training with ZeRO, and the files of its optimizer are missing`,
    names: ['zero_pp_rank_0_mp_rank_00_optim_states.pt'],
    hint: 'take the folder again from the run that wrote it; --weights module opens what ZeRO-1 and ZeRO-2 keep beside',
  })
}

/** Frozen parameters of ZeRO-3 are in the files of all ranks. */
function provenAllModels(path: string, files: readonly StatesFile[], ranks: number): void {
  const gap = Array.from({ length: ranks }, (_, rank) => rank).find((rank) => files[rank]?.rank !== rank)
  if (gap !== undefined) throw missingRank(path, gap, files[0]?.name ?? '')
}

function refuseAutoExperts({ autoExperts }: ModelStates, { path }: PartsFolder): void {
  if (!autoExperts) return
  throw new PthError('FORMAT_UNSUPPORTED', {
    path,
    found: 'a DeepSpeed checkpoint with experts split by AutoEP (ds_autoep_layers)',
    hint: 'convert it with ds_to_universal.py of DeepSpeed, which knows how they were split',
  })
}
