/** What fills the file, as bars that fit the terminal. */
import type { MapReport } from '../../operations/inspect/inspect-report.ts'
import { escapeText } from '../escape.ts'
import { formatNumber } from '../format.ts'
import { ELLIPSIS, padEnd, padStart, shortenMiddle, widthOf } from '../width.ts'
import { percent } from './counts.ts'
import { sizeText } from './rows.ts'
import type { InspectView } from './rows.ts'

/** Groups shown without `--full`. */
const MOST = 20
const BAR = '█'
/** A group that has less than half a column. */
const THIN = '▏'
/** Columns of the longest label and of the longest bar. */
const LABEL = 36
const LONGEST = 50

/** One block, or none without a map. The longest bar is the largest group; the percent are of the whole file. */
export function mapBlocks(map: readonly MapReport[] | undefined, view: InspectView): string[] {
  if (map === undefined) return []
  if (map.length === 0) return ['  map        no storage has bytes']
  const shown = view.full ? map : map.slice(0, MOST)
  const all = map.reduce((sum, { bytes }) => sum + bytes, 0)
  const largest = Math.max(1, map[0]?.bytes ?? 0)
  const rows = shown.map(({ part, group, bytes }) => ({
    label: shortenMiddle(`${part} ${escapeText(group)}`, LABEL),
    size: sizeText(bytes, view),
    share: percent(bytes, all),
    bytes,
  }))
  const label = widest(rows.map((row) => row.label))
  const size = widest(rows.map((row) => row.size))
  const share = widest(rows.map((row) => row.share))
  const room = Math.max(1, Math.min(LONGEST, view.columns - label - size - share - 10))
  const lines = rows.map((row) => {
    const length = Math.round((row.bytes / largest) * room)
    const bar = length === 0 && row.bytes > 0 ? THIN : BAR.repeat(length)
    const cells = [padEnd(row.label, label), padStart(row.size, size), padStart(row.share, share), bar]
    return `    ${cells.join('  ')}`.trimEnd()
  })
  const hidden = map.length - shown.length
  if (hidden > 0) lines.push(`    ${ELLIPSIS} ${formatNumber(hidden, 'more group')} (--full; --json has all)`)
  return [['  what fills the file', ...lines].join('\n')]
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, widthOf(text)), 0)
}
