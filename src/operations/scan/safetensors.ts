/** A safetensors file under scan: it runs nothing, but two readers may see two models in one that breaks the rules. */
import { openSafetensors } from '../../container/safetensors.ts'
import { isPthError } from '../../errors.ts'
import type { ByteSource } from '../../io/source.ts'
import { find } from './context.ts'
import type { ScanContext } from './context.ts'

/** @throws PthError SOURCE_UNREADABLE */
export async function auditSafetensors(
  context: ScanContext,
  source: ByteSource,
  member: string | null,
): Promise<void> {
  try {
    await openSafetensors(source, { limits: context.limits })
  } catch (error) {
    if (!isPthError(error) || isPthError(error, 'SOURCE_UNREADABLE')) throw error
    const rule = isPthError(error, 'LIMIT_EXCEEDED') ? 'MEMBER_UNREADABLE' : 'SAFETENSORS_HEADER'
    find(context, rule, 'error', member, null, error.message)
  }
}
