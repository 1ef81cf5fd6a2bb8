/** What `pth init` does: looks for checkpoints, and writes what pth check compares them with. */
import { join, relative, resolve } from 'node:path'
import { isPthError, PthError } from '../../errors.ts'
import { kindOfPath } from '../../node/file.ts'
import { findCheckpoints } from '../../node/find-checkpoints.ts'
import { FOREIGN } from '../../node/find-files.ts'
import { realTarget } from '../../node/real-target.ts'
import { isInside, repositoryOf } from '../../node/repository.ts'
import { envelope } from '../../report/envelope.ts'
import { escapeText } from '../../report/escape.ts'
import { formatNumber } from '../../report/format.ts'
import { jsonDocument } from '../../report/json.ts'
import { DATA_FORMATS } from '../../report/report-format.ts'
import type { CommandContext } from '../command.ts'
import { configOf, leftOutGlobs } from '../init/config.ts'
import type { OpenedSo } from '../init/config.ts'
import { describe } from '../init/drafts.ts'
import type { Draft } from '../init/drafts.ts'
import { globsOf, slashed } from '../init/globs.ts'
import { leftOut, leftOutLines } from '../init/left-out.ts'
import type { LeftOut } from '../init/left-out.ts'
import { openingOf, refuseIdle } from '../init/opening.ts'
import type { Opening } from '../check/subject.ts'
import { limitsOf } from '../limit-flags.ts'
import type { LimitFlags } from '../limit-flags.ts'
import { formatOf } from '../report-flags.ts'
import type { FormatFlags } from '../report-flags.ts'
import { readSmallFile } from '../small-file.ts'

/** The options as commander hands them over. */
export interface InitFlags extends LimitFlags, FormatFlags, Pick<Opening, 'weights' | 'join'> {
  readonly lock: boolean
  readonly force?: true
}

const CONFIG = 'pth.config.json'

/** @throws PthError USAGE where there is no checkpoint, OUTPUT_EXISTS without --force, OUTPUT_UNWRITABLE */
export async function init(
  folder: string,
  flags: InitFlags,
  { io, exit, words }: CommandContext,
): Promise<void> {
  const format = formatOf(flags, DATA_FORMATS)
  const limits = limitsOf(flags)
  if ((await kindOfPath(folder)) !== 'folder')
    throw new PthError('USAGE', { reason: `pth init needs a folder, and ${folder} is none` })
  const found = await findCheckpoints([folder], { one: false, limits })
  const files = found.files.filter((file) => !FOREIGN.test(file))
  await refuseOther(folder)
  const left: LeftOut[] = []
  const drafts: Draft[] = []
  const kept: string[] = []
  const loose: string[] = []
  const opened: OpenedSo[] = []
  const { refuseOutside } = await import('../../node/write-text.ts')
  const root = await projectOf(folder)
  for (const file of files) {
    try {
      // Behind a linked folder the draft beside it would be.
      await refuseOutside(root, `${file}.schema.json`)
      const opening = await openingOf(file, limits, flags)
      const described = await describe(file, flags.lock, { limits, ...opening })
      const name = slashed(relative(folder, file))
      if (Object.keys(opening).length > 0) opened.push({ name, opening })
      for (const draft of described.drafts) drafts.push(draft)
      kept.push(name)
      if (described.loose) loose.push(name)
    } catch (error) {
      if (!isPthError(error)) throw error
      if (files.length === 1 && isPthError(error, 'JOIN_NEEDED')) throw error
      left.push(leftOut(file, error, words))
    }
  }
  if (left.length === 0)
    refuseIdle(
      flags,
      opened.map(({ opening }) => opening),
      folder,
    )
  if (kept.length === 0)
    throw new PthError('USAGE', {
      reason: `there is no checkpoint below ${folder} that pth could describe${reasonText(left)}`,
    })
  const names = [CONFIG, ...drafts.map(({ path }) => slashed(relative(folder, path)))]
  const globs = await globsOf(folder, kept, names, limits)
  const config: Draft = {
    path: join(folder, CONFIG),
    text: jsonDocument(
      configOf([...globs.files, ...leftOutGlobs(left, globs.files, folder)], {
        loose,
        opened,
        locks: flags.lock,
      }),
    ),
  }
  const written = [...drafts, config]
  await writeAll(root, files, written, flags.force === true)
  exit(left.length > 0 ? 2 : 0)
  const paths = written.map(({ path }) => path)
  await io.stdout.write(
    format === 'json'
      ? jsonDocument(
          envelope(
            'pth.init',
            {
              checkpoints: kept,
              written: paths,
              left_out: left.map(({ file, code, message }) => ({ file, code, message })),
            },
            left.length > 0 ? 2 : 0,
          ),
        )
      : textOf({ count: kept.length, paths, left, others: globs.others, folder }),
  )
}

/** Two configurations of one folder are refused by every run of check. @throws PthError USAGE */
async function refuseOther(folder: string): Promise<void> {
  for (const [name, has] of OTHERS) {
    const path = join(folder, name)
    if ((await kindOfPath(path)) !== 'file' || !has(await readSmallFile(path, OTHER_BYTES))) continue
    const reason = `${path} has a configuration of pth, and a folder has one; remove it, or edit it`
    throw new PthError('USAGE', { reason })
  }
}

/** Bytes of a file that may have a configuration. */
const OTHER_BYTES = 1 << 20

const OTHERS: readonly (readonly [name: string, has: (text: string) => boolean])[] = [
  ['package.json', hasField],
  ['pyproject.toml', (text) => /^\s*(?:\[+\s*)?tool\s*\.\s*["']?pth\b/m.test(text)],
]

/** A file that is not JSON is none of pth either. */
function hasField(text: string): boolean {
  if (!text.includes('"pth"')) return false
  try {
    return Object.hasOwn(JSON.parse(text) as object, 'pth')
  } catch {
    return false
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

interface Told {
  /** Checkpoints. */
  readonly count: number
  readonly paths: readonly string[]
  readonly left: readonly LeftOut[]
  /** Files that the globs leave out by name, relative to the folder. */
  readonly others: readonly string[]
  readonly folder: string
}

function textOf({ count, paths, left, others, folder }: Told): string {
  const named = new Set(left.map(({ file }) => slashed(relative(folder, file))))
  const rest = others.filter((name) => !named.has(name))
  const config = join(folder, CONFIG)
  const command = resolve(folder) === resolve('.') ? 'pth check' : `pth check --config ${config}`
  return [
    `${formatNumber(count, 'checkpoint')}; wrote ${formatNumber(paths.length, 'file')}:`,
    ...paths.map((path) => `  ${path}`),
    ...left.flatMap(leftOutLines),
    ...rest.map((name) => `left out ${join(folder, name)}: it is no checkpoint`),
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
