/** What `pth join` did, as data and for people. */
import { envelope } from '../envelope.ts'
import { escapeText } from '../escape.ts'
import { formatBytes, formatNumber } from '../format.ts'
import type { Paint } from '../paint.ts'
import { wrapWords } from '../wrap.ts'

/** The set of shards that was joined. */
interface Joined {
  readonly files: readonly string[]
  readonly shards: number
  readonly tensors: number
  readonly byteLength: number
  readonly plan: string
  readonly removed: readonly string[]
}

interface JoinRun {
  readonly output: string
  readonly dryRun: boolean
  readonly seconds: number
}

/** The document of `pth join --json`. */
export function joinReport(joined: Joined, { output, dryRun, seconds }: JoinRun): object {
  const { files, shards, tensors, byteLength, plan, removed } = joined
  return envelope(
    'pth.join',
    { output, dry_run: dryRun, plan, shards, tensors, byte_length: byteLength, files, removed, seconds },
    0,
  )
}

export function renderJoin(
  joined: Joined,
  { dryRun, seconds }: JoinRun,
  paint: Paint,
  columns: number,
): string {
  const { files, shards, tensors, byteLength, removed, plan } = joined
  const line = (label: string, text: string): string => wrapWords(label, text, columns)
  const index = files.length > shards ? (files.at(-1) ?? '') : null
  const proven = `${formatNumber(shards, 'shard')}, ${formatNumber(tensors, 'tensor')}, ${formatBytes(byteLength)}`
  const name = escapeText(index ?? files[0] ?? '')
  const lines = [
    line('proven', `${proven} in ${seconds.toFixed(2)} s: each is what its part wrote, by SHA-256`),
    line('plan', `${plan.slice(0, 16)}…, the same in every part`),
    ...removed.map((path) => line('removed', `${escapeText(path)}: a killed run left it`)),
    dryRun
      ? `DRY RUN   ${index === null ? 'there is no index to write' : `${name} would be written`}; nothing was`
      : paint.green(`JOINED   ${name}`),
  ]
  return `${lines.join('\n')}\n`
}
