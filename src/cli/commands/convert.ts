/** `pth convert`: rewrite checkpoints as safetensors, torch.save archives or npz. */
import { Option } from 'commander'
import type { Command } from 'commander'
import { DATA_FORMATS } from '../../report/report-format.ts'
import type { CommandDeclaration } from '../command.ts'
import { addFormat } from '../report-flags.ts'
import { collect } from '../flag-values.ts'
import { withValues } from '../known-values.ts'
import type { ConvertFlags } from './convert-flags.ts'
import { PART_ALONE, PART_ALONE_TEXT } from '../part-alone.ts'
import { addLimits, OPEN_LIMITS } from '../limit-flags.ts'
import { addRemote } from '../remote-flags.ts'
import { joinOption } from '../join-flag.ts'
import { weightsOption } from '../weights-flag.ts'

export const convertCommand: CommandDeclaration = {
  name: 'convert',
  examples: [
    { line: 'pth convert model.pth -o model.safetensors', what: 'the same tensors, bit for bit' },
    {
      line: 'pth convert run.ckpt --preset inference -o model.safetensors',
      what: 'the model of a training checkpoint',
    },
    {
      line: 'pth convert big.pth -o out/ --to safetensors --dtype bf16 --shard-size 5GB',
      what: 'cast, in shards',
    },
  ],
  declare: (command, context) => {
    addRemote(addLimits(addFormat(declareOptions(command), DATA_FORMATS), [...OPEN_LIMITS, 'tensorBytes']))
      .description('convert checkpoints to safetensors, .pth or .npz; each input gives one output')
      .argument('<files...>', 'checkpoints to read, or globs; every shard of one model is one input')
      .action(async (files: string[], flags: ConvertFlags) => {
        const { convert } = await import('./convert-run.ts')
        context.exit(await convert(files, flags, context))
      })
  },
}

function declareOptions(command: Command): Command {
  return command
    .option(
      '-o, --output <path>',
      'file to write, or a folder for one output per input (default: next to the input)',
    )
    .addOption(
      new Option('--to <format>', 'output format, if the output name does not determine it').choices([
        'safetensors',
        'pth',
        'npz',
      ]),
    )
    .option('--merge', 'write the tensors of all inputs into the one file of --output')
    .addOption(
      new Option('--preset <name>', 'choose flags by what the file is, and print them').choices([
        'inference',
        'lightning',
        'fsdp',
        'peft',
        'sd',
        'textual-inversion',
      ]),
    )
    .option('--root <place>', 'where the state_dict is, such as model.state_dict')
    .addOption(weightsOption())
    .addOption(joinOption())
    .option(PART_ALONE, PART_ALONE_TEXT)
    .option('--include <glob>', 'write only tensors whose name matches (repeatable)', collect)
    .option('--exclude <glob>', 'leave out tensors whose name matches (repeatable)', collect)
    .option('--strip-prefix <prefix>', 'remove a prefix from names (repeatable)', collect)
    .option('--add-prefix <prefix>', 'add a prefix to names')
    .option(
      '--rename <old=new>',
      'rename; * in OLD matches any text, * or $1 in NEW inserts that text (repeatable)',
      collect,
    )
    .option(
      '--rename-part <old=new>',
      'then rename whole components anywhere in a name; OLD= removes them (repeatable)',
      collect,
    )
    .option('--only <glob>', 'write only tensors whose new name matches (repeatable)', collect)
    .option('--ignore <glob>', 'leave out tensors whose new name matches (repeatable)', collect)
    .option(
      '--transpose <glob>',
      'exchange the dimensions of these matrices, by new names (repeatable)',
      collect,
    )
    .option(
      '--permute <glob=axes>',
      'put dimensions in another order, as torch.permute, such as conv.weight=3,2,0,1, by new names (repeatable)',
      collect,
    )
    .addOption(
      new Option(
        '--rope <order>',
        'move the rows of q and k projections of Llama from the order of Meta to that of transformers (hf), or back',
      ).choices(['hf', 'meta']),
    )
    .option(
      '--heads <count>',
      'with --rope: heads of q, if no config.json or params.json beside the input says it',
    )
    .option(
      '--merge-lora <path>',
      'merge a LoRA adapter of peft, a folder or its weights, into these weights, by new names',
    )
    .option('--kv-heads <count>', 'with --rope: heads of k to expect')
    .option(
      '--reshape <glob=sizes>',
      'give tensors another shape, with the same numbers, such as proj.weight=8,4, by new names (repeatable)',
      collect,
    )
    .addOption(
      withValues(
        new Option(
          '--fold <kinds>',
          'compute plain weights from their parts: prune, weight-norm, spectral-norm (comma-separated)',
        ).argParser(collect),
        ['prune', 'weight-norm', 'spectral-norm'],
      ),
    )
    .option(
      '--schema <path>',
      'write only what this model, or the model of this checkpoint, loads with strict=True',
    )
    .option('--apply-hints', 'with --schema: rename, reshape and fold as the certain hints of pth diff do')
    .option('--rename-file <path>', 'read renames from a file: lines OLD=NEW, or a JSON object of names')
    .addOption(new Option('--ema <what>', 'averaged weights').choices(['prefer', 'drop', 'only']))
    .addOption(
      withValues(
        new Option('--dtype <type>', 'cast floats: f16, bf16, f32, f64, f8_e4m3, f8_e5m2, or a torch name'),
        ['f16', 'bf16', 'f32', 'f64', 'f8_e4m3', 'f8_e5m2'],
      ),
    )
    .option('--keep <glob>', 'tensors that --dtype does not cast, by their new names (repeatable)', collect)
    .option('--metadata <key=value>', 'set metadata (repeatable)', collect)
    .option('--no-metadata', 'write no metadata at all')
    .addOption(
      new Option('--scalars <what>', 'plain values that are not tensors')
        .choices(['metadata', 'tensors', 'drop'])
        .default('drop'),
    )
    .addOption(
      new Option('--shared <what>', 'tensors that share the same memory')
        .choices(['tied', 'keep-first', 'copy', 'error'])
        .default('tied'),
    )
    .option(
      '--keep-name <glob>',
      'the name to write for tensors that share the same memory, by new names (repeatable)',
      collect,
    )
    .option('--restore-shared', 'also write the other names that a safetensors input records for its tensors')
    .addOption(
      withValues(
        new Option(
          '--unsupported <what>',
          'tensors that the format cannot represent: skip, parts, dequantize, dense (comma-separated)',
        ).argParser(collect),
        ['skip', 'parts', 'dequantize', 'dense'],
      ),
    )
    .option(
      '--wrap <keys>',
      'put the state_dict of a .pth under these keys, such as state_dict or model.params',
    )
    .option(
      '--set <key=value>',
      'with --wrap: a plain value beside it, such as epoch=3; a JSON value, or text (repeatable)',
      collect,
    )
    .option('--shard-size <size>', 'split into files of at most this size, such as 5GB')
    .addOption(
      withValues(
        new Option('--part <part>', 'write one part of the shards, such as 3/8, for pth join: docs/large.md'),
        ['slurm'],
      ),
    )
    .option('--max-output <size>', 'largest output size to allow, such as 100GB')
    .option('--header-reserve <size>', 'room in the header of safetensors for pth edit, such as 4KiB')
    .option('-f, --force', 'replace existing files')
    .option('--ignore-crc', 'accept storages whose checksum is wrong')
    .option('--salvage', 'write the tensors that are complete in a damaged file, and list the others')
    .option('--verify', 'read the output back and compare every tensor bit for bit before it gets its name')
    .option('--dry-run', 'print the plan and write nothing')
}
