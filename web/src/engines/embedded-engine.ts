/** The engine of a report: everything was measured before, and is embedded in the page. */
import type { HistogramReport } from 'pth-cli'
import type { EmbeddedDocuments, InspectDocument } from '../documents.ts'
import { Failure } from '../engine.ts'
import type { Engine } from '../engine.ts'
import { tensorTable } from '../table/tensor-table.ts'

/** Answers from the documents alone. */
export function embeddedEngine(documents: EmbeddedDocuments): Engine {
  const { scan, diff } = documents
  const tensors = documents.inspect?.tensors ?? []
  const histograms = new Map(
    (documents.inspect?.histograms ?? []).map((histogram) => [histogram.name, histogram]),
  )
  const measured = tensors.some(({ stats }) => stats !== undefined) || histograms.size > 0
  return {
    can: { open: false, measure: measured, planes: false, compare: diff !== null, convert: false },
    open: async () => {
      const { tensors: _rows, groups: _groups, ...summary } = inspected(documents)
      return { summary, table: tensorTable(tensors), files: [summary.file] }
    },
    map: async () => inspected(documents).map ?? [],
    tensor: async (row) => tensors[row] ?? noRow(row),
    measure: async (row) => {
      const tensor = tensors[row] ?? noRow(row)
      const histogram = histograms.get(tensor.name)
      return {
        stats: tensor.stats ?? null,
        histogram: histogram === undefined ? null : withEdges(histogram),
      }
    },
    plane: async () => {
      throw new Failure('USAGE', 'a report contains no values of tensors')
    },
    scan: async () => scan,
    compare: async () => diff,
    planConvert: noConversion,
    convert: noConversion,
    discard: noConversion,
  }
}

function inspected({ inspect, error }: EmbeddedDocuments): InspectDocument {
  if (inspect !== null) return inspect
  throw new Failure(error?.code ?? 'INTERNAL', error?.message ?? 'the report says nothing of the file')
}

/** The edges of bins of one width are left out between the first and the last: the same sums make them again. */
function withEdges(histogram: HistogramReport): HistogramReport {
  const { edges, counts } = histogram
  const [first, last] = edges
  if (edges.length !== 2 || first === undefined || last === undefined) return histogram
  const step = (last - first) / counts.length
  const all = [...counts, 0].map((_, at) => (at === counts.length ? last : at * step + first))
  return { ...histogram, edges: all }
}

async function noConversion(): Promise<never> {
  throw new Failure('USAGE', 'a report contains no bytes of tensors')
}

function noRow(row: number): never {
  throw new Failure('INTERNAL', `there is no tensor ${row}`)
}

/** What a report has in it: `<script type="text/plain" id="pth-documents">`. Null on the page. */
export function embeddedPack(page: Document): string | null {
  return page.getElementById('pth-documents')?.textContent ?? null
}

/** The documents in a pack: gzip in base64. */
export async function embeddedDocuments(pack: string): Promise<EmbeddedDocuments> {
  const packed = Uint8Array.from(atob(pack), (letter) => letter.charCodeAt(0))
  const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))
  return JSON.parse(await new Response(plain).text()) as EmbeddedDocuments
}
