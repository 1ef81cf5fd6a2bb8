/** Bytes that no signature calls a pickle and that may be one all the same. */
import type { ByteSource } from '../../io/source.ts'
import type { ScanContext, ScanInside } from './context.ts'
import { canBegin, scanStream } from './stream.ts'

/**
 * Pickles at the front of a file that no signature calls one. They count when they name something; whether they did is
 * returned. Numbers and texts alone may occur there by chance.
 */
export async function scanUnsigned(
  context: ScanContext,
  source: ByteSource,
  member: string,
  depth: number,
  inside: ScanInside,
): Promise<boolean> {
  // Most of it ends at its first byte; to make an error of each would cost more than all the rest.
  if (!canBegin(await source.read(0, Math.min(1, source.byteLength)))) return false
  const own: ScanContext = { ...context, pickles: [], globals: [], findings: [] }
  await scanStream(own, source, member === '' ? 'pickle' : member, depth, inside, 0, false)
  if (own.globals.length === 0 && !own.findings.some(({ severity }) => severity === 'error')) return false
  for (const pickle of own.pickles) context.pickles.push(pickle)
  for (const global of own.globals) context.globals.push(global)
  for (const finding of own.findings) context.findings.push(finding)
  return own.globals.length > 0
}
