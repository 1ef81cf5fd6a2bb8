/** `pth inspect`: what is in a checkpoint. */
import { Option } from 'commander'
import type { CommandDeclaration } from '../command.ts'
import { collect, wholeNumber } from '../flag-values.ts'
import { withValues } from '../known-values.ts'
import { INSPECT_FORMATS } from '../../report/report-format.ts'
import { addFormat } from '../report-flags.ts'
import { addLimits, MEASURE_LIMITS } from '../limit-flags.ts'
import { addRemote } from '../remote-flags.ts'
import { joinOption } from '../join-flag.ts'
import { weightsOption } from '../weights-flag.ts'
import type { InspectFlags } from './inspect-run.ts'

export const inspectCommand: CommandDeclaration = {
  name: 'inspect',
  examples: [
    { line: 'pth inspect model.pth', what: 'what the file is and what it contains' },
    {
      line: "pth inspect model.pth --filter 'encoder.*' --stats",
      what: 'values of some tensors: min, max, mean, NaN, sha256',
    },
    { line: 'pth inspect run.ckpt --all --json', what: 'everything, for a program' },
    {
      line: 'pth inspect hf://org/model --fit --context 8192 --device-memory 24GB',
      what: 'memory for weights and key-value cache, beside that of a device',
    },
  ],
  declare: (command, context) => {
    addFormat(addRemote(addLimits(command, MEASURE_LIMITS)), INSPECT_FORMATS)
      .description('show what is in a checkpoint')
      .argument('<files...>', 'checkpoints to open, or globs')
      .option('--root <place>', 'where the state_dict is, such as model.state_dict ($ for the whole file)')
      .addOption(weightsOption())
      .addOption(joinOption())
      .option(
        '--filter <glob>',
        'only tensors whose name matches; * also matches dots and slashes; repeatable',
        collect,
      )
      .option('--full', 'every tensor on its own row, nothing shortened')
      .option('--tree', 'modules as a tree with subtotals')
      .option('--depth <n>', 'levels of --tree, or components of --by prefix', (text) =>
        wholeNumber('--depth', text),
      )
      .addOption(new Option('--by <what>', 'join rows by').choices(['pattern', 'dtype', 'prefix']))
      .addOption(new Option('--sort <order>', 'order of the rows').choices(['name', 'size', 'offset']))
      .option('--where', 'record, file offset and stride of each tensor')
      .option('--stats', 'read every tensor: min, max, mean, std, zeros, NaN, Inf, sha256')
      .option(
        '--histogram <glob>',
        'read matching tensors and show their values in bins; repeatable',
        collect,
      )
      .option('--bins <n>', 'bins of --histogram (20)', (text) => wholeNumber('--bins', text))
      .option('--all', 'also list values that are not tensors; obeys --filter and --root')
      .option('--map', 'bars of what fills the file, by groups of names')
      .option('--exact', 'sizes in bytes')
      .option('--fit', 'memory that the weights need, and with --context the key-value cache')
      .addOption(
        withValues(new Option('--fit-dtype <type>', 'with --fit: also with every float cast to it'), [
          'bf16',
          'f16',
          'f32',
          'f8_e4m3',
        ]),
      )
      .option('--context <tokens>', 'with --fit: tokens in the cache, by the config.json beside the input')
      .option('--batch <count>', 'with --context: sequences at one time (1)')
      .addOption(
        withValues(
          new Option('--cache-dtype <type>', 'with --context: type of keys and values (that of the config)'),
          ['bf16', 'f16', 'f32', 'f8_e4m3'],
        ),
      )
      .option('--device-memory <size>', 'with --fit: say whether that goes into 24GB')
      .option('--salvage', 'open a file that is cut off, and show which tensors are complete')
      .option('--csv', 'same as --format csv: one row per tensor')
      .option('--ndjson', 'same as --format ndjson: one JSON line per tensor')
      .action(async (paths: readonly string[], flags: InspectFlags) => {
        const { inspectPaths } = await import('./inspect-run.ts')
        return inspectPaths(paths, flags, context)
      })
  },
}
