/** A conversion of files in one call. */
import { PthError } from '../errors.ts'
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import type { ReadCount } from '../io/counting.ts'
import type { Limits } from '../limits.ts'
import type { ConvertToOptions } from '../operations/convert/convert-to.ts'
import { formatOf } from '../operations/convert/format-of.ts'
import { CONVERT_DEFAULTS } from '../operations/convert/options.ts'
import { planConvert } from '../operations/convert/plan.ts'
import { damagedIn } from '../operations/convert/salvage.ts'
import type { ConvertResult } from '../operations/convert/result.ts'
import type { StageProgress } from '../operations/convert/stages.ts'
import { newStreamContext } from '../operations/convert/stream.ts'
import { nodeCrc32 } from './crc32.ts'
import { openInput } from './open-path.ts'
import { prepareOutput, runConvert } from './write-converted.ts'

/** What a conversion of files is asked to do. */
export interface ConvertFileOptions extends Omit<ConvertToOptions, 'name' | 'damaged'> {
  /** Where the state_dict of every input is; found automatically when absent. */
  readonly root?: string
  /** Budgets of reading; `DEFAULT_LIMITS` when absent. */
  readonly limits?: Limits
  /** Write over an output that exists. False when absent; an input is never written over. */
  readonly force?: boolean
  /** Largest shard in bytes, for safetensors; one file when absent. */
  readonly shardBytes?: number
  /**
   * Write what is complete of a damaged input; what is not is listed in `lost` of the result, and no error. False when
   * absent: then a tensor that is not whole is an error.
   */
  readonly salvage?: boolean
  /** Read everything back and compare before the output gets its name. */
  readonly verify?: boolean
  /** Told at the beginning of writing, syncing and verifying, and whenever some of their bytes are done. */
  readonly stage?: (at: StageProgress) => void
}

/**
 * Convert a file, a folder or an index (or several, into one output). The format is `options.format`, else
 * what the extension of `output` asks for. The output appears whole or not at all.
 * With `verify`, a difference keeps the output from being written: `differences` lists them, `files` is empty.
 * @throws PthError USAGE for an extension without a format; OUTPUT_EXISTS, OUTPUT_IS_INPUT, OUTPUT_UNWRITABLE,
 * OUTPUT_NO_SPACE; and as `openPath` and `convertTo`
 */
export async function convertFile(
  input: string | readonly string[],
  output: string,
  options: ConvertFileOptions = {},
): Promise<ConvertResult> {
  const { root, limits, force = false, shardBytes, verify = false, ...others } = options
  const { salvage = false, ignoreCrc = false, ...rest } = others
  const { crc32 = nodeCrc32, signal, progress, stage, ...wanted } = rest
  const format = wanted.format ?? formatOf(output)
  if (format === undefined) {
    const reason = `the name ${JSON.stringify(output)} does not determine the format; set it in the options`
    throw new PthError('USAGE', { reason })
  }
  const paths = typeof input === 'string' ? [input] : input
  const opening = {
    ...(root !== undefined && { root }),
    ...(limits !== undefined && { limits }),
    contents: true,
    salvage,
  }
  const closers: (() => Promise<void>)[] = []
  try {
    const checkpoints: Checkpoint[] = []
    const inputs = new Set(paths)
    for (const path of paths) {
      const count: ReadCount = { bytes: 0, reads: 0, opened: inputs }
      const { checkpoint, close } = await openInput(path, opening, count)
      closers.push(close)
      checkpoints.push(checkpoint)
    }
    const damaged = salvage ? await damagedIn(checkpoints, { crc32, ignoreCrc }) : CONVERT_DEFAULTS.damaged
    const plan = planConvert(checkpoints, {
      ...CONVERT_DEFAULTS,
      ...wanted,
      damaged,
      ignoreCrc,
      format,
    })
    const run = { output, inputs: [...inputs], force, shardBytes: shardBytes ?? null, verify }
    return await runConvert(plan, await prepareOutput(plan, run), run, {
      ...newStreamContext(crc32, ignoreCrc),
      ...(signal !== undefined && { signal }),
      ...(progress !== undefined && { progress }),
      ...(stage !== undefined && { stage }),
    })
  } finally {
    for (const close of closers) await close()
  }
}
