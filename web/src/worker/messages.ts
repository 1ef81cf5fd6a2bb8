/** What the page and its worker say to each other. The worker has no network: it asks the page for ranges. */
import type { MapReport, PlaneOptions, TensorPlane, TensorReport } from 'pth-cli'
import type { ConvertedFiles, PlannedFiles } from '../convert/convert-files.ts'
import type { Place } from '../convert/outputs.ts'
import type { ConvertWanted } from '../convert/wanted.ts'
import type { DiffDocument, Measured, Opened, ScanDocument } from '../documents.ts'
import type { CompareWanted, Input, Progress } from '../engine.ts'

/** Each call of the worker: what it is given, and what comes back. */
export interface Calls {
  open: { given: { input: Input }; answer: Opened }
  map: { given: Record<never, never>; answer: readonly MapReport[] }
  tensor: { given: { row: number }; answer: TensorReport }
  measure: { given: { row: number }; answer: Measured }
  plane: { given: { row: number; wanted: PlaneOptions }; answer: TensorPlane }
  scan: { given: Record<never, never>; answer: ScanDocument | null }
  compare: { given: { input: Input | null; wanted: CompareWanted }; answer: DiffDocument | null }
  planConvert: { given: { wanted: ConvertWanted }; answer: PlannedFiles }
  convert: { given: { wanted: ConvertWanted; place: Place }; answer: ConvertedFiles }
  discard: { given: Record<never, never>; answer: void }
}

export type CallName = keyof Calls

/** From the page: a call, that a call is not wanted any more, or the answer to a request that the worker made. */
export type ToWorker =
  | { readonly kind: 'call'; readonly id: number; readonly name: CallName; readonly given: unknown }
  | { readonly kind: 'stop'; readonly id: number }
  | { readonly kind: 'fetched'; readonly id: number; readonly answer: FetchedAnswer }

/** A range that the worker asks the page for. */
export interface FetchWanted {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Most bytes of the answer that are read. */
  readonly most: number
}

/** From the worker. */
export type FromWorker =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | {
      readonly kind: 'failed'
      readonly id: number
      readonly code: string
      readonly message: string
      readonly hint: string | null
      readonly commands: readonly string[]
    }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'fetch'; readonly id: number; readonly wanted: FetchWanted }
  | { readonly kind: 'abort'; readonly id: number }

/** An answer of a server, whole. */
export type FetchedAnswer =
  | {
      readonly status: number
      readonly headers: readonly (readonly [string, string])[]
      readonly url: string
      readonly bytes: ArrayBuffer
    }
  | { readonly refused: string }
