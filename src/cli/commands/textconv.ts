/** `pth textconv`: a checkpoint as lines, for `git diff`. */
import type { CommandDeclaration } from '../command.ts'
import { addLimits, MEASURE_LIMITS } from '../limit-flags.ts'
import type { LimitFlags } from '../limit-flags.ts'

/** Of one file: neither shards nor folders are opened. */
const LIMITS = MEASURE_LIMITS.filter((name) => name !== 'shards' && name !== 'files')

export const textconvCommand: CommandDeclaration = {
  name: 'textconv',
  examples: [
    { line: 'pth textconv model.pth', what: 'what git diff compares' },
    {
      line: "git config diff.pth.textconv 'pth textconv'",
      what: 'make git call it, for files with diff=pth in .gitattributes',
    },
  ],
  declare: (command, context) => {
    addLimits(command, LIMITS)
      .description('print a checkpoint as lines that git diff can compare')
      .argument('<file>', 'file to describe; a broken one is described, too')
      .action(async (path: string, flags: LimitFlags) => {
        const { textconv } = await import('./textconv-run.ts')
        return textconv(path, flags, context)
      })
  },
}
