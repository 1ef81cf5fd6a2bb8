/** What a conversion is asked to do: the flags of `pth convert` that the page offers. */
import { CONVERT_DEFAULTS, dtypeByName } from 'pth-cli'
import type { ConvertOptions, OutputFormat } from 'pth-cli'

/** The choices of the page. */
export interface ConvertWanted {
  readonly format: OutputFormat
  /** Name of the file that is written; shards are numbered after it. An archive calls its folder after it too. */
  readonly name: string
  /** Globs over the names in the file; empty selects all. */
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly stripPrefixes: readonly string[]
  readonly addPrefix: string
  /** Element type to cast floats to; null casts nothing. */
  readonly dtype: string | null
  /** Largest shard in bytes, of safetensors; null writes one file. */
  readonly shardBytes: number | null
}

/** Element types that floats may be cast to, as the command line names them. */
export const CASTS = ['float32', 'float16', 'bfloat16'] as const

/** Extension of each format that can be written. */
export const EXTENSIONS: Readonly<Record<OutputFormat, string>> = {
  safetensors: '.safetensors',
  pth: '.pth',
  npz: '.npz',
}

/** The options of the plan. What the page does not offer is as the command line has it without a flag. */
export function optionsOf(wanted: ConvertWanted): ConvertOptions {
  const { format, include, exclude, stripPrefixes, addPrefix, dtype } = wanted
  return {
    ...CONVERT_DEFAULTS,
    format,
    include,
    exclude,
    stripPrefixes,
    addPrefix,
    dtype: dtype === null ? null : (dtypeByName(dtype) ?? null),
  }
}
