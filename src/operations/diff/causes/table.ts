/** Every cause, in the order in which they are tried: what no step mends first, then names, then shapes. */
import { computedBuffers, instanceNorm } from './buffers.ts'
import type { Cause } from './cause.ts'
import { component } from './component.ts'
import { pruning, spectralNorm, weightNorm } from './fold.ts'
import { prefix } from './prefix.ts'
import { projections } from './projections.ts'
import { plainFile, renamedParts } from './reparametrised.ts'
import { reshaped } from './reshape.ts'
import { shift } from './shift.ts'
import { channels } from './channels.ts'
import { positions } from './positions.ts'
import { transposed } from './transposed.ts'
import { vocabulary } from './vocabulary.ts'
import { adapters, codes, emptyFile, optimizerState, placeholders } from './stops.ts'

export const CAUSES: readonly Cause[] = [
  emptyFile,
  optimizerState,
  placeholders,
  codes,
  adapters,
  spectralNorm,
  pruning,
  weightNorm,
  renamedParts,
  prefix,
  plainFile,
  projections,
  computedBuffers,
  instanceNorm,
  shift,
  component,
  transposed,
  reshaped,
  positions,
  vocabulary,
  channels,
]
