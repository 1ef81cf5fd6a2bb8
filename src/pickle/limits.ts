/** Budgets of the pickle machine. Each names the largest real value known; all can be raised by options. */

export interface PickleLimits {
  /** Bytes of one pickle. Largest known: 60 MB (a dataset pickled as Python lists). */
  readonly bytes: number
  /** Values built: 100,000 tensors take about 1.6 million, a 200 MB pickle of Python floats 22 million. */
  readonly values: number
  /** Depth of open MARKs. CPython writes at most a few dozen. */
  readonly marks: number
  /** Bytes of one LONG. Largest known: 10 (the legacy magic number); 2,500 for the Mersenne state as one int. */
  readonly longBytes: number
  /** Decimal digits of a text INT or LONG; CPython refuses more than 4,300 since 3.11. */
  readonly longDigits: number
}

export const PICKLE_LIMITS: PickleLimits = {
  bytes: 1 << 30,
  values: 32_000_000,
  marks: 100_000,
  longBytes: 65_536,
  longDigits: 4_300,
}
