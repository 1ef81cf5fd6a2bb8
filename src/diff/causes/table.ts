/** Every cause, in the order in which they are tried: what no step mends first, then names, then shapes. */
import { computedBuffers, counters, extraState, instanceNorm } from './buffers.ts'
import type { Cause } from './cause.ts'
import { component } from './component.ts'
import { pruning, spectralNorm, weightNorm } from './fold.ts'
import { prefix } from './prefix.ts'
import { projections } from './projections.ts'
import { plainFile, renamedParts } from './reparametrised.ts'
import { reshaped } from './reshape.ts'
import { rotary } from './rotary.ts'
import { shift } from './shift.ts'
import { tied } from './tied.ts'
import { permuted } from './permuted.ts'
import { channels } from './channels.ts'
import { positions } from './positions.ts'
import { transposed } from './transposed.ts'
import { vocabulary } from './vocabulary.ts'
import { adapters, codes, emptyFile, flatParameters, optimizerState, placeholders } from './stops.ts'

export const CAUSES: readonly Cause[] = [
  emptyFile,
  optimizerState,
  placeholders,
  flatParameters,
  codes,
  adapters,
  rotary,
  spectralNorm,
  pruning,
  weightNorm,
  renamedParts,
  prefix,
  plainFile,
  projections,
  computedBuffers,
  extraState,
  counters,
  tied,
  instanceNorm,
  shift,
  component,
  transposed,
  permuted,
  reshaped,
  positions,
  vocabulary,
  channels,
]
