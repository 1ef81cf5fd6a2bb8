/** What `pth explain` does: looks an id up in the one table of ids, and prints what it says. */
import { PthError } from '../../errors.ts'
import { envelope } from '../../report/envelope.ts'
import { ALL_IDS, explainId, nearIds, renderId, renderIds } from '../../report/explain.ts'
import { jsonDocument } from '../../report/json.ts'
import { DATA_FORMATS } from '../../report/report-format.ts'
import type { CommandContext } from '../command.ts'
import { formatOf } from '../report-flags.ts'
import type { FormatFlags } from '../report-flags.ts'

/** Explain one id, or list all. @throws PthError USAGE for an id that nothing has */
export async function explain(
  text: string | undefined,
  flags: FormatFlags,
  { io, width }: CommandContext,
): Promise<void> {
  const format = formatOf(flags, DATA_FORMATS)
  const entries = text === undefined ? ALL_IDS : explainId(text)
  if (text !== undefined && entries.length === 0) {
    const near = nearIds(text)
    const hint = near.length === 0 ? 'pth explain lists all' : `did you mean ${near.join(' or ')}?`
    throw new PthError('USAGE', { reason: `there is no code ${JSON.stringify(text)}; ${hint}` })
  }
  if (format === 'json') await io.stdout.write(jsonDocument(envelope('pth.explain', { ids: entries }, 0)))
  else if (text === undefined) await io.stdout.write(renderIds(width))
  else await io.stdout.write(entries.map((entry) => renderId(entry, width)).join('\n'))
}
