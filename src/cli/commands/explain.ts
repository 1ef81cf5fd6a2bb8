/** `pth explain`: what an id of an output means and what to do. */
import { DATA_FORMATS } from '../../report/report-format.ts'
import type { CommandDeclaration } from '../command.ts'
import { addFormat } from '../report-flags.ts'
import type { FormatFlags } from '../report-flags.ts'

export const explainCommand: CommandDeclaration = {
  name: 'explain',
  examples: [
    { line: 'pth explain PTH-D003', what: 'what a code in a report means and how to mend it' },
    { line: 'pth explain', what: 'every code' },
  ],
  declare: (command, context) => {
    command
      .description('explain an error, a note, a rule or a cause that an output names')
      .argument(
        '[code]',
        'id or name, such as PTH-D003, shape-mismatch or ZIP_INVALID; lists all without one',
      )
    addFormat(command, DATA_FORMATS).action(async (text: string | undefined, flags: FormatFlags) => {
      const { explain } = await import('./explain-run.ts')
      return explain(text, flags, context)
    })
  },
}
