/**
 * One rank's share of the optimizer: its parts of the master weights, and what proves which rank they are of.
 * @see deepspeed/runtime/zero/stage_1_and_2.py, stage3.py `state_dict`
 */
import type { DType } from '../../../dtype/dtype.ts'
import { dictEntries, getItem, isKind } from '../../../pickle/value.ts'
import type { PickleDict, PickleValue } from '../../../pickle/value.ts'
import type { StridedTensor } from '../../tensor.ts'
import { plainRange } from '../../read/read.ts'
import { nbytesOf } from '../../tensor.ts'
import { invalid, tensorAt } from './rank-file.ts'
import type { RankFile } from './rank-file.ts'
import { countOf, countsOf, dictAt, itemsOf, plainText, stageOf, textAt } from './values.ts'

/** What one file says. */
export interface OptimStates {
  readonly file: RankFile
  readonly stage: number
  /** Ranks that share a group; one number for all of them with ZeRO-3. */
  readonly counts: readonly number[]
  /** Flat parts of the master weights: one for each group, or each sub-group with ZeRO-3. */
  readonly parts: readonly (StridedTensor & { readonly dtype: DType })[]
  /** Elements between parameters, for each group; null in files of versions that have none. */
  readonly paddings: readonly (readonly number[])[] | null
  /** Which parameters the rank has, for each group; null in files of versions that do not say. */
  readonly mappings: readonly PickleDict[] | null
  /** Whether parameters were dealt to the ranks (round_robin_gradients). */
  readonly roundRobin: boolean
  /** Names of the groups, such as `ep_size_2`; null for groups without. */
  readonly groupNames: readonly (string | null)[]
  readonly version: string | null
  /** Settings of the optimizer, which all ranks must have alike. */
  readonly settings: string
  /** Steps that the optimizer has made, as the bytes of the number; null where no state says it. */
  readonly step: string | null
  /** Bytes of all tensors in the file that are no master weights. */
  readonly otherBytes: number
}

/** Read what a file of the optimizer says. Of its tensors one number is read. @throws PthError PIECES_INVALID */
export async function readOptimStates(file: RankFile): Promise<OptimStates> {
  const { reader, name, root } = file
  const states = dictAt(root, 'optimizer_state_dict')
  if (states === undefined) throw invalid(reader, name, 'has no optimizer_state_dict')
  const stage = stageOf(getItem(states, 'zero_stage')) ?? unsaidStage(states)
  if (stage === undefined || stage < 1 || stage > 3)
    throw invalid(reader, name, 'says no zero_stage that is 1, 2 or 3')
  const count = getItem(states, 'partition_count')
  const counts = countsOf(count) ?? [countOf(count)]
  if (counts.length === 0 || !counts.every((each) => each !== undefined && each > 0))
    throw invalid(reader, name, 'says no partition_count')
  const key = stage === 3 ? 'fp32_flat_groups' : 'single_partition_of_fp32_groups'
  const flat = itemsOf(getItem(states, key))
  if (flat === undefined) throw invalid(reader, name, `has no list ${key}`)
  const parts = flat.map((value, at) => {
    const part = tensorAt(file, value, `${key}[${at}]`)
    if (part.shape.length === 1) return part
    throw invalid(reader, name, `has ${key}[${at}] of shape [${part.shape.join(', ')}], which is not flat`)
  })
  const base = dictAt(states, stage === 3 ? 'optimizer_state_dict' : 'base_optimizer_state')
  const groups = base === undefined ? undefined : getItem(base, 'param_groups')
  const partBytes = parts.reduce((sum, part) => sum + (nbytesOf(part) ?? 0), 0)
  const allBytes = [...file.interpreter.storages.values()].reduce(
    (sum, { byteLength }) => sum + byteLength,
    0,
  )
  return {
    file,
    stage,
    counts: counts as readonly number[],
    parts,
    paddings: paddingsOf(file, getItem(states, 'param_alignment_paddings') ?? null),
    mappings: mappingsOf(file, getItem(states, 'param_slice_mappings') ?? null),
    roundRobin: isRoundRobin(root),
    groupNames: (itemsOf(groups) ?? []).map((group) =>
      isKind(group, 'dict') ? textAt(group, 'name') : null,
    ),
    version: textAt(states, 'ds_version') ?? textAt(root, 'ds_version'),
    settings: plainText(groups),
    step: await stepOf(file, base === undefined ? undefined : dictAt(base, 'state')),
    otherBytes: Math.max(0, allBytes - partBytes),
  }
}

/**
 * BF16_Optimizer, which adds up gradients in float32, has the parts and lists of ZeRO-1 and writes no stage.
 * @see deepspeed/runtime/bf16_optimizer.py `state_dict`
 */
function unsaidStage(states: PickleDict): number | undefined {
  const has = (key: string): boolean => getItem(states, key) !== undefined
  const same = ['single_partition_of_fp32_groups', 'group_paddings', 'param_slice_mappings'].every(has)
  return same && !has('zero_stage') ? 1 : undefined
}

/** The element types of the master weights, in words: with some settings of half precision they are no float32. */
export function masterType(ranks: readonly OptimStates[]): string {
  const names = new Set(ranks.flatMap(({ parts }) => parts.map(({ dtype }) => dtype.name)))
  return names.size === 0 ? 'float32' : [...names].join(' and ')
}

function isRoundRobin(root: PickleDict): boolean {
  const config = dictAt(root, 'ds_config')
  const zero = config === undefined ? undefined : dictAt(config, 'zero_optimization')
  return zero !== undefined && getItem(zero, 'round_robin_gradients') === true
}

function paddingsOf({ reader, name }: RankFile, value: PickleValue): readonly (readonly number[])[] | null {
  if (value === null) return null
  const paddings = itemsOf(value)?.map(countsOf)
  if (paddings?.every((each) => each !== undefined) === true) return paddings
  throw invalid(reader, name, 'has param_alignment_paddings that are no numbers')
}

function mappingsOf({ reader, name }: RankFile, value: PickleValue): readonly PickleDict[] | null {
  if (value === null) return null
  const mappings = itemsOf(value)
  if (mappings?.every((each) => isKind(each, 'dict')) === true) return mappings
  throw invalid(reader, name, 'has param_slice_mappings that are no dicts')
}

/** Bytes of a step: one number. */
const STEP_BYTES = 8

/** The step of the first state that has one. */
async function stepOf(file: RankFile, states: PickleDict | undefined): Promise<string | null> {
  for (const [, state] of states === undefined ? [] : dictEntries(states)) {
    const step = isKind(state, 'dict') ? getItem(state, 'step') : undefined
    if (step === undefined) continue
    const tensor = file.interpreter.tensorOf(step)
    if (tensor === undefined) return plainText(step)
    const bytes = nbytesOf(tensor)
    if (tensor.problem !== null || bytes === null || bytes === 0 || bytes > STEP_BYTES) return null
    const range = plainRange({ name: 'step', tensor })
    if (range === undefined) return null
    const read = await (await range.record.open()).read(range.offset, bytes)
    return `${tensor.dtypeName} ${read.join(' ')}`
  }
  return null
}
