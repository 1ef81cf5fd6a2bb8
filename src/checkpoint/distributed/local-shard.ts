/** A DTensor of which a file has what one rank had. */
import type { Tensor } from '../tensor.ts'

/** Whether a tensor is the part of one rank. @see ../rebuild/subclass.ts, which reads placements and mesh */
export function isLocalShard(tensor: Tensor): boolean {
  return (
    tensor.kind === 'wrapper' &&
    tensor.facts.some(([name, fact]) => name === 'holds' && fact === 'the local shard of one rank only')
  )
}
