/** The inspect report as text. */
import type { Checkpoint } from '../checkpoint/open.ts'
import { escapeText } from './escape.ts'
import { formatShape } from './format.ts'

export function renderTensors(checkpoint: Checkpoint): string {
  const lines = checkpoint.stateDict.tensors.map(
    ({ name, tensor }) => `${escapeText(name)}  ${tensor.dtypeName}  ${formatShape(tensor.shape)}`,
  )
  return `${lines.join('\n')}\n`
}
