/** Where a conversion is written: every file appears whole, or nothing is left behind. */
import { PthError } from 'pth-cli'
import type { ByteSink } from 'pth-cli'

/** Where the files of a conversion go. Handles can be sent to a worker. */
export type Place =
  /** The file that a person chose; for outputs of one file. */
  | { readonly kind: 'file'; readonly handle: FileSystemFileHandle }
  /** The folder that a person chose. */
  | { readonly kind: 'folder'; readonly handle: FileSystemDirectoryHandle }
  /** Files of the page's own, to be downloaded from there. */
  | { readonly kind: 'private' }

/** One file that is being written. */
export interface OutputFile extends ByteSink {
  /** All bytes were written. The file may not have its name yet. @throws PthError OUTPUT_UNWRITABLE */
  end(): Promise<void>
}

/** The files of one conversion. */
export interface Outputs {
  /** Begin the next file. @throws PthError OUTPUT_EXISTS, OUTPUT_UNWRITABLE */
  file(name: string): Promise<OutputFile>
  /** Give every file its name. What it gives is to be downloaded: nothing where files are where they were wanted. */
  commit(): Promise<readonly File[]>
  /** Leave nothing behind; never throws. */
  abort(): Promise<void>
}

/** Words for what browsers say. */
const REASONS = new Map([
  ['QuotaExceededError', 'there is no more room'],
  ['NotAllowedError', 'the browser was not permitted to write there'],
  ['NoModificationAllowedError', 'another program or page has it open'],
  ['SecurityError', 'the browser gives this page no storage: in a private window, or by its settings'],
  ['NotFoundError', 'the file or its folder was moved or deleted'],
  ['TypeMismatchError', 'a folder has this name'],
  ['TypeError', 'the browser does not permit this name'],
])

/** @throws PthError OUTPUT_UNWRITABLE with the reason of the browser in words */
export function unwritable(path: string, cause: unknown): never {
  if (cause instanceof PthError) throw cause
  const name = cause instanceof Error ? cause.name : ''
  const reason = REASONS.get(name) ?? (cause instanceof Error ? cause.message : String(cause))
  throw new PthError('OUTPUT_UNWRITABLE', { path, reason }, { cause })
}
