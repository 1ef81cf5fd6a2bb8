/** `pth view`: a checkpoint in the browser, served on this machine alone. */
import type { CommandDeclaration } from '../command.ts'
import { joinOption } from '../join-flag.ts'
import { addLimits, MEASURE_LIMITS, SCAN_LIMITS } from '../limit-flags.ts'
import { addRemote } from '../remote-flags.ts'
import { parsePort } from '../port.ts'
import { weightsOption } from '../weights-flag.ts'
import type { ViewFlags } from './view-run.ts'

/** A page measures and scans what it opens. */
const VIEW_LIMITS = [...new Set([...MEASURE_LIMITS, ...SCAN_LIMITS])]

export const viewCommand: CommandDeclaration = {
  name: 'view',
  examples: [
    { line: 'pth view model.pth', what: 'an address for the browser; Ctrl-C ends it' },
    { line: 'pth view tuned.pth base.pth --open', what: 'two checkpoints, and the browser at once' },
    {
      line: 'pth view model.pth --port 8700',
      what: 'always the same port, for a tunnel that is there already',
    },
  ],
  declare: (command, context) => {
    addRemote(addLimits(command, VIEW_LIMITS))
      .description('show a checkpoint in the browser: a page on this machine that reads the file in parts')
      .argument('<file>', 'checkpoint to show: a file, a folder, an index or an address')
      .argument('[other]', 'checkpoint or model schema to compare it with')
      .option('--root <place>', 'where the state_dict is, such as model.state_dict')
      .addOption(weightsOption())
      .addOption(joinOption())
      .option('--port <number>', 'port on 127.0.0.1 (one that is free)', parsePort)
      .option('--open', 'also start the browser')
      .action(async (path: string, other: string | undefined, flags: ViewFlags) => {
        const { view } = await import('./view-run.ts')
        return view(path, other, flags, context)
      })
  },
}
