/** A safetensors file by the letter of the format, without pth: float32 vectors whose numbers count on. */
import { writeFileSync } from 'node:fs'

/** Write vectors of these names, each of `elements` numbers. */
export function writeVectors(path: string, names: readonly string[], elements: number): void {
  const nbytes = elements * 4
  const facts = names.map((name, at) => [
    name,
    { dtype: 'F32', shape: [elements], data_offsets: [at * nbytes, (at + 1) * nbytes] },
  ])
  const header = Buffer.from(JSON.stringify(Object.fromEntries(facts)))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  const values = Float32Array.from({ length: names.length * elements }, (_, at) => at / 7)
  writeFileSync(path, Buffer.concat([length, header, Buffer.from(values.buffer)]))
}
