/** An ONNX model under scan: it runs nothing, but a program that loads it opens the files that it names. */
import type { ByteSource } from '../../io/source.ts'
import { find } from './context.ts'
import type { ScanContext } from './context.ts'

/** Paths that are reported. */
const LISTED = 20

/** Whether the source is an ONNX model with tensors in other files, or without; paths that lead out are findings. */
export async function scanOnnx(
  context: ScanContext,
  source: ByteSource,
  [first]: Uint8Array,
): Promise<boolean> {
  // A model begins with its version, as a number of one field.
  if (first !== 0x08) return false
  const { leadsOut, onnxFacts } = await import('../../container/onnx.ts')
  const facts = await onnxFacts(source)
  if (facts === null) return false
  for (const location of facts.locations.filter(leadsOut).slice(0, LISTED))
    find(context, 'ONNX_PATH', 'error', null, null, `external data is at ${JSON.stringify(location)}`)
  return true
}
