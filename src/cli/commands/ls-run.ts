/** What `pth ls` does: asks for the listing of an address and prints it. */
import { isCheckpointName } from '../../checkpoint/checkpoint-name.ts'
import { isIndexName } from '../../checkpoint/several/shard-index.ts'
import { PthError } from '../../errors.ts'
import { listPlace } from '../../node/place.ts'
import { isAddress } from '../../remote/address.ts'
import { escapeText } from '../../report/escape.ts'
import { envelope } from '../../report/envelope.ts'
import { formatBytes, formatNumber } from '../../report/format.ts'
import { jsonDocument } from '../../report/json.ts'
import { DATA_FORMATS } from '../../report/report-format.ts'
import { shellWord } from '../../report/shell.ts'
import { padStart } from '../../report/width.ts'
import type { CommandContext } from '../command.ts'
import type { LimitFlags } from '../limit-flags.ts'
import { formatOf } from '../report-flags.ts'
import type { FormatFlags } from '../report-flags.ts'

export interface LsFlags extends FormatFlags, LimitFlags {
  readonly all?: true
}

/** @throws PthError USAGE for a path, and those of addresses */
export async function list(address: string, flags: LsFlags, context: CommandContext): Promise<void> {
  const format = formatOf(flags, DATA_FORMATS)
  if (!isAddress(address))
    throw new PthError('USAGE', {
      reason: `pth ls lists addresses (hf://, s3://, gs://), and ${address} is a path: ls -l ${shellWord(address)}`,
    })
  const files = await listPlace(address)
  const shown =
    flags.all === true ? files : files.filter(({ name }) => isCheckpointName(name) || isIndexName(name))
  const { stdout } = context.io
  if (format === 'json') {
    const rows = shown.map(({ name, byteLength }) => ({ name, bytes: byteLength }))
    await stdout.write(
      jsonDocument(envelope('pth.ls', { address, files: rows, others: files.length - shown.length }, 0)),
    )
    return
  }
  const sizes = shown.map(({ byteLength }) => (byteLength === null ? '?' : formatBytes(byteLength)))
  const width = sizes.reduce((most, size) => Math.max(most, size.length), 0)
  const lines = shown.map(({ name }, at) => `${padStart(sizes[at] ?? '', width)}  ${escapeText(name)}`)
  await stdout.write(
    [...lines, ...lastLine(shown.length, files.length - shown.length)].map((line) => `${line}\n`).join(''),
  )
}

function lastLine(shown: number, others: number): string[] {
  if (shown === 0 && others === 0) return ['nothing is there']
  if (others === 0) return []
  return [
    `${shown === 0 ? 'no checkpoint by name; ' : 'and '}${formatNumber(others, 'other file')}: --all lists them`,
  ]
}
