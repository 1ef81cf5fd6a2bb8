/** `pth edit`: the names and the metadata of a safetensors file, changed in its header alone. */
import { DATA_FORMATS } from '../../report/report-format.ts'
import type { CommandDeclaration } from '../command.ts'
import { collect } from '../flag-values.ts'
import { addFormat } from '../report-flags.ts'
import type { EditFlags } from './edit-run.ts'

export const editCommand: CommandDeclaration = {
  name: 'edit',
  examples: [
    {
      line: 'pth edit model.safetensors --set format=pt',
      what: 'set a key of the metadata, in the file itself',
    },
    { line: "pth edit model.safetensors --rename 'model.*=*' --dry-run", what: 'what renaming would change' },
    { line: 'pth edit model.safetensors', what: 'finish an edit that was interrupted' },
  ],
  declare: (command, context) => {
    addFormat(command, DATA_FORMATS)
      .description('change names and metadata of a safetensors file without writing its tensors')
      .argument('<file>', 'safetensors file to change')
      .option('--set <key=value>', 'set metadata (repeatable)', collect)
      .option('--unset <key>', 'remove metadata (repeatable)', collect)
      .option(
        '--rename <old=new>',
        'rename; * in OLD matches any text, * or $1 in NEW inserts that text (repeatable)',
        collect,
      )
      .option('--dry-run', 'say what would change, and change nothing')
      .option('--rewrite', 'write a new file of the same name even where the header has room')
      .option('--header-reserve <size>', 'with a new file: room in its header for later edits, such as 4KiB')
      .option('--roll-back', 'take back an edit that was interrupted instead of finishing it')
      .action(async (path: string, flags: EditFlags) => {
        const { edit } = await import('./edit-run.ts')
        return edit(path, flags, context)
      })
  },
}
