/** What a preset is: a choice of flags that a file decides, so that they can be printed and typed instead. */
import type { Checkpoint } from '../../../checkpoint/checkpoint.ts'
import { PthError } from '../../../errors.ts'
import { compileGlobs } from '../../../names/glob.ts'
import type { ConvertOptions } from '../options.ts'

/** The presets of `pth convert --preset`. */
export const PRESETS = ['inference', 'lightning', 'fsdp', 'peft', 'sd', 'textual-inversion'] as const
export type PresetName = (typeof PRESETS)[number]

/** Flags that the user gave and that a preset has to regard. */
export interface PresetContext {
  readonly ema: ConvertOptions['ema']
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly addPrefix: string
  /** Whether `--root` names the state_dict. */
  readonly rooted: boolean
}

/** One output: flags and their values in turn, and what is put into its name; null for the name as it is. */
export interface PresetOutput {
  readonly part: string | null
  readonly flags: readonly string[]
}

/** What a preset stands for on one file. */
export interface PresetChoice {
  readonly outputs: readonly PresetOutput[]
  readonly notices: readonly string[]
}

/** Names of the tensors that the user's own globs leave. */
export function chosenNames(names: readonly string[], { include, exclude }: PresetContext): string[] {
  const included = compileGlobs(include)
  const excluded = exclude.length === 0 ? () => false : compileGlobs(exclude)
  return names.filter((name) => included(name) && !excluded(name))
}

/** `--root`, where the state_dict is not the whole file. */
export function rootFlags(checkpoint: Checkpoint, { rooted }: PresetContext): string[] {
  const { path, kind } = checkpoint.stateDict
  return rooted || path === '$' || kind === 'flattened' ? [] : ['--root', path]
}

/** A preset that does not apply. */
export function presetRefused(preset: PresetName, { name }: Checkpoint, reason: string): PthError {
  return new PthError('USAGE', { reason: `--preset ${preset}: ${name} ${reason}` })
}
