/** `pth verify`: is the file whole, and is it the one that was locked? */
import { joinOption } from '../join-flag.ts'
import { weightsOption } from '../weights-flag.ts'
import { REPORT_FORMATS } from '../../report/report-format.ts'
import type { CommandDeclaration } from '../command.ts'
import { collect } from '../flag-values.ts'
import { addLimits, MEASURE_LIMITS } from '../limit-flags.ts'
import { addRemote } from '../remote-flags.ts'
import { addReports } from '../report-flags.ts'
import type { VerifyFlags } from './verify-run.ts'

export const verifyCommand: CommandDeclaration = {
  name: 'verify',
  examples: [
    { line: 'pth verify model.pth', what: 'is the file whole?' },
    { line: 'pth verify model.pth --finite --nonzero', what: 'are its values plausible, too?' },
    {
      line: 'pth verify model.pth --lock model.lock.json',
      what: 'does it have the tensors that were locked?',
    },
  ],
  declare: (command, context) => {
    addRemote(addLimits(command, MEASURE_LIMITS))
      .description('check structure, checksums and tensors of checkpoints')
      .argument('<files...>', 'files, folders or globs')
      .option(
        '--root <place>',
        'where the state_dict to check is (values and lock), such as model.state_dict',
      )
      .addOption(weightsOption())
      .addOption(joinOption())
      .option('--sha256 <hex-or-file>', 'expected SHA-256 of the file, or a file written by sha256sum')
      .option('--lock <file>', 'digests of every tensor, as pth lock wrote them')
      .option('--finite', 'fail on NaN and infinite values')
      .option('--nonzero', 'fail on tensors that are all zero')
      .option('--only <glob>', 'check only the values of these names (repeatable)', collect)
      .option('--ignore <glob>', 'leave out the values of these names (repeatable)', collect)
    addReports(command, REPORT_FORMATS).action(async (paths: readonly string[], flags: VerifyFlags) => {
      const { verify } = await import('./verify-run.ts')
      return verify(paths, flags, context)
    })
  },
}
