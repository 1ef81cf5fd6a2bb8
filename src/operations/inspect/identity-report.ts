/** What a file is and where it comes from, as the inspect report has it. */

/** A family of models, and what proves it. */
export interface ArchitectureReport {
  readonly family: string
  /** The member of the family, such as `ResNet-50`; null where depth and width are those of no well-known one. */
  readonly model: string | null
  /** What all names begin with, before the names of the family: `model.`, or empty. */
  readonly prefix: string
  /** Names and sizes that prove it, in words. */
  readonly how: readonly string[]
}

/** What wrote a file. */
export interface OriginReport {
  /** Programs whose keys are in the file, with the version that they wrote there. */
  readonly writers: readonly {
    readonly name: string
    readonly version: string | null
    readonly evidence: readonly string[]
  }[]
  /** Wrappers that show in the names, such as DataParallel. */
  readonly wrappers: readonly { readonly name: string; readonly evidence: readonly string[] }[]
  /** Numbers at the root that say how far a training was: `epoch`, `global_step`, `best_acc1`. */
  readonly progress: readonly { readonly name: string; readonly text: string }[]
}
