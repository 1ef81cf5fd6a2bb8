/** How many parameters, and what fills the file. */
import type { InspectReport } from '../../operations/inspect/inspect-report.ts'
import { formatCount, formatNumber } from '../format.ts'
import { sizeText } from './rows.ts'
import type { InspectView } from './rows.ts'

/** Parameters as PyTorch counts them, and what is beside them. */
export function countItems({
  parameters,
  buffers,
  tied,
  by_name: byName,
}: InspectReport['totals']): string[] {
  const items = [formatNumber(parameters, 'parameter')]
  if (buffers > 0) items.push(`${formatNumber(buffers, 'buffer element')}${byName ? ' (by name)' : ''}`)
  if (tied > 0) items.push(`${formatCount(tied)} tied`)
  return items
}

/** What fills the file; nothing to say where it is the model alone. */
export function shareItems({ shares }: InspectReport, view: InspectView): string[] {
  const all = shares.reduce((sum, { bytes }) => sum + bytes, 0)
  if (shares.length < 2) return []
  return shares.map(
    ({ part, bytes }) => `${part} ${sizeText(bytes, view)} (${Math.round((bytes / all) * 100)} %)`,
  )
}
