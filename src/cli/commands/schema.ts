/** `pth schema`: the model schema of a checkpoint, exact or with templates. */
import { JSON_ONLY } from '../../report/report-format.ts'
import type { CommandDeclaration } from '../command.ts'
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
}

export const schemaCommand: CommandDeclaration = {
  name: 'schema',
  declare: (command, { io }) => {
    addFormat(addLimits(command, OPEN_LIMITS), JSON_ONLY)
      .description('write the model schema of a checkpoint, for pth diff')
      .argument('<file...>', 'checkpoint, or a schema to rewrite')
      .option('--root <path>', 'where the state_dict is, such as model.state_dict')
      .option('--infer', 'fold layers into templates and name the dimensions')
      .action(async (paths: readonly string[], flags: SchemaFlags) => {
        formatOf(flags, JSON_ONLY)
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
