/** What the views ask for: a worker answers on the page, embedded documents answer in a report. */
import type { Limits, MapReport, PlaneOptions, TensorPlane, TensorReport } from 'pth-cli'
import type { ConvertedFiles, PlannedFiles } from './convert/convert-files.ts'
import type { Place } from './convert/outputs.ts'
import type { ConvertWanted } from './convert/wanted.ts'
import type { DiffDocument, Measured, Opened, ScanDocument } from './documents.ts'

/** What is opened: files that were dropped or picked, the address that was typed, or what `pth view` serves. */
export type Input =
  | { readonly kind: 'files'; readonly files: readonly PickedFile[] }
  | { readonly kind: 'url'; readonly url: string }
  | ServedFiles

/** The files of one input of the command line. */
export interface ServedFiles {
  readonly kind: 'served'
  /** As it was typed. */
  readonly name: string
  /** The member of the one file that was named. */
  readonly member: string | null
  /** Whether they are all files of the folder of that name: a distributed checkpoint. */
  readonly parts: boolean
  /** Where the state_dict is, where that was said. */
  readonly root: string | null
  /** Which weights of a DeepSpeed folder, where that was said. */
  readonly weights: 'master' | 'module' | null
  /** Rules by which tensor-parallel ranks are joined, as they were typed. */
  readonly join: readonly string[]
  /** The budgets of the command line. */
  readonly limits: Limits
  readonly files: readonly ServedFile[]
}

/** A file by its address. An index is the first of several. */
export interface ServedFile {
  /** In its folder: what an index calls it. */
  readonly name: string
  /** What reports call it. */
  readonly label: string
  readonly url: string
}

/** A file with its place in the folder that was picked. */
export interface PickedFile {
  /** Such as `model/model.safetensors.index.json`; the name alone for a single file. */
  readonly path: string
  readonly file: File
}

/** Bytes or steps that are done, of how many; `total` is 0 where nobody knows. */
export interface Progress {
  readonly stage: string
  readonly done: number
  readonly total: number
}

export type OnProgress = (progress: Progress) => void

/** How two checkpoints are compared: the flags of `pth diff`. */
export interface CompareWanted {
  readonly strict: boolean
  readonly checkDtype: boolean
  readonly values: boolean
}

/** What the engine of a page can do; views leave out what it cannot. */
export interface Abilities {
  readonly open: boolean
  /** Statistics and histograms of a tensor, when they are asked for. */
  readonly measure: boolean
  readonly planes: boolean
  readonly compare: boolean
  readonly convert: boolean
}

/** The answers behind the views. Tensors are named by their row in the table. Every method may throw a {@link Failure}. */
export interface Engine {
  readonly can: Abilities
  open(input: Input, onProgress: OnProgress): Promise<Opened>
  /** What fills the file by groups of names, largest first: `pth inspect --map`. */
  map(): Promise<readonly MapReport[]>
  tensor(row: number): Promise<TensorReport>
  measure(row: number, onProgress: OnProgress): Promise<Measured>
  plane(row: number, wanted: PlaneOptions): Promise<TensorPlane>
  scan(onProgress: OnProgress): Promise<ScanDocument | null>
  /** Null where there is nothing to compare with. */
  compare(input: Input | null, wanted: CompareWanted, onProgress: OnProgress): Promise<DiffDocument | null>
  /** What a conversion would write. */
  planConvert(wanted: ConvertWanted): Promise<PlannedFiles>
  /** Write it; nothing is left behind when it fails or `signal` is aborted. */
  convert(
    wanted: ConvertWanted,
    place: Place,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<ConvertedFiles>
  /** Remove what was kept to be downloaded. */
  discard(): Promise<void>
}

/** Why something could not be done: the code and the words of the command line. */
export class Failure extends Error {
  readonly code: string
  /** A line that says what to do, where the page knows more than the command line. */
  readonly hint: string | null
  /** Lines for a shell that do what the page cannot. */
  readonly commands: readonly string[]

  constructor(code: string, message: string, hint: string | null = null, commands: readonly string[] = []) {
    super(message)
    this.code = code
    this.hint = hint
    this.commands = commands
  }
}
