/** Which output is made of which inputs: one for each, unless they are parts of one model or `--merge` joins them. */
import { dirname, join, resolve, sep } from 'node:path'
import { groupShards } from '../../checkpoint/several/shard-names.ts'
import { PthError } from '../../errors.ts'
import { memberAddress } from '../../node/member-address.ts'
import { inputPaths } from '../../node/input-paths.ts'
import { isFolder } from '../../node/output.ts'
import { formatOf } from '../../operations/convert/format-of.ts'
import type { OutputFormat } from '../../operations/convert/options.ts'
import { splitExtension } from '../../operations/convert/parts.ts'
import { isAddress } from '../../remote/address.ts'
import { limitsOf } from '../limit-flags.ts'
import type { ConvertFlags } from './convert-flags.ts'

/** One output and the inputs that go into it. */
export interface Job {
  readonly inputs: readonly string[]
  readonly output: string
  readonly format: OutputFormat
}

/**
 * Plan every output; nothing is written.
 * @throws PthError USAGE for several inputs of one output without `--merge`, for two inputs that would become one
 * output, and where the output or its format has no name; SHARDS_INVALID, SOURCE_UNREADABLE
 */
export async function planJobs(paths: readonly string[], flags: ConvertFlags): Promise<readonly Job[]> {
  const { output } = flags
  if (output !== undefined && isAddress(output) && !/^s3:/i.test(output))
    throw new PthError('USAGE', {
      reason: `${output} is read only: pth writes to paths and to s3://BUCKET/KEY`,
    })
  const files = await inputPaths(paths, limitsOf(flags))
  const intoFolder = output !== undefined && (endsAsFolder(output) || (await isFolder(output)))
  if (output !== undefined && !intoFolder) {
    const format = flags.to ?? formatOf(output)
    if (format === undefined)
      throw new PthError('USAGE', {
        reason: `the name ${JSON.stringify(output)} does not determine the format; use --to safetensors, pth or npz`,
      })
    if (files.length > 1 && flags.merge !== true) throw notOneModel(files, output)
    return [{ inputs: files, output, format }]
  }
  if (flags.merge === true)
    throw new PthError('USAGE', { reason: '--merge needs --output FILE, the one file for all inputs' })
  const format = flags.to ?? 'safetensors'
  const jobs: Job[] = []
  for (const file of files) {
    const base = await baseOf(file)
    const name =
      output === undefined ? base : `${output.replace(/[/\\]+$/, '')}/${base.split(/[/\\]/).at(-1) ?? ''}`
    jobs.push({ inputs: [file], output: `${name}.${format}`, format })
  }
  refuseSameOutput(jobs)
  return jobs
}

function endsAsFolder(path: string): boolean {
  return path.endsWith('/') || path.endsWith(sep)
}

/** Files are parts of one model only where an index or their names say so. */
function notOneModel(files: readonly string[], output: string): PthError {
  const [group, ...others] = groupShards(files)
  if (group !== undefined && others.length === 0)
    return new PthError('SHARDS_INVALID', {
      index: output,
      reason: `${group.missing} of ${group.missing + group.names.length} shards are missing; found`,
      names: group.names.slice(0, 10),
      total: group.names.length,
    })
  return new PthError('USAGE', {
    reason:
      `nothing says that these ${files.length} inputs are one model; use --output FOLDER/ for one output each, ` +
      'or --merge to put all their tensors into one file',
  })
}

/** What an index has after the name of the model that it describes. */
const INDEX = /\.index\.json$/i

/**
 * The input's path without its extension; a folder has none, and shards have the name of their set.
 * @throws PthError USAGE for an input that names no output, such as stdin
 */
async function baseOf(input: string): Promise<string> {
  const address = await memberAddress(input)
  // A member is a name in an archive: what is written of it goes beside the archive.
  // What is made of something at an address is written here.
  if (isAddress(input)) return nameFor(input, splitExtension(lastPart(address?.member ?? input)).base)
  const file = address === null ? input : join(dirname(address.file), lastPart(address.member))
  const base = (await isFolder(file))
    ? file.replace(/[/\\]+$/, '')
    : splitExtension(file.replace(INDEX, '')).base.replace(/-\?{5}-of-\d{5}$/, '')
  return nameFor(input, base)
}

/** The last part of a path, an address or a member's name, without the query of an address. */
function lastPart(text: string): string {
  return (
    text
      .replace(/\?….*$/, '')
      .replace(INDEX, '')
      .split(/[/\\!]/)
      .findLast((part) => part !== '') ?? ''
  )
}

function nameFor(input: string, base: string): string {
  const name = base.split(/[/\\]/).at(-1) ?? ''
  if (!['', '-', '.', '..'].includes(name) && !/[*?]/.test(name)) return base
  throw new PthError('USAGE', {
    reason: `${JSON.stringify(input)} does not give the output a name; use --output FILE`,
  })
}

/**
 * With --force the output of one input would replace that of another. Names that differ in case alone are one file
 * on Windows and macOS.
 * @throws PthError USAGE
 */
function refuseSameOutput(jobs: readonly Job[]): void {
  const inputs = new Map<string, string>()
  for (const {
    inputs: [input = ''],
    output,
  } of jobs) {
    const key = resolve(output).normalize('NFC').toLowerCase()
    const other = inputs.get(key)
    if (other !== undefined) {
      throw new PthError('USAGE', {
        reason:
          `${JSON.stringify(other)} and ${JSON.stringify(input)} would both become ` +
          `${JSON.stringify(output)}; convert one of them to another name`,
      })
    }
    inputs.set(key, input)
  }
}
