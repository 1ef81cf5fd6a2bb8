/** `pth join`: proves that every part of a conversion is there, and writes the index. */
import { DATA_FORMATS } from '../../report/report-format.ts'
import type { CommandDeclaration } from '../command.ts'
import { addLimits } from '../limit-flags.ts'
import { addRemote } from '../remote-flags.ts'
import { addFormat } from '../report-flags.ts'
import type { JoinFlags } from './join-run.ts'

export const joinCommand: CommandDeclaration = {
  name: 'join',
  examples: [
    {
      line: 'pth join out/model.safetensors',
      what: 'after pth convert with --part 1/8 to 8/8 and -o out/model.safetensors',
    },
    { line: 'pth join out/model.safetensors --dry-run', what: 'prove every shard, and write nothing' },
  ],
  declare: (command, context) => {
    addFormat(addRemote(addLimits(command, ['requests', 'transferBytes', 'files'])), DATA_FORMATS)
      .description('prove that every part of a conversion is there, and write its index')
      .argument('<output>', 'the --output of the parts: a file in the folder of the shards')
      .option('--dry-run', 'prove every shard and write nothing')
      .action(async (output: string, flags: JoinFlags) => {
        const { join } = await import('./join-run.ts')
        context.exit(await join(output, flags, context))
      })
  },
}
