/** A safetensors file of many small tensors, named as those of a model of many layers. */
import { writeFileSync } from 'node:fs'

/** Numbers in the first tensor of each layer; a file must not be all alike, or it would pack too well. */
const ELEMENTS = 64

/** Write it. Values differ from tensor to tensor, and every hundredth has a NaN. */
export function writeManyTensors(path: string, count: number): void {
  const header: Record<string, { dtype: 'F32'; shape: number[]; data_offsets: [number, number] }> = {}
  const values = new Float32Array(count * ELEMENTS)
  let seed = 1
  for (let at = 0; at < values.length; at += 1) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    values[at] = at % (100 * ELEMENTS) === 0 ? NaN : (seed / 2 ** 32 - 0.5) * (1 + (at % 977))
  }
  for (let at = 0; at < count; at += 1)
    header[`model.layers.${Math.floor(at / 10)}.mlp.experts.${at % 10}.weight`] = {
      dtype: 'F32',
      shape: [8, 8],
      data_offsets: [at * ELEMENTS * 4, (at + 1) * ELEMENTS * 4],
    }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const length = new Uint8Array(8)
  new DataView(length.buffer).setBigUint64(0, BigInt(text.length), true)
  writeFileSync(path, Buffer.concat([length, text, Buffer.from(values.buffer)]))
}
