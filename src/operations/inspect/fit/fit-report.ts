/** What a model needs in memory, as data: the field `fit` of the inspect report. */

/** Bytes of memory; every number is counted, none is measured on a device. */
export interface FitReport {
  readonly weights: FitWeightsReport
  /** What a cast of the floats makes of the weights; null without one. */
  readonly cast: FitCastReport | null
  /** The key-value cache; null where it was not asked for, or `notes` say why it is not known. */
  readonly cache: FitCacheReport | null
  /** Null when no device was named. */
  readonly device: FitDeviceReport | null
  /** What the numbers leave out, always. */
  readonly not_counted: readonly string[]
  readonly notes: readonly { readonly code: string; readonly message: string }[]
}

/** The tensors of the state_dict, as the file has them. */
export interface FitWeightsReport {
  readonly bytes: number
  readonly by_dtype: readonly FitDtypeReport[]
  /** Bytes of further names of the very same elements: they are not in `bytes`. */
  readonly repeated_bytes: number
  /** Tensors of which the file does not say how large they are: `bytes` are without them. */
  readonly unknown_tensors: number
  /** False where `bytes` is a lower bound: tensors of unknown size, or one shard of several. */
  readonly complete: boolean
}

/** The tensors of one element type. */
export interface FitDtypeReport {
  readonly dtype: string
  readonly tensors: number
  readonly bytes: number
}

/** The same weights with every float cast. */
export interface FitCastReport {
  readonly dtype: string
  readonly bytes: number
  readonly by_dtype: readonly FitDtypeReport[]
}

/** Keys and values of the tokens that were read: attention needs them for each further token. */
export interface FitCacheReport {
  readonly bytes: number
  /** Tokens of each sequence. */
  readonly context: number
  /** Sequences at one time. */
  readonly batch: number
  readonly dtype: string
  /** What decided `dtype`. */
  readonly dtype_from: 'flag' | 'config' | 'weights'
  readonly model_type: string
  /** `latent` is that of multi-head latent attention (DeepSeek): one compressed vector per token. */
  readonly kind: 'keys and values' | 'latent'
  /** The layers, joined by how many tokens they keep. */
  readonly layers: readonly FitLayersReport[]
}

/** Layers that keep equally much. */
export interface FitLayersReport {
  readonly attention: 'full' | 'sliding' | 'chunked'
  readonly layers: number
  /** Tokens that each of these layers keeps of a sequence. */
  readonly tokens: number
  /** Elements that one layer keeps of one token: keys and values of all heads. */
  readonly elements_per_token: number
}

/** Whether it goes into a device. */
export interface FitDeviceReport {
  readonly bytes: number
  /** Memory that is left beside the weights (cast, if they are); negative when they are too large. */
  readonly left_by_weights: number
  /** The same beside weights and cache; null without a cache. */
  readonly left_by_weights_and_cache: number | null
  /**
   * `too_small` is certain. `room_left` says that what was counted is smaller than the device, and no more: what is not
   * counted needs room too. `unknown` where something that was to be counted is missing.
   */
  readonly verdict: 'too_small' | 'room_left' | 'unknown'
}
