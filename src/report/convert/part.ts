/** One share of a conversion for people: its shards, what became of each, and what comes after. */
import type { ShareOutcome } from '../../operations/convert/sharing/outcome.ts'
import { escapeText } from '../escape.ts'
import { formatBytes, formatNumber } from '../format.ts'
import type { Paint } from '../paint.ts'
import { shellWord } from '../shell.ts'
import type { ConvertRun } from './json.ts'
import { stageText } from './stages.ts'

const STATES = {
  written: 'written',
  proven: 'there, proven by SHA-256',
  twin: 'written by another run of this part, proven by SHA-256',
}

/** The lines at the end of the report; the last is the verdict. */
export function partLines(
  part: ShareOutcome,
  run: ConvertRun,
  line: (label: string, text: string) => string,
  paint: Paint,
): string[] {
  const { share, shards, from, to, done, left } = part
  const name = `PART ${share.number}/${share.count}`
  const own =
    from > to
      ? `none of the ${formatNumber(shards, 'shard')}`
      : `${from === to ? `shard ${from}` : `shards ${from} to ${to}`} of ${shards}`
  if (done === null) return [`DRY RUN   ${name}   ${own} would be written; nothing was`]
  const { result, seconds, peakBytes } = run
  if (result === null || result.differences.length > 0) return []
  const peak = peakBytes > 0 ? `; peak ${formatBytes(peakBytes)}` : ''
  const stages = result.stages.map((stage) => `, ${stageText(stage)}`).join('')
  return [
    ...done.map(({ path, byteLength, state }) =>
      line('shard', `${escapeText(path)}   ${formatBytes(byteLength)}   ${STATES[state]}`),
    ),
    ...left.map((path) =>
      paint.yellow(line('left', `${escapeText(path)}: another run of this part may be writing it`)),
    ),
    line('took', `${seconds.toFixed(2)} s${stages}${peak}`),
    line('next', `when every part is there: pth join ${shellWord(run.output)}`),
    paint.green(`WRITTEN   ${name}   ${own}`),
  ]
}
