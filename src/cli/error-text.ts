/** Errors and notices as a person reads them on stderr: wrapped on a terminal, the lines to type whole. */
import { isPthError } from '../errors.ts'
import type { JoinGroup, PthError } from '../errors.ts'
import { joinGroupLines } from '../report/join-groups.ts'
import { escapeText } from '../report/escape.ts'
import type { Failure } from '../report/failure.ts'
import type { Paint } from '../report/paint.ts'
import { wrapPieces } from '../report/wrap.ts'
import { knownColumns } from './columns.ts'
import type { CliIo } from './io.ts'

/** The error in lines with their ends, then the lines to type. A log, which has no width, gets one line of message. */
export function errorText(error: PthError, next: readonly string[], io: CliIo, paint: Paint): string {
  const commands = isPthError(error, 'USAGE') ? (error.details.commands ?? []) : next
  const message = isPthError(error, 'USAGE') ? error.details.reason : error.message
  const listed = isPthError(error, 'JOIN_NEEDED') ? joinList(error.details.groups) : ''
  const lines = commands.map((line) => `  ${paint.bold(escapeText(line))}\n`)
  return `${labelled(`${paint.red('error')} ${error.code}`, message, io)}${listed}${lines.join('')}`
}

/** The groups of names without a rule, and what to do with the line below them. */
function joinList(groups: readonly JoinGroup[]): string {
  return joinGroupLines(groups)
    .map((line) => `  ${escapeText(line)}\n`)
    .join('')
}

/** The same for one file of several; the file is named once. */
export function failureText({ file, code, message }: Failure, io: CliIo): string {
  return labelled(`error ${code}`, message.includes(file) ? message : `${file}: ${message}`, io)
}

/** A sentence for stderr, with its end. */
export function noticeText(text: string, io: CliIo): string {
  const columns = knownColumns(io.stderr, io.env)
  const safe = escapeText(text)
  return `${columns === undefined ? safe : wrapPieces('', pieces(safe), columns, 0, 0)}\n`
}

/** Continued two columns to the right, so that the next error is seen where it begins. */
const INDENT = 2

function labelled(label: string, message: string, io: CliIo): string {
  const columns = knownColumns(io.stderr, io.env)
  const text = escapeText(message)
  return `${columns === undefined ? `${label}  ${text}` : wrapPieces(`${label}  `, pieces(text), columns, 0, INDENT)}\n`
}

/** Words, and command lines of pth in one piece each: those are copied. */
function pieces(text: string): string[] {
  const parts = text.split(/(\bpth [a-z]+ (?=[^;,:]*(?: -{1,2}[a-z]| > ))[^;,:]*[^;,:\s])/)
  return parts.flatMap((part, at) => (at % 2 === 1 ? [part] : part.split(' ').filter((word) => word !== '')))
}
