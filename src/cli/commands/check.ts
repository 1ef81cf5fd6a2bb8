/** `pth check`: the one gate of a repository of weights, by its configuration. */
import { REPORT_FORMATS } from '../../report/report-format.ts'
import type { CommandDeclaration } from '../command.ts'
import { addLimits, MEASURE_LIMITS, SCAN_LIMITS } from '../limit-flags.ts'
import { addRemote } from '../remote-flags.ts'
import { addReports } from '../report-flags.ts'
import type { CheckFlags } from './check-run.ts'

export const checkCommand: CommandDeclaration = {
  name: 'check',
  examples: [
    { line: 'pth check', what: 'every checkpoint, by the nearest pth.config.json' },
    { line: 'pth check --changed-since main', what: 'only what this branch changes' },
    {
      line: 'pth check --format github --report junit=check.xml --report sarif=check.sarif',
      what: 'annotations, and reports for CI',
    },
    { line: 'pth check --explain model.pth', what: 'which rules hold for a file, and why?' },
  ],
  declare: (command, context) => {
    addRemote(addLimits(command, [...new Set([...MEASURE_LIMITS, ...SCAN_LIMITS])]))
      .description('check every checkpoint of a repository by the rules of pth.config.json')
      .argument('[files...]', 'only these files of the configuration; all when none is named')
      .option('--config <file>', 'the configuration, instead of the nearest one upward')
      .option('--changed-since <ref>', 'only checkpoints that differ from a branch, tag or commit of git')
      .option('--update-lock', 'write the locks instead of comparing with them')
      .option('--update-baseline', 'write the sizes that budgets compare with')
      .option('--explain <file>', 'print which rules hold for a file and why, and check nothing')
      .option('--jobs <n>', 'files that are checked at one time', '4')
      .option('--quiet', 'leave out the lines that pass')
    addReports(command, REPORT_FORMATS).action(async (files: readonly string[], flags: CheckFlags) => {
      const { check } = await import('./check-run.ts')
      return check(files, flags, context)
    })
  },
}
