/**
 * Is a single file only a part of a checkpoint? What is in it decides first, its name where the content says nothing: a
 * part that is taken for the whole is a model with half of its weights, or with none.
 */
import { PthError } from '../../errors.ts'
import { dictEntries, getItem, isKind, qualifiedName, sequenceItems } from '../../pickle/value.ts'
import type { PickleDict, PickleValue } from '../../pickle/value.ts'
import type { Checkpoint, PartOf } from '../checkpoint.ts'
import { parseDimensions } from '../storage.ts'
import { METADATA_CLASS } from './dcp/names.ts'
import { SHARDING_KEY } from './hf/shard.ts'
import { consolidatedRank } from './joined/names.ts'
import { isLocalShard } from './local-shard.ts'
import { partByName } from './part-names.ts'
import { attribute, wrapperSubclass } from './ranks/record.ts'

/** What a single opened file is a part of; null for what shows nothing of that. */
export function partOf(checkpoint: Checkpoint): PartOf | null {
  const { name } = checkpoint
  const what = byContent(checkpoint)
  if (what !== null) return { what, folder: folderAbove(name), by: 'content' }
  const { split } = checkpoint.container
  if (split !== undefined) {
    const part = `part ${split.index + 1} of ${split.count} of a split GGUF model`
    return { what: part, folder: folderAbove(name), by: 'name' }
  }
  const named = partByName(name)
  return named === null ? null : { what: named, folder: folderAbove(name), by: 'name' }
}

/** The same checkpoint, which says what it is a part of. */
export function asPart(checkpoint: Checkpoint, part: PartOf): Checkpoint {
  const message = `the file is ${part.what}; only the folder that has all parts is the whole`
  return { ...checkpoint, partOf: part, notes: [...checkpoint.notes, { code: 'PART_OF_WHOLE', message }] }
}

/**
 * The same checkpoint, as a part where its name is that of the first of several ranks and the second is beside it:
 * the name alone is that of a whole model, too. `isBeside` says whether a file of a name is there.
 */
export async function partBeside(
  checkpoint: Checkpoint,
  isBeside: (name: string) => Promise<boolean>,
): Promise<Checkpoint> {
  const { name } = checkpoint
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
  if (checkpoint.partOf !== undefined || consolidatedRank(file) !== 0) return checkpoint
  const second = file.replace(/\d(?=\.pth$)/, '1')
  if (!(await isBeside(second))) return checkpoint
  const what = `the share of one tensor-parallel rank of Llama: ${second} is beside it`
  return asPart(checkpoint, { what, folder: folderAbove(name), by: 'name' })
}

/** The folder of a path or an address; null for a member of an archive, and for what has no path. */
function folderAbove(name: string): string | null {
  if (name.includes('!') || name.includes('?')) return null
  const end = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'))
  const folder = end < 0 ? '.' : name.slice(0, Math.max(1, end))
  // Megatron has a folder for each rank.
  const rank = /^(.*[/\\]|)mp_rank_\d+(_\d+)*$/.exec(folder)?.[1]
  return rank === undefined ? folder : rank.replace(/(?<=.)[/\\]$/, '') || '.'
}

/**
 * Refuse what is only a part, unless it is to be taken alone. @throws PthError PART_ONLY
 */
export function requireWhole({ name, partOf: part }: Checkpoint, alone: boolean): void {
  if (part === undefined || alone) return
  const { what, folder } = part
  const instead =
    folder === null
      ? 'pass the folder that has all parts'
      : `pass the folder that has all parts, such as ${folder}`
  throw new PthError('PART_ONLY', { path: name, what, instead, folder })
}

/** Notes that nobody should miss who writes a checkpoint anew. */
const TOLD: ReadonlySet<string> = new Set(['PART_OF_WHOLE', 'CONSOLIDATED_DIFFERS', 'JOINED_EQUAL'])

/** What is said of a checkpoint that is a part, or that differs from the parts it was made of. */
export function partNotices({ notes }: Checkpoint): readonly string[] {
  return notes.flatMap(({ code, message }) => (TOLD.has(code) ? [`${code}: ${message}`] : []))
}

function byContent(checkpoint: Checkpoint): string | null {
  const { value, metadata } = checkpoint
  if (metadata?.has(SHARDING_KEY) === true)
    return `the tensors of one rank, as torch.distributed.checkpoint writes them in safetensors (${SHARDING_KEY})`
  if (
    isKind(value, 'object') &&
    isKind(value.callee, 'global') &&
    METADATA_CLASS.test(qualifiedName(value.callee))
  )
    return 'the metadata of a distributed checkpoint (DCP), which has no tensors itself'
  return (
    (isKind(value, 'dict') ? (deepspeedPart(value, checkpoint) ?? megatronPart(value)) : null) ??
    shardedPart(checkpoint)
  )
}

/** DTensor and ShardedTensor, of which the file has what one rank had. */
function shardedPart({ graph }: Checkpoint): string | null {
  for (const { tensor, value } of graph.tensors) {
    if (isLocalShard(tensor))
      return `one rank's share: of tensors such as DTensors it has the shards of one rank`
    if (tensor.kind === 'wrapper' && tensor.type.endsWith('.ShardedTensor') && !hasAllShards(value))
      return `one rank's share: of its ShardedTensors it has the shards of one rank`
  }
  return null
}

function hasAllShards(value: PickleValue): boolean {
  const [local, metadata] = sequenceItems(wrapperSubclass(value)?.state) ?? []
  const all = sequenceItems(attribute(metadata, 'shards_metadata'))
  return all !== undefined && sequenceItems(local)?.length === all.length
}

const PLACEHOLDERS =
  'the states of one rank of DeepSpeed ZeRO-3: its parameters are empty placeholders, and their values are in the ' +
  '*_optim_states.pt of all ranks'

/** @see deepspeed/runtime/engine.py `_save_checkpoint`, `_save_zero_checkpoint` */
function deepspeedPart(root: PickleDict, { interpreter }: Checkpoint): string | null {
  const optimizer = getItem(root, 'optimizer_state_dict')
  if (isKind(optimizer, 'dict')) {
    const flat = ['single_partition_of_fp32_groups', 'fp32_flat_groups', 'partition_count']
    return flat.some((key) => getItem(optimizer, key) !== undefined)
      ? 'the optimizer states of one rank of DeepSpeed ZeRO: flat pieces of all parameters, without their names'
      : null
  }
  const module = getItem(root, 'module')
  const shapes = getItem(root, 'param_shapes')
  if (!isKind(module, 'dict') || (shapes === undefined && getItem(root, 'ds_version') === undefined))
    return null
  const groups = isKind(shapes, 'dict') ? [shapes] : (sequenceItems(shapes) ?? [])
  for (const group of groups) {
    if (!isKind(group, 'dict')) continue
    for (const [name, shape] of dictEntries(group)) {
      const tensor = typeof name === 'string' ? interpreter.tensorOf(getItem(module, name)) : undefined
      const declared = parseDimensions(shape)
      if (tensor?.shape === undefined || tensor.shape === null || declared === undefined) continue
      if (tensor.shape.includes(0) && !declared.includes(0)) return PLACEHOLDERS
    }
  }
  const experts = sequenceItems(getItem(root, 'num_experts'))
  if (experts?.some((count) => typeof count === 'number' && count > 1) === true)
    return 'the model states of DeepSpeed without the experts, which are in files of their own'
  const parallel = getItem(root, 'mp_world_size')
  return typeof parallel === 'number' && parallel > 1
    ? `the model states of one of ${parallel} tensor-parallel ranks of DeepSpeed`
    : null
}

/** @see Megatron-LM megatron/training/checkpointing.py `generate_state_dict` */
function megatronPart(root: PickleDict): string | null {
  const args = getItem(root, 'args')
  const hasModel = getItem(root, 'model') !== undefined || getItem(root, 'model0') !== undefined
  if (args === undefined || !hasModel) return null
  const split = ['tensor', 'pipeline', 'expert'].flatMap((kind) => {
    const size = attribute(args, `${kind}_model_parallel_size`)
    return typeof size === 'number' && size > 1 ? [`${kind} parallel ${size}`] : []
  })
  return split.length === 0 ? null : `the share of one rank of a Megatron checkpoint (${split.join(', ')})`
}
