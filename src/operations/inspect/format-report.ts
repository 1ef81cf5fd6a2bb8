/** The container of a file, as the inspect report has it. */

/** The container of the file. */
export interface FormatReport {
  readonly kind: string
  readonly title: string
  readonly root: string | null
  readonly byte_order: 'little' | 'big'
  /** Text of the archive's version record. */
  readonly archive_version: string | null
  readonly entries: number | null
  readonly alignment: number | null
  readonly pickles: readonly PickleReport[]
}

/** One pickle of the container. */
export interface PickleReport {
  readonly member: string
  readonly role: string
  readonly bytes: number
  readonly protocol: number
  readonly opcodes: number
}
