/**
 * Parameter or buffer? `sum(p.numel() for p in model.parameters())` counts parameters only, each once. A module and
 * `torch.nn.Parameter` in the file answer it; of a plain state_dict only types and well-known names do.
 */
import type { TensorEntry } from './find/state-dict.ts'
import { numelOf } from './tensor.ts'
import type { StridedTensor, Tensor } from './tensor.ts'

/** The role of a tensor, and whether the file itself says so. */
export interface Role {
  readonly role: 'parameter' | 'buffer'
  readonly by: 'file' | 'name'
}

/** Last components that libraries give to buffers only. @see the `register_buffer` calls named per line */
const BUFFERS: ReadonlySet<string> = new Set(
  [
    // torch.nn: BatchNorm, InstanceNorm; torch.optim.swa_utils
    'running_mean running_var num_batches_tracked n_averaged',
    // torch.ao.quantization: observers and fake quantization
    'min_val max_val min_vals max_vals scale zero_point fake_quant_enabled observer_enabled eps histogram',
    // transformers: positions and rotary embeddings
    'position_ids token_type_ids inv_freq original_inv_freq cos_cached sin_cached masked_bias',
    // Swin Transformer
    'relative_position_index relative_coords_table attn_mask',
    // schedules of diffusion models
    'betas alphas_cumprod alphas_cumprod_prev sqrt_alphas_cumprod sqrt_one_minus_alphas_cumprod',
    'log_one_minus_alphas_cumprod sqrt_recip_alphas_cumprod sqrt_recipm1_alphas_cumprod posterior_variance',
    'posterior_log_variance_clipped posterior_mean_coef1 posterior_mean_coef2 lvlb_weights',
    // YOLOv5, LLaMA of Meta, averages of latent diffusion
    'anchors anchor_grid freqs_cis num_updates decay',
  ].flatMap((line) => line.split(' ')),
)
/** `X_mask` beside `X_orig` (pruning), `X_u` and `X_v` beside `X_orig` (spectral norm): @see torch.nn.utils */
const DERIVED = /^(.+)_(mask|u|v)$/

/** The roles of all entries of a state_dict, in their order. Linear. */
export function rolesOf(entries: readonly TensorEntry[]): Role[] {
  let names: ReadonlySet<string> | undefined
  const has = (name: string): boolean => (names ??= new Set(entries.map((entry) => entry.name))).has(name)
  return entries.map(({ name, tensor, role }) => {
    if (role !== null) return ROLES[role].file
    if (tensor.parameter) return ROLES.parameter.file
    return ROLES[isBuffer(name, tensor, has) ? 'buffer' : 'parameter'].name
  })
}

/** The four roles: one object for each, however many tensors have it. */
const ROLES = {
  parameter: { file: { role: 'parameter', by: 'file' }, name: { role: 'parameter', by: 'name' } },
  buffer: { file: { role: 'buffer', by: 'file' }, name: { role: 'buffer', by: 'name' } },
} as const

function isBuffer(name: string, tensor: Tensor, has: (name: string) => boolean): boolean {
  const dot = name.lastIndexOf('.')
  const last = name.slice(dot + 1)
  if (BUFFERS.has(last)) return true
  const [, owner] = DERIVED.exec(last) ?? []
  if (owner !== undefined && has(`${name.slice(0, dot + 1)}${owner}_orig`)) return true
  // The power iteration of a spectral norm as a parametrization.
  if (/(^|\.)parametrizations\.[^.]+\.\d+$/.test(name.slice(0, Math.max(0, dot))) && /^_[uv]$/.test(last))
    return true
  // The causal mask of GPT-2 and GPT-Neo is where a bias would: [1, 1, n, n].
  const { shape } = tensor
  if (last === 'bias' && shape?.length === 4 && shape[0] === 1 && shape[1] === 1 && shape[2] === shape[3])
    return true
  // torch.nn.Parameter wants floats; integers under `weight` are codes of a quantized one.
  const category = tensor.dtype?.category
  return (category === 'int' || category === 'uint' || category === 'bool') && last !== 'weight'
}

/** Elements by role; tensors that are the same view of the same storage count once. */
export interface RoleCounts {
  readonly parameters: number
  readonly buffers: number
  /** Elements of names that repeat a tensor counted before. */
  readonly tied: number
  /** Whether a name or type decided where the file does not say. */
  readonly by_name: boolean
}

/**
 * Count elements as `model.parameters()` and `model.buffers()` would give them. `unshared` says that no two of the
 * tensors have a storage in common.
 */
export function countRoles(
  entries: readonly TensorEntry[],
  roles: readonly Role[],
  unshared = false,
): RoleCounts {
  // Most storages have one view: only where there are more, views are told apart.
  const seen = new Map<string, StridedTensor | Set<string>>()
  let [parameters, buffers, tied, byName] = [0, 0, 0, false]
  for (const [at, { tensor }] of entries.entries()) {
    const role = roles[at] ?? { role: 'parameter', by: 'name' }
    const numel = tensor.shape === null ? 0 : numelOf(tensor.shape)
    if (!unshared && tensor.kind === 'strided' && numel !== 0 && wasSeen(tensor, seen)) {
      tied += numel
      continue
    }
    byName ||= role.by === 'name'
    if (role.role === 'parameter') parameters += numel
    else buffers += numel
  }
  return { parameters, buffers, tied, by_name: byName }
}

/** Whether another name had the same view; this one is noted. */
function wasSeen(tensor: StridedTensor, seen: Map<string, StridedTensor | Set<string>>): boolean {
  const { key } = tensor.storage
  const known = seen.get(key)
  if (known === undefined) {
    seen.set(key, tensor)
    return false
  }
  const views = known instanceof Set ? known : new Set([viewOf(known)])
  const view = viewOf(tensor)
  const found = views.has(view)
  seen.set(key, views.add(view))
  return found
}

/** What distinguishes two names of one tensor from two tensors in a storage: the elements that they are. */
function viewOf(tensor: StridedTensor): string {
  return `${tensor.storageOffset} ${tensor.shape.join()} ${tensor.stride.join()}`
}
