/** The report of an edit: what `pth edit --json` prints. Its schema: schemas/pth.edit.v1.schema.json */
import type { EditChanges } from './plan.ts'

/** How the file was changed, or would be. */
export type EditWay =
  /** The new header has the room of the old one: nothing else of the file is written. */
  | 'in-place'
  /** A whole new file took the name of the old one. */
  | 'rewrite'
  /** The header says already what was asked. */
  | 'unchanged'

/** What was done. Sizes are bytes. */
export interface EditReport {
  readonly file: string
  /** The path behind symbolic links. */
  readonly target: string
  readonly dry_run: boolean
  readonly how: EditWay
  /** What became of an earlier edit that was interrupted; null where there was none. */
  readonly recovered: 'finished' | 'rolled-back' | 'was-finished' | 'was-not-begun' | null
  readonly changes: EditChanges
  readonly header: {
    /** With its padding. */
    readonly before: number
    readonly after: number
    /** Bytes that later edits may use. */
    readonly free: number
  }
  /** Bytes of the file that were written. */
  readonly written: number
}
