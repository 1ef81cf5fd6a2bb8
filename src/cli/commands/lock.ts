/** `pth lock`: one digest for each tensor, to prove later that another file holds the same. */
import type { CommandDeclaration } from '../command.ts'
import { withCheckpoint } from '../input.ts'

export const lockCommand: CommandDeclaration = {
  name: 'lock',
  declare: (command, { io }) => {
    command
      .description('print a digest of every tensor, independent of the file format')
      .argument('<file>', 'checkpoint to read')
      .option('--root <path>', 'where the state_dict is, such as model.state_dict')
      .action(async (path: string, flags: { readonly root?: string }) => {
        const [{ makeLock }, { newSha256 }, { jsonDocument }] = await Promise.all([
          import('../../operations/verify/lock.ts'),
          import('../../io/node-hash.ts'),
          import('../../report/json.ts'),
        ])
        await withCheckpoint(path, { contents: true, ...(flags.root !== undefined && { root: flags.root }) }, async (checkpoint) =>
          io.stdout.write(jsonDocument(await makeLock(checkpoint, newSha256))),
        )
      })
  },
}
