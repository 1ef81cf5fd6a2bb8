/** The values of a tensor in bins, as the inspect report has them. */

/** The histogram of one tensor. The counts of the bins and of what is not finite add up to its elements. */
export interface HistogramReport {
  readonly name: string
  readonly dtype: string
  /** One more than the bins, ascending; empty without finite values. Each contains its lower edge, the last both. */
  readonly edges: readonly number[]
  /** Finite values of each bin. */
  readonly counts: readonly number[]
  /** Zeros are also in a bin. */
  readonly zeros: number | null
  readonly nan: number | null
  readonly positive_inf: number | null
  readonly negative_inf: number | null
  /** Why there are no bins; null for an empty tensor, and for one with no finite value. */
  readonly problem: string | null
}
