/** Says which tensors are going to be read: a source that is far away then reads them ahead of who asks. */
import type { ExpectedPlace } from '../../container/record.ts'
import type { ByteRange } from '../../io/source.ts'
import type { TensorEntry } from '../find/state-dict.ts'
import { rangeInOrder } from './read.ts'

/**
 * Announce tensors in the order in which they are read, each to its end. Those whose storage is not read from front to
 * back, and those that cannot be read, are left out.
 */
export function announceTensors(entries: Iterable<Pick<TensorEntry, 'name' | 'tensor'>>): void {
  const plans = new Map<ExpectedPlace['source'], ByteRange[]>()
  for (const entry of entries) {
    if (entry.tensor.problem !== null) continue
    const read = rangeInOrder(entry)
    for (const { source, range } of read?.record.expect?.(read.offset, read.length) ?? []) {
      const ranges = plans.get(source)
      if (ranges === undefined) plans.set(source, [range])
      else ranges.push(range)
    }
  }
  for (const [source, ranges] of plans) source.expect?.(ranges)
}
