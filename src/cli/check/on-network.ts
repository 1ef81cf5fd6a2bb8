/** The network of a run by its configuration. */
import { hasAccess, newAccess } from '../../node/remote/access.ts'
import type { CommandContext } from '../command.ts'
import type { LimitFlags } from '../limit-flags.ts'
import { withNetwork } from '../network.ts'
import { remoteOptions } from '../remote-flags.ts'
import type { RemoteFlags } from '../remote-flags.ts'
import { wantsJson } from '../report-flags.ts'
import { hasAddresses } from './addresses.ts'
import type { Located } from './locate.ts'

/** A line without an address may be by a configuration with some. */
export async function onNetwork<Result>(
  { config }: Located,
  flags: RemoteFlags & LimitFlags,
  { io, words }: CommandContext,
  work: () => Promise<Result>,
): Promise<Result> {
  if (hasAccess() || !hasAddresses(config)) return work()
  return withNetwork(newAccess({ ...remoteOptions(flags), env: io.env }), io, !wantsJson(words), work)
}
