/** `pth schema`: the model schema of a checkpoint, exact or with templates. */
import { JSON_ONLY } from '../../report/report-format.ts'
import { PthError } from '../../errors.ts'
import type { CommandDeclaration } from '../command.ts'
import { noticeText } from '../error-text.ts'
import type { CliIo } from '../io.ts'
import { readSmallFile } from '../small-file.ts'
import { addFormat, formatOf } from '../report-flags.ts'
import type { FormatFlags } from '../report-flags.ts'
import { inputOptions } from '../input.ts'
import { onePath } from '../one-path.ts'
import { withExpected } from '../expected.ts'
import { addLimits, limitsOf, OPEN_LIMITS } from '../limit-flags.ts'
import type { LimitFlags } from '../limit-flags.ts'

interface SchemaFlags extends LimitFlags, FormatFlags {
  readonly root?: string
  readonly infer?: boolean
  readonly python?: boolean
}

export const schemaCommand: CommandDeclaration = {
  name: 'schema',
  declare: (command, { io }) => {
    addFormat(addLimits(command, OPEN_LIMITS), JSON_ONLY)
      .description('write the model schema of a checkpoint, for pth diff')
      .argument('[file...]', 'checkpoint, or a schema to rewrite')
      .option('--root <path>', 'where the state_dict is, such as model.state_dict')
      .option('--infer', 'fold layers into templates and name the dimensions')
      .option('--python', 'print the Python script that writes the schema of a torch.nn.Module')
      .action(async (paths: readonly string[], flags: SchemaFlags) => {
        formatOf(flags, JSON_ONLY)
        if (flags.python === true) return printScript(paths, io)
        if (paths.length === 0)
          throw new PthError('USAGE', { reason: 'pth schema needs a checkpoint, or --python for the script' })
        const path = await onePath('schema', paths, limitsOf(flags))
        const { renderInferred, renderSchema } = await import('../../schema/write.ts')
        const { inferSchema } = await import('../../schema/infer.ts')
        const { withoutValues } = await import('../../diff/model-of.ts')
        await withExpected(path, inputOptions(io, flags), (expected) => {
          const model = withoutValues(expected.model)
          return io.stdout.write(
            flags.infer === true ? renderInferred(inferSchema(model), model.className) : renderSchema(model),
          )
        })
      })
  },
}

/** The exporter; the package has it beside the program. */
const SCRIPT = new URL('../../../test/conformance/model_schema.py', import.meta.url)

async function printScript(paths: readonly string[], io: CliIo): Promise<void> {
  const [path] = paths
  if (path !== undefined)
    throw new PthError('USAGE', {
      reason: `--python needs no file: the schema is that of a torch.nn.Module, not of ${path}`,
      commands: ['pth schema --python > model_schema.py'],
    })
  const { fileURLToPath } = await import('node:url')
  await io.stdout.write(await readSmallFile(fileURLToPath(SCRIPT), 1 << 20))
  await io.stderr.write(
    noticeText(
      'as model_schema.py: from model_schema import write_model_schema; with torch.device("meta"): model = Net(); ' +
        'then write_model_schema(model, "model.schema.json")',
      io,
    ),
  )
}
