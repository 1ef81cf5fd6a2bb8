/** Counts what was compared, group by group, for the table that a conformance run ends with. */
import type { Verdict } from './verdict.ts'

/** Rows by group, in the order in which the groups are met. */
export type Tally = Map<string, Row>

interface Row {
  files: number
  tensors: number
  hashes: number
  readonly outcomes: Map<Verdict['outcome'], number>
}

export function newTally(): Tally {
  return new Map()
}

export function count(tally: Tally, group: string, verdict: Verdict): void {
  const row = tally.get(group) ?? { files: 0, tensors: 0, hashes: 0, outcomes: new Map() }
  row.files += 1
  row.tensors += verdict.tensors
  row.hashes += verdict.hashes
  row.outcomes.set(verdict.outcome, (row.outcomes.get(verdict.outcome) ?? 0) + 1)
  tally.set(group, row)
}

const COLUMNS: readonly Verdict['outcome'][] = ['equal', 'both-refuse', 'pth-reads', 'pth-refuses', 'differs']

/** The table: a line a group, and the sums. */
export function renderTally(title: string, tally: Tally): string {
  const header = ['group', 'files', 'tensors', 'hashes', ...COLUMNS]
  const rows = [...tally].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([group, row]) => cells(group, row))
  const sum = { files: 0, tensors: 0, hashes: 0, outcomes: new Map<Verdict['outcome'], number>() }
  for (const row of tally.values()) {
    sum.files += row.files
    sum.tensors += row.tensors
    sum.hashes += row.hashes
    for (const [outcome, found] of row.outcomes)
      sum.outcomes.set(outcome, (sum.outcomes.get(outcome) ?? 0) + found)
  }
  const table = [header, ...rows, cells('all', sum)]
  const widths = header.map((_, at) => Math.max(...table.map((line) => line[at]?.length ?? 0)))
  const lines = table.map((line) =>
    line
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  )
  return [title, ...lines].join('\n')
}

function cells(group: string, row: Row): string[] {
  const numbers = [
    row.files,
    row.tensors,
    row.hashes,
    ...COLUMNS.map((outcome) => row.outcomes.get(outcome) ?? 0),
  ]
  return [group, ...numbers.map((value) => value.toLocaleString('en-US'))]
}
