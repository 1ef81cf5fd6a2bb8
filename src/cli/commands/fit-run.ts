/** `--fit` of `pth inspect`: reads the configuration beside the input and counts what the model needs. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { isPthError, PthError } from '../../errors.ts'
import { memberAddress } from '../../node/member-address.ts'
import { folderOf, kindOfPlace, placeIn } from '../../node/place.ts'
import { estimateFit } from '../../operations/inspect/fit/fit.ts'
import type { FitOptions } from '../../operations/inspect/fit/fit.ts'
import type { FitReport } from '../../operations/inspect/fit/fit-report.ts'
import { parseModelConfig } from '../../operations/inspect/fit/model-config.ts'
import { parseFloatDtype } from '../float-dtype.ts'
import { parseFileSize } from '../size.ts'
import { readSmallFile } from '../small-file.ts'

/** The flags as commander hands them over. */
export interface FitFlags {
  readonly fit?: true
  readonly fitDtype?: string
  readonly cacheDtype?: string
  readonly context?: string
  readonly batch?: string
  readonly deviceMemory?: string
}

/** Bytes of a configuration. Largest known: 200 kB, with the names of classes. */
const CONFIG_BYTES = 1 << 22
const CONFIG = 'config.json'

/** What the flags ask for, judged before any file is opened. @throws PthError USAGE */
export function fitOptions(flags: FitFlags): FitOptions {
  const context = wholeCount('--context', flags.context, 'tokens, such as 8192')
  const batch = wholeCount('--batch', flags.batch, 'sequences, such as 8')
  if (context === undefined && (batch !== undefined || flags.cacheDtype !== undefined))
    throw new PthError('USAGE', { reason: '--batch and --cache-dtype need --context N' })
  const device = flags.deviceMemory
  return {
    ...(flags.fitDtype !== undefined && { dtype: parseFloatDtype(flags.fitDtype, '--fit-dtype') }),
    ...(flags.cacheDtype !== undefined && { cacheDtype: parseFloatDtype(flags.cacheDtype, '--cache-dtype') }),
    ...(context !== undefined && { context }),
    ...(batch !== undefined && { batch }),
    ...(device !== undefined && {
      deviceMemory: parseFileSize(device, '--device-memory', (value) => `--device-memory ${value}`),
    }),
  }
}

/** Count for one input. @throws PthError USAGE, JSON_INVALID, LIMIT_EXCEEDED, and those of reading a file */
export async function fitOf(input: string, checkpoint: Checkpoint, options: FitOptions): Promise<FitReport> {
  if (options.context === undefined) return estimateFit(checkpoint, options)
  return estimateFit(checkpoint, { ...options, config: await configBeside(input) })
}

async function configBeside(input: string): Promise<NonNullable<FitOptions['config']>> {
  if (input === '-' || (await memberAddress(input)) !== null)
    return { missing: `what comes from a pipe or an archive has no ${CONFIG} beside it` }
  const folder = (await kindOfPlace(input)) === 'folder' ? input : folderOf(input)
  const place = placeIn(folder, CONFIG)
  const missing = {
    missing: `no ${CONFIG} is beside the weights, which has the layers and heads of the model`,
  }
  if ((await kindOfPlace(place)) !== 'file') return missing
  try {
    return parseModelConfig(await readSmallFile(place, CONFIG_BYTES), CONFIG)
  } catch (error) {
    // A server says only by its answer that it has no such file; a bucket that lists nothing says that it is forbidden.
    if (isPthError(error, 'REMOTE_NOT_FOUND')) return missing
    if (isPthError(error, 'REMOTE_DENIED')) return { missing: error.message }
    throw error
  }
}

function wholeCount(flag: string, text: string | undefined, example: string): number | undefined {
  if (text === undefined) return undefined
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text)
  throw new PthError('USAGE', { reason: `${flag} takes a number of ${example}, not ${JSON.stringify(text)}` })
}
