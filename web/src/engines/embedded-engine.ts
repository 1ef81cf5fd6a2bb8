/** The engine of a report: everything was measured before, and is embedded in the page. */
import type { EmbeddedDocuments } from '../documents.ts'
import { Failure } from '../engine.ts'
import type { Engine } from '../engine.ts'
import { tensorTable } from '../table/tensor-table.ts'

/** Answers from the documents alone. */
export function embeddedEngine({ inspect, scan, diff }: EmbeddedDocuments): Engine {
  const { tensors, groups: _, ...summary } = inspect
  const histograms = new Map((inspect.histograms ?? []).map((histogram) => [histogram.name, histogram]))
  const measured = tensors.some(({ stats }) => stats !== undefined) || histograms.size > 0
  return {
    can: { open: false, measure: measured, planes: false, compare: diff !== null, convert: false },
    open: async () => ({ summary, table: tensorTable(tensors), files: [inspect.file] }),
    tensor: async (row) => tensors[row] ?? noRow(row),
    measure: async (row) => {
      const tensor = tensors[row] ?? noRow(row)
      return { stats: tensor.stats ?? null, histogram: histograms.get(tensor.name) ?? null }
    },
    plane: async () => {
      throw new Failure('USAGE', 'a report contains no values of tensors')
    },
    scan: async () => scan,
    compare: async () => diff,
  }
}

function noRow(row: number): never {
  throw new Failure('INTERNAL', `there is no tensor ${row}`)
}

/** The documents in the page: `<script type="application/json" id="pth-documents">`. */
export function embeddedDocuments(page: Document): EmbeddedDocuments {
  const text = page.getElementById('pth-documents')?.textContent
  if (text === undefined || text === null)
    throw new Failure('INTERNAL', 'the report has no documents embedded')
  return JSON.parse(text) as EmbeddedDocuments
}
