/** Hints for people: what was found, the flags, and the two lines that mend it, ready to be copied. */
import type { Suggestion } from '../../diff/diagnose.ts'
import { escapeText } from '../escape.ts'
import type { Paint } from '../paint.ts'
import { wrapPieces } from '../wrap.ts'
import { shellWord } from '../shell.ts'

/** Hints whose lines are printed; of the others only the flags. */
const WHOLE = 2
/** Python lines that are printed; JSON has all of them. */
const LINES = 12

/** One paragraph for each suggestion. Sentences are wrapped to `columns`; lines to copy are not. */
export function renderHints(
  suggestions: readonly Suggestion[],
  file: string,
  columns: number,
  paint: Paint,
): string[] {
  return suggestions.flatMap((suggestion, at) => {
    const { message, flags, python, kind } = suggestion
    const word = kind === 'none' ? 'note' : at === 0 ? 'hint' : 'or  '
    const head = at === 0 ? paint.bold(word) : paint.dim(word)
    const told =
      flags.length === 0 ? [] : ['', `->  ${paint.bold(escapeText(flags.map(shellWord).join(' ')))}`]
    const lines = [wrapPieces(head, [...escapeText(message).split(' '), ...told], columns, 2, 6)]
    if (at >= WHOLE || python.length === 0) return lines
    const shown =
      python.length > LINES
        ? [
            ...python.slice(0, LINES - 1),
            `# … ${python.length - LINES} more lines (--json)`,
            ...python.slice(-1),
          ]
        : python
    for (const [index, line] of shown.entries())
      lines.push(`  ${paint.dim(index === 0 ? 'python' : '      ')}  ${escapeText(line)}`)
    if (suggestion.convert !== null)
      lines.push(`  ${paint.dim('pth   ')}  ${escapeText(convertLine(file, suggestion.convert))}`)
    return lines
  })
}

/** The command that writes the file that loads. */
function convertLine(file: string, flags: readonly string[]): string {
  return ['pth convert', shellWord(file), '-o mended.safetensors', ...flags.map(shellWord)].join(' ')
}
