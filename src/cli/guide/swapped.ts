/** Files in each other's place: an output among the inputs, a schema or a lock where a checkpoint belongs. */
import { isPthError, PthError } from '../../errors.ts'
import { kindOfPath, openFile } from '../../node/file.ts'
import { memberAddress } from '../../node/member-address.ts'
import { formatOf } from '../../operations/convert/format-of.ts'
import { shellWord } from '../../report/shell.ts'
import { isFlag, lineOf } from './line.ts'

/** What a JSON file is, as far as its beginning says. */
type Document = 'lock' | 'schema'

/** Bytes in which `kind` is, or the first tensor of a plain map. */
const HEAD_BYTES = 4096

/** Whether the path ends as a folder does. */
const FOLDER = /[/\\]$/

/**
 * Refuse an output that is named as an input: `convert in.pth out.safetensors`.
 * @throws PthError USAGE with the line to type
 */
export async function refuseSwappedOutput(
  files: readonly string[],
  output: string | undefined,
  words: readonly string[],
): Promise<void> {
  const missing: string[] = []
  for (const file of files.slice(0, 2)) if (await isMissing(file)) missing.push(file)
  const [target, ...others] = missing
  if (target === undefined || others.length > 0) return
  const [first = '', second] = files
  if (output !== undefined) {
    // `convert -o in.pth out.safetensors`
    if (second !== undefined || !isTarget(target) || (await kindOfPath(output)) !== 'file') return
    throw new PthError('USAGE', {
      reason: `${target} does not exist and ${output} does: --output is the file to write`,
      commands: [lineOf(['convert', ...exchanged(words, target, output)])],
    })
  }
  if (files.length !== 2 || second === undefined || !isTarget(target)) return
  if (await isMisspelled(target, target === first ? second : first)) return
  throw new PthError('USAGE', {
    reason:
      `pth convert reads every file that is named, and ${target} does not exist; ` +
      'the file to write is named with -o',
    commands: [
      // The folder of an output must be there.
      (FOLDER.test(target) ? `mkdir -p ${shellWord(target)} && ` : '') +
        lineOf([
          'convert',
          target === first ? second : first,
          '-o',
          target,
          ...without(words, [first, second]),
        ]),
    ],
  })
}

/** What `--format` of other converters names: the file, which is `--to` here. @throws PthError USAGE */
export function refuseOutputFormat(format: string | undefined, words: readonly string[]): void {
  const to = format === undefined ? undefined : formatOf(`.${format}`)
  if (to === undefined) return
  const commands = [
    lineOf([
      'convert',
      ...words.flatMap((word, at) => {
        if (word === '--format' || word === `--format=${format}`) return ['--to', to]
        return words[at - 1] === '--format' ? [] : [word]
      }),
    ]),
  ]
  throw new PthError('USAGE', {
    reason: '--format is that of the report; --to is that of the file',
    commands,
  })
}

/**
 * The error for a first file of `diff` that is JSON: the two are swapped, or both are schemas. Null when it is not.
 */
export async function swappedDiff(
  path: string,
  expected: string,
  words: readonly string[],
): Promise<PthError<'USAGE'> | null> {
  const [first, second] = [await documentOf(path), await documentOf(expected)]
  if (second === 'lock' && first === null) {
    return new PthError('USAGE', {
      reason: `${expected} is a lock; pth verify holds a checkpoint against it`,
      commands: [lineOf(['verify', path, '--lock', expected])],
    })
  }
  if (first !== 'schema') return null
  if (second !== null)
    return new PthError('USAGE', {
      reason: `${path} is a model schema too; pth diff compares a checkpoint with one`,
    })
  return new PthError('USAGE', {
    reason: `${path} is a model schema; the checkpoint comes first, then what is expected`,
    commands: [lineOf(['diff', ...exchanged(words, path, expected)])],
  })
}

/** The error for a lock or a schema among the files of `verify`, or for a checkpoint as `--lock`; else null. */
export async function swappedVerify(
  files: readonly string[],
  lock: string | undefined,
  words: readonly string[],
): Promise<PthError<'USAGE'> | null> {
  for (const file of files) {
    const found = await documentOf(file)
    const others = files.filter((other) => other !== file)
    if (found === 'lock' && lock !== undefined && (await documentOf(lock)) === null)
      return new PthError('USAGE', {
        reason: `${file} is a lock, and ${lock} is not`,
        commands: [lineOf(['verify', ...exchanged(words, file, lock)])],
      })
    const [other, ...rest] = others
    if (found === null || other === undefined || rest.length > 0 || lock !== undefined) continue
    return found === 'lock'
      ? new PthError('USAGE', {
          reason: `${file} is a lock; the flag --lock holds a checkpoint against it`,
          commands: [lineOf(['verify', other, '--lock', file, ...without(words, [other, file])])],
        })
      : new PthError('USAGE', {
          reason: `${file} is a model schema; pth diff compares a checkpoint with it`,
          commands: [lineOf(['diff', other, file])],
        })
  }
  return null
}

/** The words with two of them in each other's place. */
function exchanged(words: readonly string[], one: string, other: string): string[] {
  return words.map((word) => {
    if (word === one) return other
    if (word === other) return one
    return word.endsWith(`=${other}`) && isFlag(word) ? word.slice(0, -other.length) + one : word
  })
}

function without(words: readonly string[], left: readonly string[]): string[] {
  return words.filter((word) => !left.includes(word))
}

async function isMissing(path: string): Promise<boolean> {
  if (path === '-' || /^[a-z]+:\/\//i.test(path)) return false
  return (await kindOfPath(path)) === 'missing' && (await memberAddress(path)) === null
}

/** Whether a third file of the same kind has nearly that name: then an input was meant, and the opener says which. */
async function isMisspelled(path: string, other: string): Promise<boolean> {
  if (formatOf(path) !== formatOf(other)) return false
  try {
    await (await openFile(path)).close()
    return false
  } catch (error) {
    const hint = isPthError(error, 'SOURCE_UNREADABLE') ? (error.details.hint ?? '') : ''
    return hint.replace(other, '').includes('.')
  }
}

/** Whether a missing file can only be meant as an output. */
function isTarget(path: string): boolean {
  return FOLDER.test(path) || (formatOf(path) !== undefined && !/[*?]/.test(path))
}

async function documentOf(path: string): Promise<Document | null> {
  if (path.endsWith('.index.json') || path === '-' || (await kindOfPath(path)) !== 'file') return null
  const source = await openFile(path)
  try {
    const head = new TextDecoder().decode(await source.read(0, Math.min(HEAD_BYTES, source.byteLength)))
    if (!/^\ufeff?\s*\{/.test(head)) return null
    const kind = /"kind"\s*:\s*"(pth\.[a-z-]+)"/.exec(head)?.[1]
    if (kind === 'pth.lock') return 'lock'
    const shaped = kind === undefined && (/:\s*\[/.test(head) || /"shape"\s*:/.test(head))
    return kind === 'pth.model' || shaped ? 'schema' : null
  } finally {
    await source.close()
  }
}
