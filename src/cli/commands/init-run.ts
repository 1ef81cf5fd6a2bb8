/** What `pth init` does: looks for checkpoints, and writes what pth check compares them with. */
import { dirname, extname, join, relative, resolve, sep } from 'node:path'
import { withoutValues } from '../../diff/model-of.ts'
import { isPthError, PthError } from '../../errors.ts'
import type { Limits } from '../../limits.ts'
import { kindOfPath } from '../../node/file.ts'
import { findCheckpoints } from '../../node/find-checkpoints.ts'
import { newSha256 } from '../../node/hash.ts'
import { realTarget } from '../../node/real-target.ts'
import { isInside, repositoryOf } from '../../node/repository.ts'
import { withCheckpoint } from '../../node/with-checkpoint.ts'
import { makeLock } from '../../operations/verify/lock.ts'
import { envelope } from '../../report/envelope.ts'
import { escapeText } from '../../report/escape.ts'
import { formatNumber } from '../../report/format.ts'
import { escapeJson, jsonDocument } from '../../report/json.ts'
import { DATA_FORMATS } from '../../report/report-format.ts'
import { renderSchema } from '../../schema/write.ts'
import type { CommandContext } from '../command.ts'
import { withExpected } from '../expected.ts'
import { limitsOf } from '../limit-flags.ts'
import type { LimitFlags } from '../limit-flags.ts'
import { formatOf } from '../report-flags.ts'
import type { FormatFlags } from '../report-flags.ts'

/** The options as commander hands them over. */
export interface InitFlags extends LimitFlags, FormatFlags {
  readonly lock: boolean
  readonly force?: true
}

/** A file to write. */
interface Draft {
  readonly path: string
  readonly text: string
}

/** A checkpoint that was left out, and why. */
interface LeftOut {
  readonly file: string
  readonly code: string
  readonly message: string
}

/** Folders of other programs. */
const FOREIGN = /(^|[/\\])(\.git|node_modules|__pycache__|\.venv)[/\\]/
const CONFIG = 'pth.config.json'

/** @throws PthError USAGE where there is no checkpoint, OUTPUT_EXISTS without --force, OUTPUT_UNWRITABLE */
export async function init(folder: string, flags: InitFlags, { io, exit }: CommandContext): Promise<void> {
  const format = formatOf(flags, DATA_FORMATS)
  const limits = limitsOf(flags)
  if ((await kindOfPath(folder)) !== 'folder')
    throw new PthError('USAGE', { reason: `pth init needs a folder, and ${folder} is none` })
  const found = await findCheckpoints([folder], { one: false, limits })
  const files = found.files.filter((file) => !FOREIGN.test(file))
  const left: LeftOut[] = []
  const drafts: Draft[] = []
  const kept: string[] = []
  const { refuseOutside } = await import('../../node/write-text.ts')
  const root = await projectOf(folder)
  for (const file of files) {
    try {
      // Behind a linked folder the draft beside it would be.
      await refuseOutside(root, `${file}.schema.json`)
      for (const draft of await draftsOf(file, flags.lock, limits)) drafts.push(draft)
      kept.push(slashed(relative(folder, file)))
    } catch (error) {
      if (!isPthError(error)) throw error
      left.push({ file, code: error.code, message: error.message })
    }
  }
  if (kept.length === 0)
    throw new PthError('USAGE', {
      reason: `there is no checkpoint below ${folder} that pth could describe${reasonText(left)}`,
    })
  const config: Draft = { path: join(folder, CONFIG), text: jsonDocument(configOf(kept, flags.lock)) }
  const written = [...drafts, config]
  await writeAll(root, files, written, flags.force === true)
  exit(left.length > 0 ? 2 : 0)
  const paths = written.map(({ path }) => path)
  await io.stdout.write(
    format === 'json'
      ? jsonDocument(
          envelope(
            'pth.init',
            { checkpoints: kept, written: paths, left_out: left },
            left.length > 0 ? 2 : 0,
          ),
        )
      : textOf(kept.length, paths, left, folder),
  )
}

/** The schema of a checkpoint, and its lock. @throws PthError of opening, TENSOR_UNREADABLE */
async function draftsOf(file: string, locks: boolean, limits: Limits): Promise<readonly Draft[]> {
  const schema = await withExpected(file, { limits }, async ({ model }) =>
    escapeJson(renderSchema(withoutValues(model))),
  )
  const drafts: Draft[] = [{ path: `${file}.schema.json`, text: schema }]
  if (!locks) return drafts
  const lock = await withCheckpoint(file, { limits, contents: true }, (checkpoint) =>
    makeLock(checkpoint, newSha256),
  )
  return [...drafts, { path: `${file}.lock.json`, text: jsonDocument(lock) }]
}

/** One entry for all that was found: a glob per folder and suffix, so that a new checkpoint there is checked too. */
function configOf(files: readonly string[], locks: boolean): object {
  const globs = files.map((file) => {
    const folder = dirname(file)
    const glob = file.endsWith('.index.json') ? '*.index.json' : `*${extname(file)}`
    return folder === '.' ? glob : `${folder}/${glob}`
  })
  return {
    $schema: 'https://unpkg.com/pth-cli/schemas/config.schema.json',
    checkpoints: [
      {
        files: [...new Set(globs)].toSorted(),
        schema: '{path}.schema.json',
        strict: true,
        ...(locks && { lock: '{path}.lock.json' }),
        rules: { structure: 'error', scan: 'error', schema: 'error', finite: 'error' },
      },
    ],
  }
}

/** What nothing is written out of: the repository, else the working folder, or a folder that is elsewhere. */
function projectOf(folder: string): Promise<string> {
  const whole = resolve(folder)
  return repositoryOf(whole, isInside(resolve('.'), whole) ? resolve('.') : whole)
}

/**
 * Nothing is written where one of the files may not be: also none through a link out of the project, and none over a
 * checkpoint or another draft.
 * @throws PthError OUTPUT_EXISTS, OUTPUT_IS_INPUT, OUTPUT_UNWRITABLE
 */
async function writeAll(
  root: string,
  files: readonly string[],
  drafts: readonly Draft[],
  force: boolean,
): Promise<void> {
  const { checkTextTarget, refuseOutside, writeText } = await import('../../node/write-text.ts')
  const taken = new Map<string, string>()
  for (const file of files) taken.set(await realTarget(file), file)
  for (const { path } of drafts) {
    const target = await checkTextTarget(path, force)
    const input = taken.get(target)
    if (input !== undefined) throw new PthError('OUTPUT_IS_INPUT', { path, input })
    taken.set(target, path)
    await refuseOutside(root, target)
  }
  for (const { path, text } of drafts) await writeText(path, text, force)
}

function textOf(count: number, paths: readonly string[], left: readonly LeftOut[], folder: string): string {
  const config = join(folder, CONFIG)
  const command = resolve(folder) === resolve('.') ? 'pth check' : `pth check --config ${config}`
  return [
    `${formatNumber(count, 'checkpoint')}; wrote ${formatNumber(paths.length, 'file')}:`,
    ...paths.map((path) => `  ${path}`),
    ...left.map(({ file, code, message }) => `left out ${file}: ${code}: ${message}`),
    '',
    'Look at them, commit them, and let CI run:',
    `  ${command} --format github --report junit=pth.xml --report sarif=pth.sarif`,
    'With GitLab:',
    `  ${command} --report junit=pth.xml --report gitlab=gl-code-quality-report.json`,
    '',
  ]
    .map((line) => `${escapeText(line)}\n`)
    .join('')
}

function reasonText(left: readonly LeftOut[]): string {
  const [first] = left
  return first === undefined ? '' : `: ${first.file}: ${first.message}`
}

function slashed(path: string): string {
  return path.split(sep).join('/')
}
