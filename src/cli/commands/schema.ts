/** `pth schema`: the model schema of a checkpoint, exact or with templates. */
import { JSON_ONLY } from '../../report/report-format.ts'
import type { CommandDeclaration } from '../command.ts'
import { addFormat } from '../report-flags.ts'
import { PART_ALONE, PART_ALONE_TEXT } from '../part-alone.ts'
import { addLimits, OPEN_LIMITS } from '../limit-flags.ts'
import { addRemote } from '../remote-flags.ts'
import { joinOption } from '../join-flag.ts'
import { weightsOption } from '../weights-flag.ts'
import type { SchemaFlags } from './schema-run.ts'

export const schemaCommand: CommandDeclaration = {
  name: 'schema',
  examples: [
    { line: 'pth schema model.pth > model.json', what: 'what a model must have to load this file' },
    {
      line: 'pth schema --python > model_schema.py',
      what: 'the script that writes the schema of a torch.nn.Module',
    },
  ],
  declare: (command, context) => {
    addFormat(addRemote(addLimits(command, OPEN_LIMITS)), JSON_ONLY)
      .description('write the model schema of a checkpoint, for pth diff')
      .argument('[file...]', 'checkpoint, or a schema to rewrite')
      .option('--root <place>', 'where the state_dict is, such as model.state_dict')
      .addOption(weightsOption())
      .addOption(joinOption())
      .option(PART_ALONE, PART_ALONE_TEXT)
      .option('--infer', 'fold layers into templates and name the dimensions')
      .option('--python', 'print the Python script that writes the schema of a torch.nn.Module')
      .action(async (paths: readonly string[], flags: SchemaFlags) => {
        const { schema } = await import('./schema-run.ts')
        return schema(paths, flags, context)
      })
  },
}
