/** `pth report`: what a checkpoint is, as one HTML file to send or to keep. */
import { DATA_FORMATS } from '../../report/report-format.ts'
import type { CommandDeclaration } from '../command.ts'
import { joinOption } from '../join-flag.ts'
import { addLimits, MEASURE_LIMITS } from '../limit-flags.ts'
import { addRemote } from '../remote-flags.ts'
import { addFormat } from '../report-flags.ts'
import { weightsOption } from '../weights-flag.ts'
import type { ReportPageFlags } from './report-run.ts'

export const reportCommand: CommandDeclaration = {
  name: 'report',
  examples: [
    { line: 'pth report model.pth -o report.html', what: 'a page that needs no server and no network' },
    { line: 'pth report model.pth --stats -o report.html', what: 'with the values of every tensor in bins' },
    {
      line: 'pth report tuned.pth base.pth --values -o report.html --force',
      what: 'two checkpoints, in place of an earlier report',
    },
  ],
  declare: (command, context) => {
    addFormat(addRemote(addLimits(command, MEASURE_LIMITS)), DATA_FORMATS)
      .description('write what inspect, scan and diff find as one HTML file')
      .argument('<file>', 'checkpoint to report on: a file, a folder, an index or an address')
      .argument('[other]', 'checkpoint or model schema to compare it with')
      .requiredOption('-o, --output <file>', 'HTML file to write')
      .option('--force', 'replace an earlier report')
      .option('--root <place>', 'where the state_dict is, such as model.state_dict ($ for the whole file)')
      .addOption(weightsOption())
      .addOption(joinOption())
      .option('--expected-root <place>', 'the same for the other checkpoint')
      .addOption(weightsOption('--expected-weights'))
      .addOption(joinOption('--expected-join'))
      .option(
        '--stats',
        'read every tensor: min, max, mean, std, zeros, NaN, Inf, sha256, and values in bins',
      )
      .option('--strict', 'compare as load_state_dict(strict=True) does')
      .option('--values', 'also compare the values with the other checkpoint')
      .action(async (path: string, other: string | undefined, flags: ReportPageFlags) => {
        const { report } = await import('./report-run.ts')
        return report(path, other, flags, context)
      })
  },
}
