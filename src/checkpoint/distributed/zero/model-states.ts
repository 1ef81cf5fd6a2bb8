/**
 * The file of the module: names and shapes of what the ranks share, buffers, frozen parameters, other names of
 * parameters. @see deepspeed/runtime/engine.py `_save_checkpoint`, deepspeed/utils/zero_to_fp32.py
 */
import type { PickleDict, PickleValue } from '../../../pickle/value.ts'
import { dictEntries, getItem, isKind } from '../../../pickle/value.ts'
import { invalid } from './rank-file.ts'
import type { RankFile } from './rank-file.ts'
import { countOf, dictAt, itemsOf, shapesOf, textAt, textsIn } from './values.ts'
import type { NamedShape } from './values.ts'

/** What one file says. */
export interface ModelStates {
  readonly file: RankFile
  /** Names and values as the module has them; null where a pipeline keeps them in files of their own. */
  readonly module: PickleDict | null
  /** Null in files of versions that do not say. */
  readonly buffers: ReadonlySet<string> | null
  /** Trainable parameters by groups, in the order of their elements. Null without ZeRO. */
  readonly groups: readonly (readonly NamedShape[])[] | null
  readonly frozen: readonly NamedShape[]
  readonly fragments: PickleDict | null
  /** Another name of a parameter, and the name under which it was saved. */
  readonly aliases: readonly (readonly [alias: string, kept: string])[]
  readonly version: string | null
  readonly dataRanks: number | null
  readonly modelRanks: number | null
  /** Steps and samples, which all ranks must have alike. */
  readonly progress: string
  /** What the training script put beside: keys at the top. */
  readonly extras: readonly string[]
  /** Whether an expert layer was split by a kind of its own. */
  readonly autoExperts: boolean
  /** Experts of each layer that has some. */
  readonly experts: readonly number[]
}

/** Keys of DeepSpeed itself. */
const OWN: ReadonlySet<PickleValue> = new Set([
  'module',
  'buffer_names',
  'optimizer',
  'param_shapes',
  'frozen_param_shapes',
  'frozen_param_fragments',
  'shared_params',
  'lr_scheduler',
  'data_sampler',
  'random_ltd',
  'sparse_tensor_module_names',
  'csr_tensor_module_names',
  'skipped_steps',
  'global_steps',
  'global_samples',
  'dp_world_size',
  'mp_world_size',
  'checkpoint_parallel_dimensions',
  'ds_config',
  'ds_version',
  'num_experts',
  'ds_autoep_layers',
  'universal_checkpoint_info',
])

/** Read what a file of the module says. @throws PthError PIECES_INVALID */
export function modelStatesOf(file: RankFile): ModelStates {
  const { root, reader, name } = file
  const module = getItem(root, 'module')
  if (module === undefined) throw invalid(reader, name, 'has no module: it is not the file of a model')
  const shapes = getItem(root, 'param_shapes') ?? null
  const groups = groupsOf(shapes)
  if (groups === undefined) throw invalid(reader, name, 'has param_shapes that are no names with shapes')
  const buffers = getItem(root, 'buffer_names')
  const names = textsIn(buffers)
  if (buffers !== undefined && names === undefined)
    throw invalid(reader, name, 'has buffer_names that are no names')
  const frozen = shapesOf(getItem(root, 'frozen_param_shapes') ?? { ...EMPTY })
  if (frozen === undefined)
    throw invalid(reader, name, 'has frozen_param_shapes that are no names with shapes')
  const aliases = aliasesOf(getItem(root, 'shared_params') ?? null)
  if (aliases === undefined) throw invalid(reader, name, 'has shared_params that are no pairs of names')
  const autoExperts = ['ds_autoep_layers', 'autoep_layers'].some(
    (key) => (getItem(root, key) ?? null) !== null,
  )
  const experts = itemsOf(getItem(root, 'num_experts'))?.map(countOf) ?? []
  return {
    file,
    module: isKind(module, 'dict') ? module : null,
    buffers: names === undefined ? null : new Set(names),
    groups,
    frozen,
    fragments: dictAt(root, 'frozen_param_fragments') ?? null,
    aliases,
    version: textAt(root, 'ds_version'),
    dataRanks: countOf(getItem(root, 'dp_world_size')) ?? null,
    modelRanks: countOf(getItem(root, 'mp_world_size')) ?? null,
    progress: ['global_steps', 'global_samples', 'skipped_steps']
      .map((key) => `${key} ${String(countOf(getItem(root, key)) ?? 'unknown')}`)
      .join(', '),
    extras: extrasOf(root),
    autoExperts,
    experts: experts.map((count) => count ?? 0),
  }
}

const EMPTY = { kind: 'dict', type: 'dict', entries: null, attributes: null } as const

/** A list with one dict for each group; one dict for all in old versions. */
function groupsOf(value: PickleValue): readonly (readonly NamedShape[])[] | null | undefined {
  if (value === null) return null
  const dicts = isKind(value, 'dict') ? [value] : itemsOf(value)
  const groups = dicts?.map(shapesOf)
  return groups?.every((group) => group !== undefined) === true ? groups : undefined
}

function aliasesOf(value: PickleValue): readonly (readonly [string, string])[] | undefined {
  const pairs = isKind(value, 'dict')
    ? [...dictEntries(value)]
    : value === null
      ? []
      : itemsOf(value)?.map(itemsOf)
  const aliases: (readonly [string, string])[] = []
  for (const pair of pairs ?? [undefined]) {
    const [alias, kept, ...more] = pair ?? []
    if (typeof alias !== 'string' || typeof kept !== 'string' || more.length > 0) return undefined
    aliases.push([alias, kept])
  }
  return aliases
}

function extrasOf(root: PickleDict): readonly string[] {
  const extras: string[] = []
  for (const [key] of dictEntries(root)) if (typeof key === 'string' && !OWN.has(key)) extras.push(key)
  return extras
}
