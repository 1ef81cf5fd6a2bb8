/** Converts fixtures in memory and in temporary folders. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openCheckpoint } from '../../../src/checkpoint/open.ts'
import type { Checkpoint } from '../../../src/checkpoint/checkpoint.ts'
import { crc32 } from '../../../src/io/crc32.ts'
import { bufferedSink } from '../../../src/io/buffered-sink.ts'
import { memorySink } from '../../../src/io/sink.ts'
import { memorySource } from '../../../src/io/source.ts'
import { CONVERT_DEFAULTS } from '../../../src/operations/convert/options.ts'
import type { ConvertOptions } from '../../../src/operations/convert/options.ts'
import { layoutParts } from '../../../src/operations/convert/parts.ts'
import { planConvert } from '../../../src/operations/convert/plan.ts'
import type { ConvertPlan } from '../../../src/operations/convert/plan.ts'
import { newStreamContext } from '../../../src/operations/convert/stream.ts'

export const FIXTURES = join(import.meta.dirname, '..', '..', '..', 'fixtures')

export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(FIXTURES, name)))
}

export async function openFixture(name: string, root?: string): Promise<Checkpoint> {
  return openCheckpoint(memorySource(fixture(name), name), root === undefined ? {} : { root })
}

export async function planFixture(name: string, options: Partial<ConvertOptions> = {}): Promise<ConvertPlan> {
  return planConvert([await openFixture(name)], { ...CONVERT_DEFAULTS, ...options })
}

/** The bytes of the single file that a plan becomes. */
export async function writePlan(
  plan: ConvertPlan,
  path = 'out.safetensors',
  bufferBytes = 64,
): Promise<Uint8Array> {
  const sink = memorySink()
  const out = bufferedSink(sink, new Uint8Array(3 * bufferBytes))
  for (const part of layoutParts(plan, path, null).parts)
    await part.write(out, newStreamContext(crc32, false))
  await out.flush()
  return sink.bytes()
}

/** The header of a safetensors file: its keys in the order of the text, and the parsed object. */
export function headerOf(bytes: Uint8Array): {
  readonly names: string[]
  readonly header: Map<string, Record<string, unknown>>
} {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true))
  const text = new TextDecoder().decode(bytes.subarray(8, 8 + length))
  const names: string[] = []
  const header = new Map<string, Record<string, unknown>>()
  const parsed: Record<string, Record<string, unknown>> = JSON.parse(text)
  for (const [key, value] of Object.entries(parsed)) {
    names.push(key)
    header.set(key, value)
  }
  return { names, header }
}
