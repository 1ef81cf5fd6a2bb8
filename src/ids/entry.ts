/** What the table of ids says of one id. */

/** Stops the run; is reported and does not stop it; is what a finding refers to; is what a hint of diff refers to. */
export type IdKind = 'error' | 'note' | 'rule' | 'cause'

/** A rule that findings refer to. */
export interface Rule {
  readonly id: string
  /** A few words, lower case, with dashes: `missing-key`. */
  readonly name: string
  /** What it means, in one sentence. */
  readonly summary: string
  /** How to mend it: lines of plain text. */
  readonly help: readonly string[]
}

/** One id that an output may print. */
export interface IdEntry {
  /** As it is printed: `USAGE`, `TRAILING_DATA`, `PTH-D003`. */
  readonly id: string
  readonly kind: IdKind
  /** A few words, lower case, with dashes. Reports of scan and verify print it in capitals: `GLOBAL_DANGEROUS`. */
  readonly name: string
  readonly title: string
  /** What it means. */
  readonly cause: string
  /** What to do about it: lines of plain text. */
  readonly mend: readonly string[]
  /** Null for rules and causes: a finding carries its own. */
  readonly severity: 'error' | 'note' | null
  /** Anchor in docs/rules.md, without the `#`. */
  readonly anchor: string
}

/** Texts of one code: title, cause, and how to mend it. */
export type IdText = readonly [title: string, cause: string, mend: string]

/** What the table of ids needs of a cause of differences. */
export interface CauseText {
  readonly id: string
  readonly title: string
  readonly means: string
  /** In words, without a capital at the beginning and a full stop at the end. */
  readonly mend: string
}
