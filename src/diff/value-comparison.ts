/** What a comparison of the values of two tensors is asked for, and what it finds. */

/** @see torch.isclose: `a == b`, or finite `|a - b| <= atol + |rtol * b|`; NaN equals NaN only when asked. */
export interface Tolerance {
  readonly rtol: number
  readonly atol: number
  readonly equalNan: boolean
  /** Largest distance of integers that is close, in steps of 1; 0 when absent: `rtol` and `atol` are for floats. */
  readonly integerAtol?: number
}

/** What a comparison of values found. A difference with NaN makes the statistics NaN, one with infinity infinite. */
export interface ValueComparison {
  readonly bitEqual: boolean
  /** Every pair is close. */
  readonly close: boolean
  /** One side is the other, cast to its dtype. */
  readonly castOnly: boolean
  /** Pairs that differ. */
  readonly different: number
  readonly maxAbs: number
  readonly meanAbs: number
  readonly maxRel: number
  /** Null when one side has no length. */
  readonly cosine: number | null
  /** Euclidean length of `a - b` and of `b` in float64; null for types without numbers, and past what is finite. */
  readonly distance: number | null
  readonly norm: number | null
  /** Pairs of which at least one is NaN or infinite and that are not the same. */
  readonly nonFinite: number
  /** NaN elements of each side. */
  readonly nan: readonly [a: number, b: number]
  /** Whether one may have the elements of the other in another order: what they sum up to does not forbid it. */
  readonly mayBeReordered: boolean
}
