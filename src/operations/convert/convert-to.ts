/** A conversion in one call: plan, layout and bytes, into any sink. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { PthError } from '../../errors.ts'
import { bufferedSink } from '../../io/buffered-sink.ts'
import { fastCrc32 } from '../../io/fast-crc32.ts'
import type { Crc32 } from '../../io/crc32.ts'
import type { ByteSink } from '../../io/sink.ts'
import { CONVERT_DEFAULTS } from './options.ts'
import type { ConvertOptions } from './options.ts'
import { layoutParts } from './parts.ts'
import { planConvert } from './plan.ts'
import type { ConvertPlan } from './plan.ts'
import { newStreamContext } from './stream.ts'
import type { CrcChecks } from './stream.ts'

/** What a conversion is asked to do; what is absent is as `CONVERT_DEFAULTS` has it. */
export interface ConvertToOptions extends Partial<ConvertOptions> {
  /** Name of the output: a torch.save archive calls its root folder after it. */
  readonly name?: string
  /** Go on when a storage lacks its recorded checksum; `checks.wrong` lists them. */
  readonly ignoreCrc?: boolean
  /** A faster CRC-32, where the platform has one. */
  readonly crc32?: Crc32
  /** Stops the conversion. */
  readonly signal?: AbortSignal
  /** Receives the bytes of tensors written since the last call. */
  readonly progress?: (bytes: number) => void
}

/** What was written. */
export interface Converted {
  /** Every decision: names, types, what was left out and why. */
  readonly plan: ConvertPlan
  /** Bytes written. */
  readonly byteLength: number
  /** Checksums of storages that were compared on the way. */
  readonly checks: CrcChecks
  /** Values that a cast made infinite, largest or NaN. */
  readonly overflow: number
}

/**
 * Convert checkpoints into one file that goes to `sink`, in order. The sink is not closed. When it throws,
 * what the sink has received is not a whole file.
 * @throws PthError as `planConvert`, STORAGE_CORRUPT, INTERRUPTED, NAME_INVALID, and those of reading; and what
 * the sink throws
 */
export async function convertTo(
  inputs: Checkpoint | readonly Checkpoint[],
  sink: ByteSink,
  options: ConvertToOptions = {},
): Promise<Converted> {
  const { name = 'archive', ignoreCrc = false, crc32 = fastCrc32, signal, progress, ...wanted } = options
  const checkpoints = 'stateDict' in inputs ? [inputs] : inputs
  const plan = planConvert(checkpoints, { ...CONVERT_DEFAULTS, ...wanted, ignoreCrc })
  const [part] = layoutParts(plan, name, null).parts
  if (part === undefined) throw new PthError('INTERNAL', { reason: 'a conversion without an output' })
  const context = {
    ...newStreamContext(crc32, ignoreCrc),
    ...(signal !== undefined && { signal }),
    ...(progress !== undefined && { progress }),
  }
  const out = bufferedSink(sink)
  await part.write(out, context)
  await out.flush()
  if (out.position !== part.byteLength)
    throw new PthError('INTERNAL', { reason: `${out.position} bytes written, not ${part.byteLength}` })
  return { plan, byteLength: out.position, checks: context.checks, overflow: context.count.overflow }
}
