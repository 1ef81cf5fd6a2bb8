/** What a family of models is recognised by: every name that it may have, and facts of its shapes. */
import type { ModelNames } from './model-names.ts'

/** What names and shapes prove, and how. */
export interface Proof {
  /** The member of the family (`ResNet-50`); null where depth and width are those of no well-known one. */
  readonly model: string | null
  /** Facts in words, most telling first: `layer4.2.conv3: bottleneck blocks`, `3-4-6-3 blocks`. */
  readonly how: readonly string[]
}

/**
 * A row of the table. A model is of the family when all of `needs` are among its names, none of its names is outside
 * `needs` and `may`, and `prove` agrees. Names are templates: whole numbers are `#`, braces are alternatives, `*` is
 * any text; `@` after a module is its weight and bias, `@bn` also the buffers of BatchNorm. Relatives of a family
 * often differ by one more name only, so a name that is not listed means: not this family.
 */
export interface Family {
  readonly family: string
  readonly needs: readonly string[]
  readonly may: readonly string[]
  readonly prove: (names: ModelNames) => Proof | null
}
