/** The versions of modules that `load_state_dict` uses (`_metadata`), and when they can be kept. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { StateDict } from '../../checkpoint/find/state-dict.ts'
import type { ConvertOptions } from './options.ts'

/** PyTorch writes none of it; hooks of a module may. */
const MORE = 'anything in _metadata other than whole-number versions of modules is left out'

/**
 * Keep the versions of a single state_dict whose names stay: they are under the paths of modules, which
 * are not names of tensors, and rules for these say nothing about those. Only a torch.save archive has a place.
 * @see torch/nn/modules/module.py `load_state_dict`: a module without a version is taken for an old one
 */
export function planVersions(
  checkpoints: readonly Checkpoint[],
  { format }: ConvertOptions,
  renamed: number,
): { readonly versions: StateDict['versions']; readonly notices: readonly string[] } {
  if (format !== 'pth') return { versions: null, notices: [] }
  const known = checkpoints.map(({ stateDict }) => stateDict.versions).filter((versions) => versions !== null)
  const more = checkpoints.some(({ stateDict }) => stateDict.moreMetadata === true) ? [MORE] : []
  if (known.length === 0) return { versions: null, notices: more }
  if (checkpoints.length === 1 && renamed === 0) return { versions: known[0] ?? null, notices: more }
  const reason = renamed > 0 ? 'names changed' : 'several files became one'
  return { versions: null, notices: [`the versions of the modules (_metadata) are left out: ${reason}`] }
}
