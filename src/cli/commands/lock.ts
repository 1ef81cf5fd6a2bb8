/** `pth lock`: one digest for each tensor, to prove later that another file holds the same. */
import type { CommandDeclaration } from '../command.ts'
import { withCheckpoint } from '../input.ts'
import { addLimits, limitsOf, MEASURE_LIMITS } from '../limit-flags.ts'
import type { LimitFlags } from '../limit-flags.ts'

interface LockFlags extends LimitFlags {
  readonly root?: string
}

export const lockCommand: CommandDeclaration = {
  name: 'lock',
  declare: (command, { io }) => {
    addLimits(command, MEASURE_LIMITS)
      .description('print a digest of every tensor, independent of the file format')
      .argument('<file>', 'checkpoint to read')
      .option('--root <path>', 'where the state_dict is, such as model.state_dict')
      .option('--json', 'errors as JSON too; the lock itself always is')
      .action(async (path: string, flags: LockFlags) => {
        const [{ makeLock }, { newSha256 }, { jsonDocument }] = await Promise.all([
          import('../../operations/verify/lock.ts'),
          import('../../io/node-hash.ts'),
          import('../../report/json.ts'),
        ])
        const options = {
          contents: true,
          limits: limitsOf(flags),
          ...(flags.root !== undefined && { root: flags.root }),
        }
        await withCheckpoint(path, options, async (checkpoint) =>
          io.stdout.write(jsonDocument(await makeLock(checkpoint, newSha256))),
        )
      })
  },
}
