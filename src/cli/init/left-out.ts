/** Checkpoints that init could not describe: why, and what to type for those that need rules. */
import { isPthError } from '../../errors.ts'
import type { PthError } from '../../errors.ts'
import { joinLine } from '../guide/next-lines.ts'

/** A checkpoint that was left out, and why. */
export interface LeftOut {
  readonly file: string
  readonly code: string
  readonly message: string
  /** A line to complete and type; null where none would help. */
  readonly next: string | null
}

/** `words` are those behind `init` on the command line: its files are there now, so the next run replaces them. */
export function leftOut(file: string, error: PthError, words: readonly string[]): LeftOut {
  const { code, message } = error
  const again = ['init', ...words, ...(words.includes('--force') ? [] : ['--force'])]
  const next = isPthError(error, 'JOIN_NEEDED') ? joinLine(error.details.groups, again) : null
  return { file, code, message, next }
}

export function leftOutLines({ file, code, message, next }: LeftOut): readonly string[] {
  return [`left out ${file}: ${code}: ${message}`, ...(next === null ? [] : [`  ${next}`])]
}
