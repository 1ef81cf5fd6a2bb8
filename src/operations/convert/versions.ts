/** The versions of modules that `load_state_dict` goes by (`_metadata`), and when they can be kept. */
import type { Checkpoint } from '../../checkpoint/open.ts'
import type { StateDict } from '../../checkpoint/state-dict.ts'
import type { ConvertOptions } from './options.ts'

/**
 * Keep the versions of a single state_dict whose names stay: they stand under the paths of modules, which
 * are no names of tensors, and rules for these say nothing about those. Only a torch.save archive has a place.
 * @see torch/nn/modules/module.py `load_state_dict`: a module without a version is taken for an old one
 */
export function planVersions(
  checkpoints: readonly Checkpoint[],
  { format }: ConvertOptions,
  renamed: number,
): { readonly versions: StateDict['versions']; readonly notices: readonly string[] } {
  if (format !== 'pth') return { versions: null, notices: [] }
  const known = checkpoints.map(({ stateDict }) => stateDict.versions).filter((versions) => versions !== null)
  if (known.length === 0) return { versions: null, notices: [] }
  if (checkpoints.length === 1 && renamed === 0) return { versions: known[0] ?? null, notices: [] }
  const reason = renamed > 0 ? 'names changed' : 'several files became one'
  return { versions: null, notices: [`the versions of the modules (_metadata) are left out: ${reason}`] }
}
