/** The flags of addresses, one spelling for every command that opens something. */
import { Option } from 'commander'
import type { Command } from 'commander'
import { PthError } from '../errors.ts'
import type { RemoteOptions } from '../node/remote/access.ts'
import { collect } from './flag-values.ts'
import { limitsOf } from './limit-flags.ts'
import type { LimitFlags } from './limit-flags.ts'
import { parseSize } from './size.ts'

const GROUP = 'Addresses (docs/remote.md):'

/** What commander hands over. */
export interface RemoteFlags {
  readonly header?: readonly string[]
  readonly offline?: true
  readonly download?: true
  readonly timeout?: number
  readonly minRate?: number
}

/** Declare them, in a part of their own in `--help`. */
export function addRemote(command: Command): Command {
  return command
    .addOption(
      new Option('--header <line>', 'a header for the server of a web address; repeatable')
        .argParser((text: string, before: readonly string[] | undefined) => collect(text, before))
        .helpGroup(GROUP),
    )
    .addOption(
      new Option('--timeout <seconds>', 'give a silent server up after it (30)')
        .argParser(parseSeconds)
        .helpGroup(GROUP),
    )
    .addOption(
      new Option(
        '--min-rate <size>',
        'give up an answer with fewer bytes a second, over twice --timeout (64)',
      )
        .argParser((text: string) => (text.trim() === '0' ? 0 : parseSize(text, '--min-rate')))
        .helpGroup(GROUP),
    )
    .addOption(
      new Option('--download', 'where a server sends no parts, take the file whole').helpGroup(GROUP),
    )
    .addOption(new Option('--offline', 'refuse every address').helpGroup(GROUP))
}

/** What the flags of a command say of the network. */
export function remoteOptions(flags: RemoteFlags & LimitFlags): RemoteOptions {
  return {
    limits: limitsOf(flags),
    ...(flags.header !== undefined && { headers: flags.header }),
    ...(flags.offline === true && { offline: true }),
    ...(flags.download === true && { download: true }),
    ...(flags.timeout !== undefined && { timeout: flags.timeout }),
    ...(flags.minRate !== undefined && { minRate: flags.minRate }),
  }
}

function parseSeconds(text: string): number {
  const seconds = Number(text)
  if (/^\d{1,5}(?:\.\d{1,3})?$/.test(text) && seconds > 0) return seconds
  throw new PthError('USAGE', { reason: `--timeout takes seconds, not ${JSON.stringify(text)}` })
}
