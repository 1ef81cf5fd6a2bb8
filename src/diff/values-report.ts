/** The comparison of values as data: what `pth diff --values --json` prints under `values`. */
import type { Elsewhere } from './elsewhere.ts'
import type { Reorder } from './reorder.ts'

/** The outcome of comparing the values of one tensor. */
export type ValueVerdict = 'bit_equal' | 'close' | 'cast_only' | 'changed' | 'unreadable'

/** A number in the form that JSON can contain. */
export type JsonNumber = number | 'nan' | 'inf' | null

/** One pair of tensors of the same name and shape. A difference with NaN has NaN as its largest distance. */
export interface TensorValues {
  readonly name: string
  readonly verdict: ValueVerdict
  readonly dtypes: readonly [found: string, expected: string]
  readonly different: number | null
  readonly max_abs: JsonNumber
  readonly mean_abs: JsonNumber
  readonly max_rel: JsonNumber
  readonly cosine: number | null
  /** Euclidean length of found minus expected, and of expected, in float64; null where they are not defined. */
  readonly distance: number | null
  readonly norm: number | null
  /** `distance / norm`: how far the tensor moved. */
  readonly relative_norm: JsonNumber
  /** Pairs in which one is NaN or infinite and the other is not the same. */
  readonly non_finite: number | null
  /** NaN elements of both sides; null when they were not read. */
  readonly nan: readonly [found: number, expected: number] | null
  /** The order in which the file has the same values; null when it is not the order. */
  readonly order: Reorder | null
  /** Why the values cannot be compared, or which parts of a composite tensor differ; else null. */
  readonly reason: string | null
}

/** The comparison of the values of two state_dicts. */
export interface ValuesReport {
  readonly rtol: number
  readonly atol: number
  readonly equal_nan: boolean
  readonly summary: {
    readonly compared: number
    readonly bit_equal: number
    readonly close: number
    readonly cast_only: number
    readonly changed: number
    readonly unreadable: number
    /** Changed and unreadable. */
    readonly failed: number
  }
  readonly tensors: readonly TensorValues[]
  /** Tensors of other shapes whose values are the same in another order. */
  readonly reordered: readonly { readonly name: string; readonly order: Reorder }[]
  /** Entries of the same bytes, shape and dtype under two names. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[]
  readonly stopped_early: boolean
  /** What differs in the rest of two files whose weights are equal; null when it was not looked at. */
  readonly elsewhere: Elsewhere | null
  /** How far the parameters of each layer moved, in the order of the model. */
  readonly layers: readonly MovedLayer[]
  /** The answers to what was expected of the values (`--expect`); null when nothing was. */
  readonly expectations: readonly ExpectationReport[] | null
  /** The files of which `average` expects the mean; null when it was not expected. */
  readonly averaged: readonly string[] | null
}

/** The parameters of one layer. */
export interface MovedLayer {
  /** The name up to its last number (`layers.3`), or without its last component (`conv1`). */
  readonly layer: string
  /** Parameters that were compared, and those of them with other values. */
  readonly tensors: number
  readonly changed: number
  /**
   * Euclidean length of the difference of all its parameters together, divided by that of the expected ones; null where
   * a value is not finite or cannot be compared as a number.
   */
  readonly relative_norm: JsonNumber
}

/**
 * `same`: the same dtype and the same bits, so that -0.0 is not 0.0 and one NaN is not another. `frozen`: the same for
 * parameters; buffers, such as the statistics of BatchNorm, may differ. `changed`: some number differs by more than
 * a cast to another dtype explains; -0.0 for 0.0 and other bits of NaN are not a change of a number. `average`: each
 * parameter is the element-wise mean of those in the expected files, as far as rounding leaves it; buffers may differ.
 */
export type ExpectationKind = 'changed' | 'same' | 'frozen' | 'average'

/** One expectation, and whether it is met. */
export interface ExpectationReport {
  readonly kind: ExpectationKind
  /** The glob, as it was given. */
  readonly glob: string
  /** Tensors that match it and no later expectation. */
  readonly tensors: number
  /** Parameters among them. */
  readonly parameters: number
  /** Buffers among them that differ, of `frozen` and `average`. */
  readonly buffers_changed: number
  /** False too where nothing was compared: no tensor matches, or of `frozen` and `average` no parameter. */
  readonly met: boolean
  readonly broken: readonly { readonly name: string; readonly reason: string }[]
}
