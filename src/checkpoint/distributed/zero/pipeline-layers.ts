/** What the files of the layers of a pipeline have, and what the files of its stages prove about them. */
import { PthError } from '../../../errors.ts'
import { dictEntries } from '../../../pickle/value.ts'
import type { PickleValue } from '../../../pickle/value.ts'
import type { StridedTensor } from '../../tensor.ts'
import type { RankTensors } from '../joined/ranks.ts'
import type { StatesFile } from './files.ts'
import type { ModelStates } from './model-states.ts'
import { invalid } from './rank-file.ts'
import type { RankFile, RankReader } from './rank-file.ts'
import type { NamedShape } from './values.ts'

/** A layer, and its opened file. */
export interface OpenedLayer {
  readonly layer: StatesFile
  readonly file: RankFile
}

/** How many tensor-parallel ranks the layers have: all of them as many. @throws PthError PIECES_INVALID */
export function ranksOfLayers(path: string, layers: readonly StatesFile[]): number {
  const ranks = layers.reduce((most, { modelRank }) => Math.max(most, modelRank), 0) + 1
  const byLayer = new Map<number, StatesFile[]>()
  for (const file of layers) {
    const same = byLayer.get(file.layer ?? 0)
    if (same === undefined) byLayer.set(file.layer ?? 0, [file])
    else same.push(file)
  }
  for (const [layer, files] of byLayer) {
    const [first] = files
    const known = new Set(files.map(({ modelRank }) => modelRank))
    if (known.size !== files.length)
      throw piecesInvalid(
        path,
        `layer ${layer} is there twice`,
        files.map(({ name }) => name),
      )
    if (known.size === ranks) continue
    let rank = 0
    while (known.has(rank)) rank += 1
    const name = (first?.name ?? '').replace(/-model_\d+/, `-model_${String(rank).padStart(2, '0')}`)
    throw piecesInvalid(path, `the file of layer ${layer} of tensor-parallel rank ${rank} is missing`, [name])
  }
  return ranks
}

/**
 * The number of stages, by the files of the stages, which are of one save and all there.
 * @throws PthError PIECES_INVALID
 */
export function provenStages(path: string, models: readonly ModelStates[], tensorRanks: number): number {
  const [first] = models
  if (first === undefined)
    throw piecesInvalid(
      path,
      'no file of a stage is there, which says how many stages and which layers there are',
      ['mp_rank_00_model_states.pt'],
    )
  for (const { file, version, progress } of models)
    if (version !== first.version || progress !== first.progress)
      throw invalid(
        file.reader,
        file.name,
        `is of another save than ${first.file.name}: ${progress} by DeepSpeed ${version ?? 'without a version'}, not ` +
          `${first.progress} by DeepSpeed ${first.version ?? 'without a version'}`,
      )
  const wanted = first.modelRanks
  if (wanted !== null && wanted !== models.length)
    throw piecesInvalid(
      path,
      `${first.file.name} is of a training with ${wanted} stages and tensor-parallel ranks, and files are there of ` +
        `${models.length}`,
      [`mp_rank_${String(Math.min(wanted, models.length)).padStart(2, '0')}_model_states.pt`],
    )
  if (models.length % tensorRanks !== 0)
    throw piecesInvalid(
      path,
      `${models.length} files of stages are there, which is no multiple of the ${tensorRanks} tensor-parallel ranks ` +
        'of the layers',
      [],
    )
  return models.length / tensorRanks
}

/** The tensors of all layers of one tensor-parallel rank. @throws PthError PIECES_INVALID */
export function layerTensors(label: string, layers: readonly OpenedLayer[]): RankTensors {
  const tensors = new Map<string, StridedTensor>()
  const values = new Map<string, PickleValue>()
  for (const { layer, file } of layers)
    for (const [key, item] of dictEntries(file.root)) {
      if (typeof key !== 'string')
        throw invalid(file.reader, file.name, 'has a key that is no text', [String(key)])
      const name = `${layer.layer ?? 0}.${key}`
      const tensor = file.interpreter.tensorOf(item)
      if (tensor === undefined) values.set(name, item)
      else if (tensor.kind === 'strided' && tensor.problem === null && tensor.dtype !== null)
        tensors.set(name, ofFile(tensor, file.name))
      else throw invalid(file.reader, file.name, `has a ${tensor.type} that is no plain tensor`, [key])
    }
  return { file: label, tensors, values }
}

/** Keys of storages are those of one file: two layers have the same ones. */
function ofFile(tensor: StridedTensor, file: string): StridedTensor {
  return { ...tensor, storage: { ...tensor.storage, key: `${file}:${tensor.storage.key}` } }
}

/** What the stages list of the parameters. */
export interface ListedLayers {
  /** With ZeRO all stages list their parameters; without it nothing says which layers there are. */
  readonly all: boolean
  /** Names of tied parameters, which the lists have once for each stage, whatever layers share them there. */
  readonly tied: readonly string[]
}

/**
 * With ZeRO the stages list names and shapes of their parameters: each is in the file of its layer. Tied ones are
 * listed under a name of their own. @throws PthError PIECES_INVALID
 */
export function provenLayers(
  reader: RankReader,
  models: readonly ModelStates[],
  ranks: readonly RankTensors[],
): ListedLayers {
  const listed = new Set<string>()
  const tied = new Map<string, NamedShape[]>()
  for (const { file, groups, frozen } of models)
    for (const param of [...(groups?.flat() ?? []), ...frozen]) {
      const { name } = param
      if (/^\d+\./.test(name)) {
        proveListed(reader, file.name, param, ranks)
        listed.add(name)
      } else tied.set(name, [...(tied.get(name) ?? []), param])
    }
  for (const [name, params] of tied) {
    // Each stage that lists it has at least one layer with it.
    const wanted = Math.ceil(params.length / ranks.length)
    const places = [...(ranks[0]?.tensors.keys() ?? [])].filter(
      (key) => !listed.has(key) && isPlaceOf(params[0] as NamedShape, key, ranks),
    )
    if (places.length < wanted)
      throw piecesInvalid(
        reader.folder.path,
        `${wanted} stages list a tied parameter, and files of ${places.length} layers have it: one is missing that has`,
        [name],
      )
  }
  return { all: models.every(({ groups }) => groups !== null), tied: [...tied.keys()] }
}

function proveListed(
  reader: RankReader,
  file: string,
  { name, shape }: NamedShape,
  ranks: readonly RankTensors[],
): void {
  const found = ranks.flatMap(({ tensors }) => tensors.get(name) ?? [])
  if (found.some((tensor) => tensor.shape.join() === shape.join())) return
  const layer = name.slice(0, name.indexOf('.')).padStart(2, '0')
  const reason =
    found.length === 0
      ? `lists parameters of a layer that no file of layer ${layer} has`
      : `lists a parameter with the shape [${shape.join(', ')}], and the file of layer ${layer} has another`
  throw invalid(reader, file, reason, [name])
}

/** `tied_modules.KEY.NAME` is `LAYER.NAME` in the file of each layer that shares it. */
export function isPlaceOf(
  { name, shape }: Pick<NamedShape, 'name' | 'shape'>,
  key: string,
  ranks: readonly RankTensors[],
): boolean {
  const own = key.slice(key.indexOf('.') + 1)
  return (
    name.endsWith(`.${own}`) && ranks.some(({ tensors }) => tensors.get(key)?.shape.join() === shape.join())
  )
}

function piecesInvalid(path: string, reason: string, names: readonly string[]): PthError {
  return new PthError('PIECES_INVALID', {
    path,
    reason,
    names,
    hint: 'take the folder again from the run that wrote it',
  })
}
