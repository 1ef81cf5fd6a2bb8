/** The tables in a tar of PyTorch 0.1: small pickles and fixed fields in turn, read one after another. */
import { PthError } from '../errors.ts'
import { sliceSource } from '../io/source.ts'
import type { ByteSource } from '../io/source.ts'
import { checkLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import type { PickleValue } from '../pickle/value.ts'
import type { TarMember } from './tar.ts'
import { newWindow, pickleAt } from './window.ts'

/** Bytes read at first of a pickle in a table, which has about 80. */
const HEADER_BYTES = 256
/** Walks over a table: small pickles and fixed fields in turn. */
export interface Table {
  readonly source: ByteSource
  readonly member: TarMember
  readonly limits: Limits
  /** Offset in the member. */
  at: number
}

export async function nextPickle(table: Table, what: string): Promise<PickleValue> {
  const { source, member, at, limits } = table
  const rest = sliceSource(source, member.offset + at, member.size - at)
  const pickle = await pickleAt(
    newWindow(rest, HEADER_BYTES),
    0,
    `${member.name} @ byte ${at}: ${what}`,
    limits,
  )
  table.at += pickle.end
  if (pickle.persistents.length === 0) return pickle.value
  throw invalid(`${member.name}: ${what}`, 'plain values', 'a persistent id')
}

export async function nextBytes(table: Table, length: number): Promise<Uint8Array> {
  const { source, member, at } = table
  const bytes = await sliceSource(source, member.offset, member.size).read(at, length)
  table.at += length
  return bytes
}

export async function nextCount(table: Table): Promise<number> {
  const count = await nextPickle(table, 'count')
  if (typeof count !== 'number' || count < 0)
    throw invalid(`${table.member.name}: count`, 'a number', 'something else')
  checkLimit(table.limits, 'entries', table.member.name, count)
  return count
}

/** @returns a PthError CONTAINER_INVALID */
export function invalid(what: string, expected: string, found: string): PthError {
  return new PthError('CONTAINER_INVALID', { what, expected, found })
}
