/** `pth scan`: what a checkpoint would run, before anything runs it. */
import { REPORT_FORMATS } from '../../report/report-format.ts'
import type { CommandDeclaration } from '../command.ts'
import { collect } from '../flag-values.ts'
import { addLimits, SCAN_LIMITS } from '../limit-flags.ts'
import { addRemote } from '../remote-flags.ts'
import { addReports } from '../report-flags.ts'
import type { ScanFlags } from './scan-run.ts'

export const scanCommand: CommandDeclaration = {
  name: 'scan',
  examples: [
    { line: 'pth scan model.pth', what: 'what loading the file would run' },
    { line: 'pth scan checkpoints/ --strict --report sarif=scan.sarif', what: 'a folder, for CI' },
    { line: 'pth scan model.pth --allow argparse.Namespace', what: 'with a name that you trust' },
  ],
  declare: (command, context) => {
    addRemote(addLimits(command, SCAN_LIMITS))
      .description(
        'list what a checkpoint would run in Python, and report whether weights_only would load it',
      )
      .argument('<files...>', 'files, folders or globs')
      .option(
        '--allow <name>',
        'a fully qualified name to allow, such as argparse.Namespace (repeatable)',
        collect,
      )
      .option(
        '--policy <file>',
        'names that are allowed or denied, from a JSON file: allow, deny, ignore, strict',
      )
      .option('--strict', 'also fail on unknown names and unusual containers')
    addReports(command, REPORT_FORMATS).action(async (paths: readonly string[], flags: ScanFlags) => {
      const { scan } = await import('./scan-run.ts')
      return scan(paths, flags, context)
    })
  },
}
