/** `pth inspect`: what is in a checkpoint. */
import type { CommandDeclaration } from '../command.ts'

export const inspectCommand: CommandDeclaration = {
  name: 'inspect',
  declare: (command, { io }) => {
    command
      .description('show what is in a checkpoint')
      .argument('<file>', 'checkpoint to open')
      .option('--root <path>', 'where the state_dict is, such as model.state_dict')
      .action(async (path: string, options: { root?: string }) => {
        const [{ openFile }, { openCheckpoint }, { renderTensors }] = await Promise.all([
          import('../../io/file.ts'),
          import('../../checkpoint/open.ts'),
          import('../../report/inspect-text.ts'),
        ])
        const source = await openFile(path)
        try {
          const checkpoint = await openCheckpoint(source, options.root === undefined ? {} : { root: options.root })
          await io.stdout.write(renderTensors(checkpoint))
        } finally {
          await source.close()
        }
      })
  },
}
