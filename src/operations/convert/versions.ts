/** The versions of modules that `load_state_dict` uses (`_metadata`), and when they can be kept. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { StateDict } from '../../checkpoint/find/state-dict.ts'
import { renameComponents } from '../../diff/rewrite.ts'
import type { ConvertOptions } from './options.ts'

/** PyTorch writes none of it; hooks of a module may. */
const MORE = 'anything in _metadata other than whole-number versions of modules is left out'

/**
 * Keep the versions of a single state_dict whose names stay, or change by prefixes and whole components: they are under
 * the paths of modules, and other rules for names of tensors say nothing about those. Only a torch.save archive has a
 * place.
 * @see torch/nn/modules/module.py `load_state_dict`: a module without a version is taken for an old one
 */
export function planVersions(
  checkpoints: readonly Checkpoint[],
  options: ConvertOptions,
  renamed: number,
): { readonly versions: StateDict['versions']; readonly notices: readonly string[] } {
  if (options.format !== 'pth') return { versions: null, notices: [] }
  const known = checkpoints.map(({ stateDict }) => stateDict.versions).filter((versions) => versions !== null)
  const more = checkpoints.some(({ stateDict }) => stateDict.moreMetadata === true) ? [MORE] : []
  if (known.length === 0) return { versions: null, notices: more }
  if (checkpoints.length === 1 && renamed === 0) return { versions: known[0] ?? null, notices: more }
  const [first] = checkpoints
  const [only] = checkpoints.length === 1 ? known : []
  const moved = only === undefined ? null : movedVersions(only, first?.stateDict.tensors ?? [], options)
  if (moved !== null) return { versions: moved, notices: more }
  const reason =
    renamed > 0 ? 'names changed by other rules than prefixes and components' : 'several files became one'
  return { versions: null, notices: [`the versions of the modules (_metadata) are left out: ${reason}`] }
}

/** What no rule names: the end of a name in any module. */
const LEAF = '\u0000'

/**
 * Versions under the paths that the modules have now; null when a rule moves tensors otherwise than modules. Of two
 * modules at one path the inner one stays, as the wrapper is gone.
 * @see torch/nn/modules/utils.py `consume_prefix_in_state_dict_if_present`
 */
function movedVersions(
  versions: NonNullable<StateDict['versions']>,
  tensors: StateDict['tensors'],
  options: ConvertOptions,
): StateDict['versions'] {
  if (options.renames.length > 0) return null
  const paths = new Map<string, string>()
  const moved = new Map<string, number | null>()
  for (const [path, version] of versions) {
    const wanted = modulePath(renamed(path === '' ? LEAF : `${path}.${LEAF}`, options))
    paths.set(path, wanted)
    moved.set(wanted, version)
  }
  const apart = tensors.some(({ name }) => {
    const wanted = paths.get(modulePath(name))
    return wanted !== undefined && modulePath(renamed(name, options)) !== wanted
  })
  return apart ? null : moved
}

function renamed(before: string, { stripPrefixes, addPrefix, renameParts }: ConvertOptions): string {
  let name = before
  for (const prefix of stripPrefixes) if (name.startsWith(prefix)) name = name.slice(prefix.length)
  name = addPrefix + name
  for (const [old, wanted] of renameParts) name = renameComponents(name, old, wanted)
  return name
}

function modulePath(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('.')))
}
