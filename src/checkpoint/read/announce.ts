/** Says which tensors are going to be read: a source that is far away then reads them ahead of who asks. */
import type { ByteRange, ByteSource } from '../../io/source.ts'
import type { TensorEntry } from '../find/state-dict.ts'
import { plainRange } from './read.ts'

/**
 * Announce tensors in the order in which they are read, each to its end. Those of which only a part of the storage is
 * read, and those that cannot be read, are left out.
 */
export function announceTensors(entries: Iterable<Pick<TensorEntry, 'name' | 'tensor'>>): void {
  const plans = new Map<ByteSource, ByteRange[]>()
  for (const entry of entries) {
    if (entry.tensor.problem !== null) continue
    const plain = plainRange(entry)
    const place = plain?.record.expect?.(plain.offset, plain.length) ?? null
    if (place === null) continue
    const ranges = plans.get(place.source)
    if (ranges === undefined) plans.set(place.source, [place.range])
    else ranges.push(place.range)
  }
  for (const [source, ranges] of plans) source.expect?.(ranges)
}
