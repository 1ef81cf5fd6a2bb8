/** `pth inspect`: what is in a checkpoint. */
import type { CommandDeclaration } from '../command.ts'
import { withCheckpoint } from '../input.ts'

export const inspectCommand: CommandDeclaration = {
  name: 'inspect',
  declare: (command, { io }) => {
    command
      .description('show what is in a checkpoint')
      .argument('<file>', 'checkpoint to open')
      .option('--root <path>', 'where the state_dict is, such as model.state_dict')
      .action(async (path: string, options: { root?: string }) => {
        const { renderTensors } = await import('../../report/inspect-text.ts')
        await withCheckpoint(path, options.root === undefined ? {} : { root: options.root }, (checkpoint) =>
          io.stdout.write(renderTensors(checkpoint)),
        )
      })
  },
}
