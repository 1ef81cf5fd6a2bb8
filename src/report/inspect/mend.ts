/** The line to type where pth reads what torch.load refuses. */
import type { InspectReport } from '../../operations/inspect/inspect-report.ts'
import { escapeText } from '../escape.ts'
import type { Paint } from '../paint.ts'
import { shellWord } from '../shell.ts'

/** Notes on archives that pth reads whole and writes again as torch.save does. */
const REWRITTEN: ReadonlySet<string> = new Set([
  'ZIP_ENTRY_OUTSIDE_ROOT',
  'ZIP_LEADING_DATA',
  'ZIP_END_DECOY',
  'VERSION_MISSING',
])

export function mendLines({ file, notes }: InspectReport, paint: Paint): string[] {
  if (!notes.some(({ code }) => REWRITTEN.has(code))) return []
  return [`  -> ${paint.bold(`pth convert ${shellWord(escapeText(file))} -o clean.pth`)}`]
}
