/** Work that may ask the network: what it moves is counted for the run, and told at its end. */
import type { RemoteAccess } from '../node/remote/access.ts'
import { withAccess } from '../node/remote/access.ts'
import { formatBytes, formatNumber } from '../report/format.ts'
import type { CliIo } from './io.ts'

/** @param told whether stderr gets the line: not where the report has one of its own */
export async function withNetwork<Result>(
  access: RemoteAccess,
  io: CliIo,
  told: boolean,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await withAccess(access, work)
  } finally {
    const { requests, bytes } = access.transfer
    if (requests > 0 && told)
      await io.stderr.write(
        `read over the network: ${formatBytes(bytes)} in ${formatNumber(requests, 'request')}\n`,
      )
  }
}
