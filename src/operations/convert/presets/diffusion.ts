/** `--preset sd`: the submodels of a Stable Diffusion checkpoint, each into a file of its own. */
import type { Checkpoint } from '../../../checkpoint/checkpoint.ts'
import { sideOf } from './averages.ts'
import { chosenNames, presetRefused, rootFlags } from './preset.ts'
import type { PresetChoice, PresetContext } from './preset.ts'

/** Prefixes of submodels, and the word for the name of the file. @see the configurations of CompVis and Stability AI */
const SUBMODELS: readonly (readonly [prefix: string, part: string])[] = [
  ['model.diffusion_model.', 'diffusion_model'],
  ['first_stage_model.', 'first_stage_model'],
  ['cond_stage_model.', 'cond_stage_model'],
  ['conditioner.embedders.0.', 'conditioner_0'],
  ['conditioner.embedders.1.', 'conditioner_1'],
  ['text_encoders.', 'text_encoders'],
]
/** Names shown of those in no submodel. */
const SHOWN = 4

/** @throws PthError USAGE for a file without submodels, or with averages and no choice; NOTHING_SELECTED */
export function diffusion(checkpoint: Checkpoint, context: PresetContext): PresetChoice {
  if (context.include.length > 0)
    throw presetRefused('sd', checkpoint, 'is cut into its submodels by --include; leave out your own')
  const side = sideOf('sd', checkpoint, context)
  const names = chosenNames(
    side.entries.map(({ name }) => name),
    context,
  )
  const found = SUBMODELS.filter(([prefix]) => names.some((name) => name.startsWith(prefix)))
  if (found.length === 0)
    throw presetRefused(
      'sd',
      checkpoint,
      `has no submodel (looked for ${SUBMODELS.map(([prefix]) => prefix).join(', ')})`,
    )
  const rest = names.filter((name) => !found.some(([prefix]) => name.startsWith(prefix)))
  const named = rest.slice(0, SHOWN).join(', ') + (rest.length > SHOWN ? ', …' : '')
  const root = context.ema === null ? rootFlags(checkpoint, context) : []
  return {
    outputs: found.map(([prefix, part]) => ({
      part,
      flags: [...root, '--include', `${prefix}*`, '--strip-prefix', prefix],
    })),
    notices:
      rest.length === 0 ? [] : [`${rest.length} tensors are in no submodel and are left out: ${named}`],
  }
}
