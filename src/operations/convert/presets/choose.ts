/** From the name of a preset and a file to the flags that it stands for. */
import type { Checkpoint } from '../../../checkpoint/checkpoint.ts'
import { adapterOnly } from './adapter.ts'
import { diffusion } from './diffusion.ts'
import { textualInversion } from './embedding.ts'
import { fsdp, inference, lightning } from './model.ts'
import type { PresetChoice, PresetContext, PresetName } from './preset.ts'

const CHOICES: Readonly<
  Record<PresetName, (checkpoint: Checkpoint, context: PresetContext) => PresetChoice>
> = {
  inference,
  lightning,
  fsdp,
  peft: adapterOnly,
  sd: diffusion,
  'textual-inversion': textualInversion,
}

/**
 * What a preset stands for on this file.
 * @throws PthError USAGE where it does not apply or the user has to choose, NOTHING_SELECTED
 */
export function choosePreset(
  preset: PresetName,
  checkpoint: Checkpoint,
  context: PresetContext,
): PresetChoice {
  return CHOICES[preset](checkpoint, context)
}
