/** What the stages of a conversion took, and what was known of the checksums on the way. */
import type { StageTime } from '../../operations/convert/stages.ts'
import { formatBytes, formatNumber } from '../format.ts'

/** Bytes below which a rate says nothing. */
const RATE_BYTES = 1 << 24
/** A stage that took no time that could be measured has no rate. */
const RATE_SECONDS = 0.01

/** `writing 1.20 s (800.0 MiB/s)`: each stage by its own bytes and time. */
export function stageText({ stage, nbytes, seconds }: StageTime): string {
  const rate = nbytes >= RATE_BYTES && seconds >= RATE_SECONDS ? ` (${formatBytes(nbytes / seconds)}/s)` : ''
  return `${stage} ${seconds.toFixed(2)} s${rate}`
}

/** What was known of the inputs' checksums. */
export function crcText(checked: number, unchecked: number, wrong: number): string {
  if (checked === 0) return unchecked === 0 ? '' : '; no checksum of the input covers a tensor on its own'
  const others =
    unchecked === 0
      ? ''
      : `, ${formatNumber(unchecked, 'tensor')} without one (not recorded, or only a part of a storage)`
  const all = unchecked + wrong === 0 && checked > 1 ? 'all ' : ''
  return `; ${all}${formatNumber(checked, 'storage checksum')} of the input right${others}`
}
