/** How many parameters, and what fills the file. */
import type { InspectReport } from '../../operations/inspect/inspect-report.ts'
import { formatCount, formatNumber } from '../format.ts'
import { sizeText } from './rows.ts'
import type { InspectView } from './rows.ts'

/** Whether the file is the state of an optimizer and nothing else: its tensors are no parameters of a model. */
export function isOptimizerAlone({ shares }: Pick<InspectReport, 'shares'>): boolean {
  return shares.length > 0 && shares.every(({ part }) => part === 'optimizer')
}

/** Parameters as PyTorch counts them, and what is beside them. */
export function countItems(report: Pick<InspectReport, 'shares' | 'totals'>): string[] {
  const { parameters, buffers, tied, by_name: byName } = report.totals
  if (isOptimizerAlone(report)) return [formatNumber(parameters + buffers, 'element')]
  const items = [formatNumber(parameters, 'parameter')]
  if (buffers > 0) items.push(`${formatNumber(buffers, 'buffer element')}${byName ? ' (by name)' : ''}`)
  if (tied > 0) items.push(`${formatCount(tied)} tied`)
  return items
}

/** What fills the file, in shares of all bytes of storages. */
export function shareItems({ shares }: InspectReport, view: InspectView): string[] {
  const all = shares.reduce((sum, { bytes }) => sum + bytes, 0)
  return shares.map(({ part, bytes }) => `${part} ${sizeText(bytes, view)} (${percent(bytes, all)})`)
}

/** Never 0 % of something, and never 100 % of less than all. */
export function percent(bytes: number, all: number): string {
  const share = all === 0 ? 0 : Math.round((bytes / all) * 100)
  if (bytes === 0) return '0 %'
  if (share === 0) return 'under 1 %'
  return share === 100 && bytes < all ? 'over 99 %' : `${share} %`
}
