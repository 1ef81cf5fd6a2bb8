/** `pth lock`: one digest for each tensor, to prove later that another file contains the same tensors. */
import { JSON_ONLY } from '../../report/report-format.ts'
import type { CommandDeclaration } from '../command.ts'
import { addFormat } from '../report-flags.ts'
import { PART_ALONE, PART_ALONE_TEXT } from '../part-alone.ts'
import { addLimits, MEASURE_LIMITS } from '../limit-flags.ts'
import { addRemote } from '../remote-flags.ts'
import { joinOption } from '../join-flag.ts'
import { weightsOption } from '../weights-flag.ts'
import type { LockFlags } from './lock-run.ts'

export const lockCommand: CommandDeclaration = {
  name: 'lock',
  examples: [
    {
      line: 'pth lock model.pth > model.lock.json',
      what: 'digests of every tensor, whatever the format of the file',
    },
  ],
  declare: (command, context) => {
    addFormat(addRemote(addLimits(command, MEASURE_LIMITS)), JSON_ONLY)
      .description('print a digest of every tensor, independent of the file format')
      .argument('<file...>', 'checkpoint to read: one, or every shard of one')
      .option('--root <place>', 'where the state_dict is, such as model.state_dict')
      .addOption(weightsOption())
      .addOption(joinOption())
      .option(PART_ALONE, PART_ALONE_TEXT)
      .action(async (paths: readonly string[], flags: LockFlags) => {
        const { lock } = await import('./lock-run.ts')
        return lock(paths, flags, context)
      })
  },
}
