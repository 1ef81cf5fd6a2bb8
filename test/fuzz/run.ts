/** Runs one input: undefined when it ended as it should, else what went wrong. */
import { isPthError } from '../../src/errors.ts'
import type { Target } from './targets.ts'

/** Only success and a PthError are right; INTERNAL is a defect that was told. */
export async function failureOf(target: Target, input: Uint8Array): Promise<string | undefined> {
  try {
    await target.run(input)
  } catch (error) {
    if (isPthError(error) && error.code !== 'INTERNAL') return undefined
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
  return undefined
}
