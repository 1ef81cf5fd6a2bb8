/** `pth diff`: would `load_state_dict` succeed, why not, and what to change. */
import type { Command } from 'commander'
import { DIFF_FORMATS } from '../../report/report-format.ts'
import { Option } from 'commander'
import { withValues } from '../known-values.ts'
import type { CommandDeclaration } from '../command.ts'
import { collect } from '../flag-values.ts'
import { addLimits, OPEN_LIMITS } from '../limit-flags.ts'
import { addRemote } from '../remote-flags.ts'
import { joinOption } from '../join-flag.ts'
import { weightsOption } from '../weights-flag.ts'
import { addReports } from '../report-flags.ts'
import type { DiffFlags } from './diff-run.ts'

export const diffCommand: CommandDeclaration = {
  name: 'diff',
  examples: [
    {
      line: 'pth diff model.pth model.json --strict',
      what: 'does the model that the schema describes load the file?',
    },
    { line: 'pth diff old.pth new.pth --values', what: 'which tensors moved, and how far' },
    {
      line: "pth diff tuned.pth base.pth --expect 'frozen=encoder.*'",
      what: 'did training leave the encoder alone?',
    },
  ],
  declare: (command, context) => {
    declareOptions(addRemote(addLimits(command, OPEN_LIMITS)))
    command.action(async (path: string, expectedPaths: readonly [string, ...string[]], flags: DiffFlags) => {
      const { diff } = await import('./diff-run.ts')
      return diff(path, expectedPaths, flags, context)
    })
  },
}

function declareOptions(command: Command): void {
  command
    .description('compare a checkpoint with a model schema or another checkpoint, as load_state_dict would')
    .argument('<checkpoint>', 'checkpoint to load')
    .argument(
      '<expected...>',
      'model schema, map of names to shapes (JSON), or checkpoint; several with --expect average=GLOB',
    )
    .option('--strict', 'missing and unexpected keys fail, as with load_state_dict(strict=True)')
    .option('--check-dtype', 'fail on different dtypes, which PyTorch casts silently')
    .option(
      '--root <place>',
      'where the state_dict is, such as model.state_dict; $ is the object that torch.load returns',
    )
    .option('--expected-root <place>', 'the same for the expected checkpoint')
    .addOption(weightsOption())
    .addOption(joinOption())
    .addOption(weightsOption('--expected-weights'))
    .addOption(joinOption('--expected-join'))
    .option('--only <glob>', 'compare only these names (repeatable)', collect)
    .option('--ignore <glob>', 'leave out these names (repeatable)', collect)
    .addOption(
      withValues(new Option('--frozen <how>', "the schema's frozen tensors: include, skip or only"), [
        'include',
        'skip',
        'only',
      ]).default('include'),
    )
    .option('--strip-prefix <text>', 'remove a prefix from the names of the checkpoint (repeatable)', collect)
    .option(
      '--rename <old=new>',
      'rename as pth convert does: * in OLD matches any text, * or $1 in NEW inserts that text (repeatable)',
      collect,
    )
    .option('--add-prefix <text>', 'add a prefix to the names of the checkpoint')
    .option(
      '--rename-part <old=new>',
      'then rename whole components anywhere in a name; OLD= removes them (repeatable)',
      collect,
    )
    .option('--transpose <glob>', 'compare these matrices with their sizes exchanged (repeatable)', collect)
    .option(
      '--reshape <glob=sizes>',
      'compare these tensors in another shape, such as proj.weight=8,4 (repeatable)',
      collect,
    )
    .option(
      '--fold <kinds>',
      'compare weights that are stored in parts as plain weights: prune, weight-norm, spectral-norm',
      collect,
    )
    .option('--values', 'also compare the values with another checkpoint')
    .option('--rtol <number>', 'relative tolerance of --values', '1e-5')
    .option('--atol <number>', 'absolute tolerance of --values', '1e-8')
    .option(
      '--integer-atol <number>',
      'absolute tolerance for integers, which are compared exactly by default',
      '0',
    )
    .option('--equal-nan', 'NaN equals NaN within the tolerance')
    .option('--fail-fast', 'stop --values at the first difference')
    .option(
      '--expect <kind=glob>',
      'compare values and fail unless these tensors are changed, same or frozen, such as frozen=backbone.*, or ' +
        'the average of the expected checkpoints; the last that matches a name counts (repeatable)',
      collect,
    )
    .option('--top <n>', 'changed tensors and layers that --values shows, those that moved most first', '12')
    .option('--full', 'every name, no groups')
  addReports(command, DIFF_FORMATS)
}
