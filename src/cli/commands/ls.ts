/** `pth ls`: what is at an address. */
import { DATA_FORMATS } from '../../report/report-format.ts'
import type { CommandDeclaration } from '../command.ts'
import { addLimits } from '../limit-flags.ts'
import { addRemote } from '../remote-flags.ts'
import { addFormat } from '../report-flags.ts'
import type { LsFlags } from './ls-run.ts'

export const lsCommand: CommandDeclaration = {
  name: 'ls',
  examples: [
    { line: 'pth ls hf://NAMESPACE/NAME', what: 'the files of a repository, with sizes' },
    { line: 'pth ls s3://BUCKET/runs/', what: 'the objects whose keys begin so' },
  ],
  declare: (command, context) => {
    addFormat(addRemote(addLimits(command, ['files', 'requests', 'transferBytes'])), DATA_FORMATS)
      .description('list the files at an address')
      .argument('<address>', 'repository, bucket or beginning of keys: hf://, s3://, gs://')
      .option('--all', 'also files that are not called like a checkpoint')
      .action(async (address: string, flags: LsFlags) => {
        const { list } = await import('./ls-run.ts')
        return list(address, flags, context)
      })
  },
}
