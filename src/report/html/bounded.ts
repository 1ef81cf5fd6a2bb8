/** What a page can show at once of the documents of a run, and in fewer words: a browser has to read all of it. */
import type { HistogramReport } from '../../operations/inspect/histogram-report.ts'
import type { InspectReport, TensorReport } from '../../operations/inspect/inspect-report.ts'
import { formatBytes, formatNumber } from '../format.ts'

/** Tensors of a report. 100,000 make a file of 4 MB, which opens in a second. */
const MOST_TENSORS = 100_000

/** Tensors whose values are shown in bins. 10,000 make 2 MB. */
const MOST_HISTOGRAMS = 10_000

/** What a report does not list. Sums count it nevertheless. */
export interface LeftOut {
  readonly tensors: number
  readonly bytes: number
  /** Listed tensors whose values are not shown in bins, though they were measured. */
  readonly histograms: number
}

/** Documents that may be long. */
interface Documents {
  readonly inspect: InspectReport | null
}

/** The documents with the largest tensors, in their order, and their histograms; and what is left out. */
export function boundedDocuments<Given extends Documents>(
  documents: Given,
  { most = MOST_TENSORS, mostHistograms = MOST_HISTOGRAMS } = {},
): { readonly kept: object; readonly leftOut: LeftOut } {
  const { inspect } = documents
  if (inspect === null) return { kept: { ...documents, left_out: null }, leftOut: NOTHING }
  const { tensors, histograms } = inspect
  const kept = largest(tensors, most)
  const names = new Set(largest(kept, mostHistograms).map(({ name }) => name))
  const packed = histograms?.filter(({ name }) => names.has(name)).map(withoutInnerEdges)
  const leftOut = {
    tensors: tensors.length - kept.length,
    bytes: bytesOf(tensors) - bytesOf(kept),
    histograms: histograms === undefined ? 0 : kept.length - names.size,
  }
  const shown = { ...inspect, tensors: kept, ...(packed !== undefined && { histograms: packed }) }
  return {
    kept: {
      ...documents,
      inspect: shown,
      left_out: leftOut.tensors + leftOut.histograms === 0 ? null : leftOut,
    },
    leftOut,
  }
}

const NOTHING: LeftOut = { tensors: 0, bytes: 0, histograms: 0 }

/** For people: a line for each thing that is left out. */
export function leftOutText({ tensors, bytes, histograms }: LeftOut): string[] {
  return [
    ...(tensors === 0
      ? []
      : [`  left out: the ${formatNumber(tensors, 'smallest tensor')}, ${formatBytes(bytes)}`]),
    ...(histograms === 0
      ? []
      : [`  left out: the bins of the ${formatNumber(histograms, 'smallest tensor')}`]),
  ]
}

function largest(tensors: readonly TensorReport[], most: number): readonly TensorReport[] {
  if (tensors.length <= most) return tensors
  const bySize = tensors.toSorted((one, other) => (other.bytes ?? 0) - (one.bytes ?? 0))
  const chosen = new Set(bySize.slice(0, most))
  return tensors.filter((tensor) => chosen.has(tensor))
}

function bytesOf(tensors: readonly TensorReport[]): number {
  return tensors.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0)
}

/** Bins of one width follow from the first and the last edge, bit by bit; those are kept where they do. */
function withoutInnerEdges(histogram: HistogramReport): HistogramReport {
  const { edges, counts } = histogram
  const [first, last] = [edges[0], edges.at(-1)]
  if (first === undefined || last === undefined) return histogram
  const step = (last - first) / counts.length
  const follows = edges.every((edge, at) => edge === (at === counts.length ? last : at * step + first))
  return follows ? { ...histogram, edges: [first, last] } : histogram
}
