/**
 * What the page shows: the very documents that the commands print with `--json`, so that a number on the page is the
 * number of the command line. Long lists travel beside them in columns.
 */
import type {
  DiffDocument,
  HistogramReport,
  InspectDocument,
  ScanDocument,
  StatsReport,
  TensorReport,
} from 'pth-cli'
import type { TensorTable } from './table/tensor-table.ts'

export type { DiffDocument, InspectDocument, ScanDocument }

/** `pth inspect --json` without its list of tensors and groups, which may be 100,000 rows long. */
export type Summary = Omit<InspectDocument, 'tensors' | 'groups'>

/** An opened checkpoint. */
export interface Opened {
  readonly summary: Summary
  /** The rows of `tensors`, in their order. */
  readonly table: TensorTable
  /** Files that were opened together, by their names. */
  readonly files: readonly string[]
}

/** What reading one tensor shows: `pth inspect --stats --histogram`. */
export interface Measured {
  readonly stats: StatsReport | null
  readonly histogram: HistogramReport | null
}

/** The documents that a report embeds. The page asks for nothing else. */
export interface EmbeddedDocuments {
  /** What was reported on, as it was typed, and by which version of pth. */
  readonly made: { readonly file: string; readonly version: string }
  /** With `tensors`; with `--stats` and `--histogram`, those too. Null where the file could not be opened. */
  readonly inspect: InspectDocument | null
  readonly scan: ScanDocument | null
  readonly diff: DiffDocument | null
  /** Why one of them is missing. */
  readonly error: { readonly code: string; readonly message: string } | null
  /** Tensors that are counted and not listed, and listed ones without a histogram; null where nothing is left out. */
  readonly left_out: { readonly tensors: number; readonly bytes: number; readonly histograms: number } | null
}

/** What a card about the whole file is given. */
export interface OfSummary {
  readonly summary: Summary
}

/** What a card about one tensor is given. */
export interface OfTensor {
  readonly tensor: TensorReport
}
