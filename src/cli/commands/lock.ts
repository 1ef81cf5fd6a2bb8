/** `pth lock`: one digest for each tensor, to prove later that another file contains the same tensors. */
import { JSON_ONLY } from '../../report/report-format.ts'
import type { CommandDeclaration } from '../command.ts'
import { addFormat, formatOf } from '../report-flags.ts'
import type { FormatFlags } from '../report-flags.ts'
import { inputOptions } from '../input.ts'
import { onePath } from '../one-path.ts'
import { withCheckpoint } from '../../node/with-checkpoint.ts'
import { addLimits, limitsOf, MEASURE_LIMITS } from '../limit-flags.ts'
import type { LimitFlags } from '../limit-flags.ts'

interface LockFlags extends LimitFlags, FormatFlags {
  readonly root?: string
}

export const lockCommand: CommandDeclaration = {
  name: 'lock',
  declare: (command, { io }) => {
    addFormat(addLimits(command, MEASURE_LIMITS), JSON_ONLY)
      .description('print a digest of every tensor, independent of the file format')
      .argument('<file...>', 'checkpoint to read: one, or every shard of one')
      .option('--root <path>', 'where the state_dict is, such as model.state_dict')
      .action(async (paths: readonly string[], flags: LockFlags) => {
        formatOf(flags, JSON_ONLY)
        const path = await onePath('lock', paths, limitsOf(flags))
        const [{ makeLock }, { newSha256 }, { jsonDocument }, { newProgress }] = await Promise.all([
          import('../../operations/verify/lock.ts'),
          import('../../node/hash.ts'),
          import('../../report/json.ts'),
          import('../progress.ts'),
        ])
        await withCheckpoint(path, inputOptions(io, flags, true), async (checkpoint) => {
          const progress = newProgress(io.stderr, 'hashing')
          const lock = await makeLock(checkpoint, newSha256, progress.update).finally(progress.finish)
          await io.stdout.write(jsonDocument(lock))
        })
      })
  },
}
