/** A zip whose every record is somewhere else than it says, as a transfer in text mode leaves it: damage, no attack. */
import { explainDamage } from '../../container/damage.ts'
import { PthError } from '../../errors.ts'
import type { ByteSource } from '../../io/source.ts'
import type { ScanContext } from './context.ts'

/**
 * Refuse an archive of which nothing could be read, when its bytes show what happened to it.
 * @throws PthError FILE_DAMAGED
 */
export async function refuseDamaged(context: ScanContext, source: ByteSource): Promise<void> {
  const { pickles, globals, findings } = context
  if (pickles.length + globals.length > 0 || !findings.some(({ rule }) => rule === 'ZIP_LOCAL_HEADER')) return
  const cause = new PthError('ZIP_INVALID', {
    what: source.name,
    offset: 0,
    expected: 'local headers where the directory says',
    found: 'other bytes',
  })
  const error = await explainDamage(source, cause)
  if (error !== cause) throw error
}
