/**
 * The float32 weights of a pipeline: the optimizer of each stage has those of its layers, under the names that the
 * stage lists, and those of a tied layer in every stage that shares it.
 * @see deepspeed/runtime/pipe/engine.py, deepspeed/runtime/pipe/module.py `_index_tied_modules`
 */
import type { Note } from '../../../container/record.ts'
import { grouped } from '../../../digits.ts'
import type { DType } from '../../../dtype/dtype.ts'
import { PthError } from '../../../errors.ts'
import { sideBySide } from '../../../io/side-by-side.ts'
import { dictEntries } from '../../../pickle/value.ts'
import type { PickleValue } from '../../../pickle/value.ts'
import { numelOf } from '../../tensor.ts'
import type { StridedTensor } from '../../tensor.ts'
import { assembledRecord } from '../assembled.ts'
import type { Piece } from '../assembled.ts'
import { denseSource } from '../dense-source.ts'
import type { PartsFolder } from '../folder.ts'
import type { RankTensors } from '../joined/ranks.ts'
import { newMergedTensors } from '../merged.ts'
import type { MergedTensors } from '../merged.ts'
import type { OpenFolderOptions } from '../options.ts'
import { modelRanks } from './files.ts'
import { addBuffer } from './master.ts'
import { masterType } from './optim-states.ts'
import { isPlaceOf } from './pipeline-layers.ts'
import type { OpenedLayer } from './pipeline-layers.ts'
import { tensorAt } from './rank-file.ts'
import { proveSample } from './sample.ts'
import { masterOf, readSave } from './save.ts'
import type { Save } from './save.ts'

/** Stages that are read at one time. */
const AT_ONCE = 4
/** Names that a note lists. */
const LISTED = 5

/** The weights of each tensor-parallel rank, under the names of its layers. */
export interface PipelineMaster {
  readonly ranks: readonly RankTensors[]
  readonly byteLength: number
  readonly pieces: number
  /** The element type of the weights, in words. */
  readonly type: string
  readonly notes: readonly Note[]
}

/** What the optimizer of one stage has. */
interface StageMaster {
  readonly save: Save
  readonly tensors: ReadonlyMap<string, Master>
  readonly pieces: number
}

type Master = StridedTensor & { readonly dtype: DType }

/**
 * Put the weights together. `layers` are the opened files of the layers, `trained` their tensors by ranks: each weight
 * is compared with the file of its layer. @throws PthError PIECES_INVALID, FORMAT_UNSUPPORTED
 */
export async function pipelineMaster(
  folder: PartsFolder,
  options: OpenFolderOptions,
  layers: readonly OpenedLayer[],
  trained: readonly RankTensors[],
): Promise<PipelineMaster> {
  const stages = await sideBySide(modelRanks(folder), AT_ONCE, (rank) => stageMaster(folder, options, rank))
  let left: readonly string[] = []
  const ranks: RankTensors[] = []
  for (const [at, rank] of trained.entries()) {
    const found = tensorsOf(
      { path: folder.path, rank },
      // Numbered by stages, and in a stage by tensor-parallel ranks.
      stages.filter((_, number) => number % trained.length === at),
      layers.filter(({ layer }) => layer.modelRank === at),
    )
    await proveLayers(found)
    if (at === 0) left = [...rank.tensors.keys()].filter((name) => !found.has(name))
    const tensors = new Map([...found].map(([name, { tensor }]) => [name, tensor]))
    ranks.push({ file: rank.file, tensors, values: new Map() })
  }
  const type = masterType(stages.flatMap(({ save }) => save.optim))
  return {
    ranks,
    byteLength: stages.reduce((sum, { save }) => sum + save.byteLength, 0),
    pieces: stages.reduce((sum, { pieces }) => sum + pieces, 0),
    type,
    notes: notesOf(type, left),
  }
}

async function stageMaster(
  folder: PartsFolder,
  options: OpenFolderOptions,
  rank: number,
): Promise<StageMaster> {
  const save = await readSave(folder, { ...options, weights: 'master' }, rank)
  const { value, tensors, pieces } = await masterOf(save)
  const found = new Map<string, Master>()
  for (const [name, item] of dictEntries(value)) {
    const tensor = tensors.get(item)
    if (typeof name !== 'string' || tensor?.kind !== 'strided' || tensor.dtype === null) continue
    const storage = { ...tensor.storage, key: `${rank}:${tensor.storage.key}` }
    found.set(name, { ...tensor, dtype: tensor.dtype, storage })
  }
  return { save, tensors: found, pieces }
}

/** A weight, and the value in the file of its layer that has it in the dtype of the training. */
interface Found {
  readonly name: string
  readonly tensor: StridedTensor
  /** Null for buffers, which the layers have alone. */
  readonly master: Master | null
  /** Whether it was found by the end of its name and its shape, as the place of a tied weight is. */
  readonly tied: boolean
  readonly layer: OpenedLayer
  readonly item: PickleValue
}

/** One tensor-parallel rank of the folder. */
interface Place {
  readonly path: string
  readonly rank: RankTensors
}

/** The weights of one tensor-parallel rank in the order of its layers. */
function tensorsOf(
  place: Place,
  stages: readonly StageMaster[],
  layers: readonly OpenedLayer[],
): ReadonlyMap<string, Found> {
  const own = new Map(stages.flatMap(({ tensors }) => [...tensors]))
  const buffers = new Set(stages.flatMap(({ save }) => [...(save.model.buffers ?? [])]))
  const tied = tiedMasters(stages)
  const merged = newMergedTensors()
  const found = new Map<string, Found>()
  for (const layer of layers)
    for (const [key, item] of dictEntries(layer.file.root)) {
      const name = `${layer.layer.layer ?? 0}.${String(key)}`
      const listed = own.get(name)
      const master = buffers.has(name) ? null : (listed ?? tiedAt(tied, name, place))
      if (master === undefined) continue
      const tensor = master ?? bufferOf(merged, layer, name, item)
      found.set(name, { name, tensor, master, tied: listed === undefined, layer, item })
    }
  return found
}

function bufferOf(
  merged: MergedTensors,
  { file }: OpenedLayer,
  name: string,
  item: PickleValue,
): StridedTensor {
  const reference = addBuffer(merged, file, name, tensorAt(file, item, `buffer "${name}"`))
  return merged.tensors.get(reference) as StridedTensor
}

/** Tied weights under their own names. Every stage that shares one has it, which must be equal where it is read. */
function tiedMasters(stages: readonly StageMaster[]): ReadonlyMap<string, Master> {
  const copies = new Map<string, [Master, ...Master[]]>()
  for (const { tensors } of stages)
    for (const [name, tensor] of tensors) {
      if (/^\d+\./.test(name)) continue
      const known = copies.get(name)
      if (known === undefined) copies.set(name, [tensor])
      else known.push(tensor)
    }
  return new Map([...copies].map(([name, [first, ...others]]) => [name, ofCopies(name, first, others)]))
}

function ofCopies(name: string, first: Master, others: readonly Master[]): Master {
  if (others.length === 0) return first
  const [piece, ...copies] = [first, ...others].map((tensor): Piece => ({
    offsets: tensor.shape.map(() => 0),
    sizes: tensor.shape,
    label: `the optimizer of a stage > "${name}"`,
    open: () => denseSource(name, tensor),
  })) as [Piece, ...Piece[]]
  const { shape, dtype } = first
  const record = assembledRecord({
    name,
    shape,
    itemsize: dtype.itemsize,
    pieces: [{ ...piece, copies }],
    far: true,
  })
  return { ...first, storage: { ...first.storage, record } }
}

/** The tied weight in a place of a layer. @throws PthError FORMAT_UNSUPPORTED where it may be one of several */
function tiedAt(tied: ReadonlyMap<string, Master>, name: string, { path, rank }: Place): Master | undefined {
  const fitting = [...tied].filter(([own, { shape }]) => isPlaceOf({ name: own, shape }, name, [rank]))
  if (fitting.length <= 1) return fitting[0]?.[1]
  const names = fitting.slice(0, LISTED).map(([own]) => own)
  throw new PthError('FORMAT_UNSUPPORTED', {
    path,
    found: `a pipeline in which "${name}" may be one of several tied layers (${names.join(', ')}): no file says which`,
    hint: 'leave --weights master out: the weights in the dtype of the training are in the files of the layers',
  })
}

/** The first weight of each layer that the optimizer has is compared with the file of the layer, and each tied one. */
async function proveLayers(found: ReadonlyMap<string, Found>): Promise<void> {
  const seen = new Set<OpenedLayer>()
  const looked: MasterFound[] = []
  for (const each of found.values()) {
    if (!isMaster(each) || numelOf(each.master.shape) === 0 || (seen.has(each.layer) && !each.tied)) continue
    seen.add(each.layer)
    looked.push(each)
  }
  await sideBySide(looked, AT_ONCE, ({ name, master, layer, item }) =>
    proveSample(
      {
        name,
        dtype: master.dtype,
        open: () => denseSource(name, master),
        of: 'the stage that lists its parameters',
      },
      { file: layer.file, tensor: tensorAt(layer.file, item, `"${name}"`) },
    ),
  )
}

type MasterFound = Found & { readonly master: Master }

function isMaster(found: Found): found is MasterFound {
  return found.master !== null
}

function notesOf(type: string, left: readonly string[]): readonly Note[] {
  const chosen: Note = {
    code: 'WEIGHTS_CHOSEN',
    message:
      `the ${type} weights that the optimizers of the stages work on, each under the number of its layer; a tied ` +
      'layer is there once for each place; left out: the optimizer and what the trainer put beside',
  }
  if (left.length === 0) return [chosen]
  const more = left.length > LISTED ? ` and ${grouped(left.length - LISTED)} more` : ''
  const message =
    `the optimizer has no weights for ${left.slice(0, LISTED).join(', ')}${more}, which the layers have: frozen, ` +
    'or not trained'
  return [chosen, { code: 'NAMES_LEFT_OUT', message }]
}
