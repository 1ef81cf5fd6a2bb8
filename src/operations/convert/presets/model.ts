/** `--preset inference`, `lightning` and `fsdp`: the model alone, under the names that it has outside of training. */
import type { Checkpoint } from '../../../checkpoint/checkpoint.ts'
import { sideOf } from './averages.ts'
import { chosenNames, presetRefused, rootFlags } from './preset.ts'
import type { PresetChoice, PresetContext, PresetName } from './preset.ts'
import { unwrap } from './wrappers.ts'

const MODEL_ONLY = "--include 'model.*' leaves them out"

/**
 * The model without optimizer, wrappers and averages. `model.` of Lightning goes where the file is from Lightning and
 * every name has it.
 * @throws PthError USAGE, NOTHING_SELECTED
 */
export function inference(checkpoint: Checkpoint, context: PresetContext): PresetChoice {
  const { names, flags } = modelOf('inference', checkpoint, context)
  const lightning = isLightning(checkpoint)
  const unwrapped = unwrap(names, lightning ? ['model.'] : [])
  const partly = lightning && unwrapped.names.some((name) => name.startsWith('model.'))
  const others = unwrapped.names.filter((name) => !name.startsWith('model.'))
  return {
    outputs: [{ part: null, flags: [...flags, ...unwrapped.flags] }],
    notices: partly ? [`model. stays, as other names lack it (${others.length}); ${MODEL_ONLY}`] : [],
  }
}

/**
 * The state_dict of a LightningModule; of its only submodule, where every tensor is in one.
 * @throws PthError USAGE for a file that is not from Lightning, NOTHING_SELECTED
 */
export function lightning(checkpoint: Checkpoint, context: PresetContext): PresetChoice {
  if (!isLightning(checkpoint))
    throw presetRefused(
      'lightning',
      checkpoint,
      'has no pytorch-lightning_version: it is not a checkpoint of Lightning; --preset inference',
    )
  const { names, flags } = modelOf('lightning', checkpoint, context)
  const outer = unwrap(names)
  const modules = [...new Set(outer.names.map((name) => name.slice(0, name.indexOf('.') + 1)))]
  const [only = ''] = modules
  const inner = modules.length === 1 && only !== '' ? unwrap(names, [only]) : outer
  const lines = modules.filter((module) => module !== '').map((module) => `--include '${module}*'`)
  return {
    outputs: [{ part: null, flags: [...flags, ...inner.flags] }],
    notices:
      modules.length > 1
        ? [
            `the tensors are in ${modules.length} modules, so their names stay; ${lines.join(' or ')} takes one alone`,
          ]
        : [],
  }
}

/**
 * A model of FSDP without the parts that FSDP adds to names.
 * @throws PthError USAGE for flat parameters, NOTHING_SELECTED
 */
export function fsdp(checkpoint: Checkpoint, context: PresetContext): PresetChoice {
  const { names, flags } = modelOf('fsdp', checkpoint, context)
  const [flat] = names.filter((name) => /(^|[._])flat_param(_\d+)?$/.test(name))
  if (flat !== undefined)
    throw presetRefused(
      'fsdp',
      checkpoint,
      `has "${flat}", several tensors as one: FSDP keeps their sizes in the running model only; ` +
        'save with StateDictType.FULL_STATE_DICT, or with torch.distributed.checkpoint',
    )
  const unwrapped = unwrap(names)
  const known = unwrapped.flags.some(
    (flag) => flag.includes('_fsdp_wrapped_module') || flag.includes('_fpw_module'),
  )
  return {
    outputs: [{ part: null, flags: [...flags, ...unwrapped.flags] }],
    notices: known
      ? []
      : ['no name has a part that FSDP adds: a full state_dict of FSDP has plain names already'],
  }
}

function isLightning({ wrappers }: Checkpoint): boolean {
  return wrappers.some(({ kind }) => kind === 'lightning')
}

/** @throws PthError USAGE, NOTHING_SELECTED */
function modelOf(
  preset: PresetName,
  checkpoint: Checkpoint,
  context: PresetContext,
): { readonly names: readonly string[]; readonly flags: readonly string[] } {
  const found = checkpoint.candidates
  if (found.length > 0 && found.every(({ optimizer }) => optimizer))
    throw presetRefused(
      preset,
      checkpoint,
      'is the state of an optimizer: it has no weights of a model; convert without --preset to have its tensors',
    )
  const side = sideOf(preset, checkpoint, context)
  const { stateDict, candidates } = side.checkpoint
  const weights = candidates.filter(({ optimizer, path }) => !optimizer && path !== '$')
  if (stateDict.kind === 'flattened' && weights.length < candidates.length && weights.length > 0)
    throw presetRefused(
      preset,
      checkpoint,
      `does not show which dictionary is the model: ${weights.map(({ path }) => `--root '${path}'`).join(' or ')}`,
    )
  const names = chosenNames(
    side.entries.map(({ name }) => name),
    context,
  )
  if (names.length === 0) throw presetRefused(preset, checkpoint, 'has no tensor that the other flags leave')
  return { names, flags: context.ema === null ? rootFlags(checkpoint, context) : [] }
}
