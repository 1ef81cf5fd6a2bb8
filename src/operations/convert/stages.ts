/** The stages of a conversion that last: what is told while they run, and what each took. */

/**
 * `writing` reads the inputs, too. `syncing` waits until the disk has the bytes. `verifying` reads both sides
 * again.
 */
export type ConvertStage = 'writing' | 'syncing' | 'verifying'

/** How far a stage is. Shards are written and synced one after another, so that two stages may take turns. */
export interface StageProgress {
  readonly stage: ConvertStage
  /** Bytes of this stage so far, of every file: of tensors, and of files while `syncing`. */
  readonly done: number
  /** Bytes of this stage in the whole run. */
  readonly total: number
}

/** What a stage took. */
export interface StageTime {
  readonly stage: ConvertStage
  /** Bytes that went through it. */
  readonly nbytes: number
  readonly seconds: number
}
