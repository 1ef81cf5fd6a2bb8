/** Addresses in a configuration: a file, or a folder that ends with a slash, where a glob of files may stand. */
import { resolve } from 'node:path'
import type { Config, Place } from '../../config/config.ts'
import { PthError } from '../../errors.ts'
import type { Limits } from '../../limits.ts'
import { findCheckpoints } from '../../node/find-checkpoints.ts'
import { currentAccess, hideSecrets } from '../../node/remote/access.ts'
import { isAddress, parseAddress, withoutSecrets } from '../../remote/address.ts'

/** Whether a run by this configuration may ask the network. */
export function hasAddresses({ entries, ignores }: Config): boolean {
  const scopes = [...ignores, ...entries.flatMap((entry) => entry.ignores)].map(({ files }) => files ?? '')
  const patterns = entries.flatMap(({ include, exclude, settings }) => [
    ...[...include, ...exclude].map(({ pattern }) => pattern),
    settings.schema ?? '',
  ])
  return [...patterns, ...scopes].some(isAddress)
}

/** A path, absolute, or an address as it is. */
export function absolute(place: string): string {
  return isAddress(place) ? place : resolve(place)
}

/**
 * An address of the configuration as it is printed, without its query, and as it is opened.
 * @throws PthError CONFIG_INVALID for a glob and for a password, USAGE for what is no address
 */
export function addressOf(config: Config, text: string, { key, line }: Place): string {
  const address = parseAddress(text)
  const invalid = (expected: string): PthError =>
    new PthError('CONFIG_INVALID', {
      path: config.path,
      line,
      key,
      expected,
      found: JSON.stringify(withoutSecrets(text)),
    })
  if (address.kind === 'web' && address.authorization !== null)
    throw invalid(
      'an address without a password, which everybody with the configuration would have (--header)',
    )
  if (text.replace(/[?#].*$/s, '').includes('*'))
    throw invalid('the address of a file, or of a folder that ends with a slash: globs are for paths')
  return hideSecrets(currentAccess(), text)
}

/** The checkpoints at an address: itself, or all that are below it. */
export async function checkpointsAt(address: string, limits: Limits): Promise<readonly string[]> {
  const { files, refused, archives } = await findCheckpoints([address], { one: false, limits })
  return [...files, ...archives, ...refused.map(({ path }) => path)]
}
