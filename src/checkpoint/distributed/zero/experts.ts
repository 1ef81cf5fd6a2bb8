/**
 * The float32 weights of experts: each rank has those of its own, under the numbers that they have on that rank.
 * @see deepspeed/utils/groups.py `_create_expert_and_data_parallel`, deepspeed/runtime/engine.py `_save_moe_checkpoint`
 */
import { PthError } from '../../../errors.ts'
import { sideBySide } from '../../../io/side-by-side.ts'
import { dictEntries, getItem } from '../../../pickle/value.ts'
import { assembledRecord } from '../assembled.ts'
import type { StatesFile } from './files.ts'
import { flatGroup } from './flat-group.ts'
import type { FlatParam } from './flat-group.ts'
import type { ModelStates } from './model-states.ts'
import type { OptimStates } from './optim-states.ts'
import { invalid, openRankFile, tensorAt } from './rank-file.ts'
import type { RankFile, RankReader } from './rank-file.ts'
import { proveSample } from './sample.ts'
import type { MasterValues, TrainedTensor } from './sample.ts'
import { dictAt } from './values.ts'
import type { NamedShape } from './values.ts'

/** Files that are opened at one time. */
const AT_ONCE = 16
/** Names of experts: what is before their number, the number, and what is behind it. */
const EXPERT =
  /^(.*\.deepspeed_moe\.experts\.deepspeed_experts\.|deepspeed_moe\.experts\.deepspeed_experts\.)(\d+)(\..*)$/

/** The files of experts by the names in them. */
export type ExpertTensors = ReadonlyMap<string, TrainedTensor>

/** Open the files of experts. @throws PthError PIECES_INVALID */
export async function expertTensors(
  reader: RankReader,
  files: readonly StatesFile[],
): Promise<ExpertTensors> {
  const opened = await sideBySide(files, AT_ONCE, ({ name }) => openRankFile(reader, name))
  const found = new Map<string, TrainedTensor>()
  for (const file of opened)
    for (const [name, item] of dictEntries(file.root)) {
      if (typeof name !== 'string' || found.has(name))
        throw invalid(reader, file.name, 'has a name that another file has, too', [String(name)])
      found.set(name, { file, tensor: tensorAt(file, item, `"${name}"`) })
    }
  return found
}

/** Whether a group of parameters is one of experts. @throws PthError PIECES_INVALID where only some of it is */
export function isExpertGroup(model: ModelStates, shapes: readonly NamedShape[]): boolean {
  const some = shapes.filter(({ name }) => EXPERT.test(name)).length
  if (some > 0 && some < shapes.length)
    throw invalid(model.file.reader, model.file.name, 'has a group with parameters of experts and others')
  return some > 0
}

/**
 * The parameters of all experts, by layers and their numbers in the whole model. Which rank has which experts follows
 * from the number of ranks and the settings, and is proven by values: the weights of the training are those in float32,
 * rounded. @throws PthError PIECES_INVALID, FORMAT_UNSUPPORTED
 */
export async function expertParams(
  model: ModelStates,
  optim: readonly OptimStates[],
  tensors: ExpertTensors,
): Promise<readonly FlatParam[]> {
  const groups = model.groups ?? []
  const counts = localCounts(model)
  const params: { readonly layer: string; readonly number: number; readonly param: FlatParam }[] = []
  for (const [group, shapes] of groups.entries()) {
    if (!isExpertGroup(model, shapes)) continue
    for (const { experts, states } of sharing(model, optim, group))
      for (const param of flatGroup(states, group, shapes)) {
        const [, layer = '', local = '', rest = ''] = EXPERT.exec(param.name) ?? []
        const number = experts * (counts.get(layer) ?? 0) + Number(local)
        params.push({ layer, number, param: { ...param, name: `${layer}${number}${rest}` } })
      }
  }
  const layers = [...counts.keys()]
  const sorted = params.toSorted(
    (one, other) => layers.indexOf(one.layer) - layers.indexOf(other.layer) || one.number - other.number,
  )
  const named = sorted.map(({ param }) => param)
  await proveValues(model, named, tensors)
  return named
}

/** Experts of each layer that one rank has: their numbers are 0, 1, … */
function localCounts({ groups, file }: ModelStates): ReadonlyMap<string, number> {
  const found = new Map<string, Set<number>>()
  for (const { name } of groups?.flat() ?? []) {
    const [, layer, local] = EXPERT.exec(name) ?? []
    if (layer === undefined) continue
    const known = found.get(layer)
    if (known === undefined) found.set(layer, new Set([Number(local)]))
    else known.add(Number(local))
  }
  for (const [layer, numbers] of found)
    for (let number = 0; number < numbers.size; number += 1)
      if (!numbers.has(number))
        throw invalid(file.reader, file.name, `names no expert ${number} of those of its rank`, [
          `${layer}${number}`,
        ])
  return new Map([...found].map(([layer, numbers]) => [layer, numbers.size]))
}

/** Buffers in the files of experts: the module of the first rank names those of its own experts. */
export function buffersOfExperts({ buffers }: ModelStates, tensors: ExpertTensors): ExpertTensors {
  const named = new Set([...(buffers ?? [])].flatMap((name) => withoutNumber(name) ?? []))
  return new Map([...tensors].filter(([name]) => named.has(withoutNumber(name) ?? '')))
}

/** A name of an expert without its number; undefined for all other names. */
function withoutNumber(name: string): string | undefined {
  const [, layer, , rest] = EXPERT.exec(name) ?? []
  return layer === undefined ? undefined : `${layer}*${rest}`
}

interface Sharing {
  /** Place of its ranks among those with other experts. */
  readonly experts: number
  /** The ranks that share the float32 weights of these experts, in their order. */
  readonly states: readonly OptimStates[]
}

/**
 * The ranks by the experts that they have. Ranks with other experts follow each other, unless the settings say that
 * ranks with the same ones do (use_data_before_expert_parallelism).
 */
function sharing(model: ModelStates, optim: readonly OptimStates[], group: number): readonly Sharing[] {
  const first = optim[0] as OptimStates
  const { reader, name } = first.file
  const together = first.counts[group] ?? 0
  const apart = optim.length / together
  const called = /^ep_size_(\d+)$/.exec(first.groupNames[group] ?? '')?.[1]
  if (!Number.isInteger(apart) || (called !== undefined && Number(called) !== apart))
    throw invalid(
      reader,
      name,
      `has experts that ${together} of ${optim.length} ranks share, in the group ${first.groupNames[group] ?? group}`,
    )
  const config = dictAt(first.file.root, 'ds_config') ?? dictAt(model.file.root, 'ds_config')
  const dataFirst = config !== undefined && getItem(config, 'use_data_before_expert_parallelism') === true
  return Array.from({ length: apart }, (_, experts) => ({
    experts,
    states: optim.filter((__, rank) =>
      dataFirst ? Math.floor(rank / together) === experts : rank % apart === experts,
    ),
  }))
}

/** Each parameter has its weights in the file of its expert, and those of each expert are the same, rounded. */
async function proveValues(
  { file }: ModelStates,
  params: readonly FlatParam[],
  tensors: ExpertTensors,
): Promise<void> {
  const seen = new Set<RankFile>()
  const looked: (readonly [FlatParam, TrainedTensor])[] = []
  for (const param of params) {
    const trained = tensors.get(param.name)
    if (trained === undefined || trained.tensor.shape.join() !== param.shape.join())
      throw new PthError('PIECES_INVALID', {
        path: file.reader.folder.path,
        reason: 'a parameter of an expert is in no file of experts, or in another shape',
        names: [param.name],
      })
    if (seen.has(trained.file) || param.numel === 0) continue
    seen.add(trained.file)
    looked.push([param, trained])
  }
  await sideBySide(looked, AT_ONCE, ([param, trained]) => proveSample(valuesOf(param), trained))
}

function valuesOf({ name, numel, dtype, pieces }: FlatParam): MasterValues {
  const whole = { name, shape: [numel], itemsize: dtype.itemsize, pieces }
  return {
    name,
    dtype,
    open: async () => assembledRecord(whole).open(),
    of: 'the ranks that have this expert by their numbers',
  }
}
