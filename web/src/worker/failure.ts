/** Why a call failed, in the words of the command line, and what to do about it here. */
import { isPthError, PthError, shellWord } from 'pth-cli'
import { Failure } from '../engine.ts'
import type { Input } from '../engine.ts'

/** What goes to the page. */
export interface FailureWords {
  readonly code: string
  readonly message: string
  readonly hint: string | null
}

/** The words for what a call of an input threw; the input is null where none was opened. */
export function failureWords(error: unknown, input: Input | null): FailureWords {
  if (error instanceof Failure) return { code: error.code, message: error.message, hint: error.hint }
  if (isPthError(error, 'LIMIT_EXCEEDED')) return overBudget(error, input)
  if (isPthError(error)) return { code: error.code, message: error.message, hint: null }
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error), hint: null }
}

/**
 * The words of a budget name the flag that raises it. A page has no flags: it says which command has, and leaves the
 * flag out of the sentence that would have somebody look for it here.
 */
function overBudget(error: PthError<'LIMIT_EXCEEDED'>, input: Input | null): FailureWords {
  const { hint: raised = '', ...facts } = error.details
  const flag = /--max-[a-z-]+/.exec(raised)?.[0]
  if (flag === undefined) return { code: error.code, message: error.message, hint: null }
  const { message } = new PthError('LIMIT_EXCEEDED', facts)
  const name = nameOf(input)
  const hint =
    input?.kind === 'served'
      ? `End pth view with Ctrl-C and start it with a higher limit: pth view ${name} ${flag} N`
      : 'The budgets of this page are fixed: it opens what nobody vouches for. If you trust the file, the command line ' +
        `has a flag for a higher limit: pth view ${name} ${flag} N`
  return { code: error.code, message, hint }
}

function nameOf(input: Input | null): string {
  if (input === null) return 'FILE'
  if (input.kind === 'url') return shellWord(input.url)
  if (input.kind === 'served') return shellWord(input.name)
  const [only, ...others] = input.files
  return only === undefined || others.length > 0 ? 'FILE' : shellWord(only.path)
}
