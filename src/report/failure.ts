/** The line for one file that failed while the run goes on with the others. */
import { escapeText } from './escape.ts'

/** What is reported about the failure. */
export interface Failure {
  readonly file: string
  readonly code: string
  readonly message: string
}

/** One line with its end; the file is named once. */
export function failureLine({ file, code, message }: Failure): string {
  return `${escapeText(`error ${code}  ${message.includes(file) ? message : `${file}: ${message}`}`)}\n`
}
