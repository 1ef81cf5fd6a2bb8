/** `pth explain`: what an id of an output means and what to do. */
import { DATA_FORMATS } from '../../report/report-format.ts'
import type { CommandDeclaration } from '../command.ts'
import { addFormat, formatOf } from '../report-flags.ts'
import type { FormatFlags } from '../report-flags.ts'

export const explainCommand: CommandDeclaration = {
  name: 'explain',
  declare: (command, { io, width }) => {
    command
      .description('explain an error, a note, a rule or a cause that an output names')
      .argument(
        '[code]',
        'id or name, such as PTH-D003, shape-mismatch or ZIP_INVALID; lists all without one',
      )
    addFormat(command, DATA_FORMATS).action(async (text: string | undefined, flags: FormatFlags) => {
      const format = formatOf(flags, DATA_FORMATS)
      const [{ ALL_IDS, explainId, nearIds, renderId, renderIds }, { PthError }] = await Promise.all([
        import('../../report/explain.ts'),
        import('../../errors.ts'),
      ])
      const entries = text === undefined ? ALL_IDS : explainId(text)
      if (text !== undefined && entries.length === 0) {
        const near = nearIds(text)
        const hint = near.length === 0 ? 'pth explain lists all' : `did you mean ${near.join(' or ')}?`
        throw new PthError('USAGE', { reason: `there is no code ${JSON.stringify(text)}; ${hint}` })
      }
      if (format === 'json') {
        const [{ jsonDocument }, { envelope }] = await Promise.all([
          import('../../report/json.ts'),
          import('../../report/envelope.ts'),
        ])
        const document = envelope('pth.explain', { ids: entries }, 0)
        await io.stdout.write(jsonDocument(document))
      } else if (text === undefined) await io.stdout.write(renderIds(width))
      else await io.stdout.write(entries.map((entry) => renderId(entry, width)).join('\n'))
    })
  },
}
