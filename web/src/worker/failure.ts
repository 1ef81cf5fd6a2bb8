/** Why a call failed, in the words of the command line, and what to do about it here. */
import { isPthError, PthError } from 'pth-cli'
import { Failure } from '../engine.ts'
import type { Input } from '../engine.ts'
import { adviceFor, adviceForOther, flagOf } from './advice.ts'
import type { Advice } from './advice.ts'

/** What goes to the page. */
export interface FailureWords extends Advice {
  readonly code: string
  readonly message: string
}

/** The words for what a call of an input threw; the input is null where none was opened. */
export function failureWords(error: unknown, input: Input | null): FailureWords {
  if (error instanceof Failure) {
    const { code, message, hint, commands } = error
    return { code, message, hint, commands }
  }
  if (isPthError(error)) {
    const { code, message } = wordedHere(error, input)
    return { code, message, ...adviceFor(error, input) }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'INTERNAL', message, ...adviceForOther(error, input) }
}

/**
 * The error as it is to be read on a page. The words of a budget name the flag that raises it, which nobody would find
 * here; and of what pth view serves nobody typed an address to check.
 */
function wordedHere(error: PthError, input: Input | null): PthError {
  if (isPthError(error, 'REMOTE_NOT_FOUND') && input?.kind === 'served')
    return new PthError('SOURCE_UNREADABLE', { path: error.details.path, reason: 'pth view cannot read it' })
  if (!isPthError(error, 'LIMIT_EXCEEDED') || flagOf(error) === undefined) return error
  const { hint: _, ...facts } = error.details
  return new PthError('LIMIT_EXCEEDED', facts)
}
