/** `pth init`: a first configuration of pth check, with schemas and locks of what is there. */
import { DATA_FORMATS } from '../../report/report-format.ts'
import type { CommandDeclaration } from '../command.ts'
import { joinOption } from '../join-flag.ts'
import { addLimits, MEASURE_LIMITS } from '../limit-flags.ts'
import { addFormat } from '../report-flags.ts'
import { weightsOption } from '../weights-flag.ts'
import type { InitFlags } from './init-run.ts'

export const initCommand: CommandDeclaration = {
  name: 'init',
  examples: [
    { line: 'pth init', what: 'pth.config.json, schemas and locks of the checkpoints below this folder' },
    { line: 'pth init models/ --no-lock', what: 'without digests: weights that change with every training' },
  ],
  declare: (command, context) => {
    addFormat(addLimits(command, MEASURE_LIMITS), DATA_FORMATS)
      .description('write a first configuration of pth check, schemas and locks from what is there')
      .argument('[folder]', 'where the checkpoints are; this folder when absent', '.')
      .addOption(weightsOption())
      .addOption(joinOption())
      .option('--no-lock', 'write no locks')
      .option('--force', 'replace files that are there')
      .action(async (folder: string, flags: InitFlags) => {
        const { init } = await import('./init-run.ts')
        return init(folder, flags, context)
      })
  },
}
