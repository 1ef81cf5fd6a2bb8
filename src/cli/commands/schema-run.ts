/** What `pth schema` does: prints the schema of a checkpoint, or the script that writes that of a module. */
import type { WeightsKind } from '../../checkpoint/checkpoint.ts'
import type { JoinRule } from '../../names/join-rule.ts'
import { requireWhole } from '../../checkpoint/distributed/part-of.ts'
import { withoutValues } from '../../diff/model-of.ts'
import { PthError } from '../../errors.ts'
import { escapeJson } from '../../report/json.ts'
import { JSON_ONLY } from '../../report/report-format.ts'
import { inferSchema } from '../../schema/infer.ts'
import { renderInferred, renderSchema } from '../../schema/write.ts'
import type { CommandContext } from '../command.ts'
import { noticeText } from '../error-text.ts'
import { withExpected } from '../expected.ts'
import { inputOptions } from '../input.ts'
import type { CliIo } from '../io.ts'
import { limitsOf } from '../limit-flags.ts'
import type { LimitFlags } from '../limit-flags.ts'
import { onePath } from '../one-path.ts'
import { formatOf } from '../report-flags.ts'
import type { FormatFlags } from '../report-flags.ts'
import { readPackageFile } from '../package-file.ts'

/** The options as commander hands them over. */
export interface SchemaFlags extends LimitFlags, FormatFlags {
  readonly root?: string
  readonly weights?: WeightsKind
  readonly join?: readonly JoinRule[]
  readonly partAlone?: boolean
  readonly infer?: boolean
  readonly python?: boolean
}

/** Write the schema of the one model that the paths stand for. @throws PthError USAGE, and those of opening */
export async function schema(
  paths: readonly string[],
  flags: SchemaFlags,
  { io }: CommandContext,
): Promise<void> {
  formatOf(flags, JSON_ONLY)
  if (flags.python === true) return printScript(paths, io)
  if (paths.length === 0)
    throw new PthError('USAGE', { reason: 'pth schema needs a checkpoint, or --python for the script' })
  const path = await onePath('schema', paths, limitsOf(flags))
  await withExpected(path, inputOptions(io, flags), (expected) => {
    if (expected.checkpoint !== null) requireWhole(expected.checkpoint, flags.partAlone === true)
    const model = withoutValues(expected.model)
    const text =
      flags.infer === true ? renderInferred(inferSchema(model), model.className) : renderSchema(model)
    return io.stdout.write(escapeJson(text))
  })
}

/** The exporter; the package has it beside the program. */
const SCRIPT = 'test/conformance/model_schema.py'

async function printScript(paths: readonly string[], io: CliIo): Promise<void> {
  const [path] = paths
  if (path !== undefined)
    throw new PthError('USAGE', {
      reason: `--python needs no file: the schema is that of a torch.nn.Module, not of ${path}`,
      commands: ['pth schema --python > model_schema.py'],
    })
  await io.stdout.write(await readPackageFile(SCRIPT))
  await io.stderr.write(
    noticeText(
      'as model_schema.py: from model_schema import write_model_schema; with torch.device("meta"): model = Net(); ' +
        'then write_model_schema(model, "model.schema.json")',
      io,
    ),
  )
}
