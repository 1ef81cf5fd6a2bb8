/** Pickles of ranks, and of items, must be those that were written: names and places of tensors are in them. */
import type { Container } from '../../container/record.ts'
import { compareCrc } from './checked-source.ts'

/** @throws PthError CONTAINER_INVALID for another pickle than was written */
export function requireSoundPickles({ pickles }: Container, label: string): void {
  for (const { member, wrongCrc } of pickles)
    if (wrongCrc !== undefined) compareCrc(wrongCrc.found, wrongCrc.recorded, `${label} > ${member}`)
}
