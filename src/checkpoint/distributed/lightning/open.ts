/**
 * A checkpoint of Lightning with FSDP: a DCP folder, and `meta.pt` with the rest of what a .ckpt has.
 * @see lightning/fabric/utilities/load.py `_load_distributed_checkpoint`,
 * lightning/pytorch/utilities/consolidate_checkpoint.py `_format_checkpoint`
 */
import { PthError } from '../../../errors.ts'
import { DEFAULT_LIMITS, limitsFor } from '../../../limits.ts'
import { dictEntries, getItem, isKind, newDict, setItem } from '../../../pickle/value.ts'
import type { PickleDict, PickleValue } from '../../../pickle/value.ts'
import type { Checkpoint } from '../../checkpoint.ts'
import { rootValue } from '../../find/root.ts'
import { openDcp } from '../dcp/open.ts'
import type { PartsFolder } from '../folder.ts'
import type { OpenFolderOptions } from '../options.ts'
import { openWithPickle } from '../with-pickle.ts'

const META = 'meta.pt'

/** Open the folder as Lightning consolidates it. @throws PthError as those of DCP and of archives */
export async function openLightning(
  folder: PartsFolder,
  options: OpenFolderOptions = {},
): Promise<Checkpoint> {
  const { byteLength } = await folder.open(META)
  const limits = limitsFor(options.limits ?? DEFAULT_LIMITS, byteLength)
  const container = await openWithPickle({ folder, limits }, META)
  const extra = rootValue(container, null)
  if (!isKind(extra, 'dict'))
    throw new PthError('PIECES_INVALID', { path: folder.path, reason: `${META} has no dict`, names: [] })
  const trainer = getItem(extra, 'pytorch-lightning_version') !== undefined
  return openDcp(folder, options, {
    title: `Lightning checkpoint of the ${trainer ? 'Trainer' : 'Fabric'} (DCP and ${META})`,
    containers: new Map([[`${META}:`, container]]),
    join: (tree) => joined(tree, extra, trainer),
  })
}

/** The keys of DCP, then those of `meta.pt`; the Trainer's weights and optimizers are called as in a .ckpt. */
function joined(tree: PickleDict, extra: PickleDict, trainer: boolean): PickleDict {
  const model = trainer ? getItem(tree, 'model') : undefined
  const optimizers: PickleValue[] = []
  const made = newDict()
  const taken = new Set<PickleValue>(model === undefined ? [] : ['model'])
  if (model !== undefined)
    for (let at = 0; getItem(tree, `optimizer_${at}`) !== undefined; at += 1) {
      optimizers.push(getItem(tree, `optimizer_${at}`) ?? null)
      taken.add(`optimizer_${at}`)
    }
  for (const [key, value] of [...dictEntries(tree), ...dictEntries(extra)])
    if (!taken.has(key)) setItem(made, key, value)
  if (model !== undefined) setItem(made, 'state_dict', model)
  if (optimizers.length > 0) setItem(made, 'optimizer_states', { kind: 'list', items: optimizers })
  return made
}
