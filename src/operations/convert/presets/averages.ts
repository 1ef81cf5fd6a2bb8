/** Averaged weights under a preset: they change the result, so the choice is the user's. */
import { dictionariesOfAverages } from '../../../checkpoint/averages.ts'
import type { Checkpoint } from '../../../checkpoint/checkpoint.ts'
import { isPthError } from '../../../errors.ts'
import { chooseEma, hasAverages } from '../ema.ts'
import type { EmaChoice } from '../ema.ts'
import { presetRefused } from './preset.ts'
import type { PresetContext, PresetName } from './preset.ts'

const LINES = [
  ['prefer', '--ema prefer writes the averages in place of the plain weights'],
  ['drop', '--ema drop writes the plain weights'],
  ['only', '--ema only writes the averages alone'],
] as const

/**
 * The side that `--ema` chose.
 * @throws PthError USAGE with the flags that work, for a file with averages and no choice; NOTHING_SELECTED for a
 * choice that the file cannot give
 */
export function sideOf(preset: PresetName, checkpoint: Checkpoint, { ema }: PresetContext): EmaChoice {
  if (ema !== null) return chooseEma(checkpoint, ema)
  const found = dictionariesOfAverages(checkpoint) !== null || hasAverages(checkpoint)
  if (!found) return chooseEma(checkpoint, null)
  const lines = LINES.filter(([choice]) => works(checkpoint, choice)).map(([, line]) => line)
  const choose =
    lines.length === 0 ? 'name one side with --root, --include or --exclude' : `choose: ${lines.join('; ')}`
  throw presetRefused(preset, checkpoint, `has averaged weights (EMA); ${choose}`)
}

function works(checkpoint: Checkpoint, ema: 'prefer' | 'drop' | 'only'): boolean {
  try {
    return chooseEma(checkpoint, ema).entries.length > 0
  } catch (error) {
    if (isPthError(error, 'NOTHING_SELECTED')) return false
    throw error
  }
}
