/** Pickles put into an archive that is right, so that what they describe is reached: tensors, reports, conversions. */
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import type { Checkpoint } from '../../src/checkpoint/checkpoint.ts'
import { readEntry } from '../../src/checkpoint/read/read.ts'
import { openShards } from '../../src/checkpoint/several/sharded.ts'
import { dtypeByName } from '../../src/dtype/dtype.ts'
import { nodeCrc32 } from '../../src/node/crc32.ts'
import { newSha256 } from '../../src/node/hash.ts'
import { bufferedSink } from '../../src/io/buffered-sink.ts'
import { memorySink } from '../../src/io/sink.ts'
import { memorySource } from '../../src/io/source.ts'
import { CONVERT_DEFAULTS } from '../../src/operations/convert/options.ts'
import type { ConvertOptions, UnsupportedPolicy } from '../../src/operations/convert/options.ts'
import { layoutParts } from '../../src/operations/convert/parts.ts'
import type { OutputPart } from '../../src/operations/convert/parts.ts'
import { planConvert } from '../../src/operations/convert/plan.ts'
import type { ConvertPlan } from '../../src/operations/convert/plan.ts'
import { newStreamContext } from '../../src/operations/convert/stream.ts'
import { inspectCheckpoint } from '../../src/operations/inspect/inspect.ts'
import { verifyFile } from '../../src/operations/verify/verify.ts'
import { convertReport } from '../../src/report/convert/json.ts'
import { renderConvert } from '../../src/report/convert/text.ts'
import { renderCsv } from '../../src/report/inspect/csv.ts'
import { renderInspect } from '../../src/report/inspect/text.ts'
import { jsonDocument } from '../../src/report/json.ts'
import { plainPaint } from '../../src/report/paint.ts'
import { buildZip } from '../support/zip.ts'
import { checkPlain, checkPrintable } from '../support/laws.ts'
import { readSome } from './readers.ts'

/** Storages `0` to `7`, each of half a KiB that is not zero. */
const RECORDS = Array.from({ length: 8 }, (_, key) => ({
  name: `archive/data/${key}`,
  data: Uint8Array.from({ length: 512 }, (_, at) => (at * 7 + key * 31 + 1) & 0xff),
}))
const encoder = new TextEncoder()
/** Bytes before the pickle that choose the options of a conversion. */
export const CHOICES = 3
/** Bytes of one output, and of the buffer before it. */
const OUTPUT_BYTES = 1 << 20
const BUFFER_BYTES = 1 << 16

/** An archive of one pickle. */
export function archiveOf(pickle: Uint8Array, byteOrder = 'little'): Uint8Array {
  return buildZip([
    { name: 'archive/data.pkl', data: pickle },
    { name: 'archive/byteorder', data: encoder.encode(byteOrder) },
    ...RECORDS,
    { name: 'archive/version', data: encoder.encode('3\n') },
  ])
}

export function openPickle(pickle: Uint8Array, byteOrder?: string): Promise<Checkpoint> {
  return openCheckpoint(memorySource(archiveOf(pickle, byteOrder), 'fuzz.pth'))
}

/** Every report of inspect, and some values. */
export async function runInspect(pickle: Uint8Array): Promise<void> {
  const checkpoint = await openPickle(pickle)
  const report = inspectCheckpoint(checkpoint, { allValues: true, sort: 'size' })
  const view = { columns: 100, full: false, exact: false, where: true, depth: null }
  checkPlain(report)
  checkPrintable(renderInspect(report, plainPaint, view, null))
  checkPrintable(
    renderInspect(
      inspectCheckpoint(checkpoint, { tree: true, by: 'pattern' }),
      plainPaint,
      { ...view, full: true },
      null,
    ),
  )
  checkPrintable(renderCsv(report.tensors))
  checkPrintable(jsonDocument(report))
  await readSome(checkpoint)
}

/** Plan, write to memory, read back: what stands there is what was meant. */
export async function runConvert(input: Uint8Array): Promise<void> {
  const [first = 0, second = 0, third = 0] = input
  const checkpoint = await openPickle(input.subarray(CHOICES), (third & 1) === 1 ? 'big' : 'little')
  const plan = planConvert([checkpoint], optionsOf(first, second, third))
  const output = `out.${plan.format}`
  const shardBytes = plan.format === 'safetensors' && (third & 2) !== 0 ? 64 : null
  const { parts } = layoutParts(plan, output, shardBytes)
  const context = newStreamContext(nodeCrc32, false)
  const files: { readonly path: string; readonly byteLength: number; readonly bytes: Uint8Array }[] = []
  for (const part of parts)
    files.push({ path: part.path, byteLength: part.byteLength, bytes: await written(part, plan, context) })
  const run = { output, files, result: null, context, seconds: 0, peakBytes: 0 }
  checkPrintable(renderConvert(plan, run, plainPaint, 80))
  checkPlain(convertReport(plan, run))
  if (plan.format !== 'npz') await compare(plan, files)
  for (const { path, bytes } of files) await checkSound(bytes, path)
}

async function written(
  part: OutputPart,
  plan: ConvertPlan,
  context: ReturnType<typeof newStreamContext>,
): Promise<Uint8Array> {
  const memory = memorySink()
  const out = bufferedSink(memory, new Uint8Array(BUFFER_BYTES))
  await part.write(out, context)
  await out.flush()
  const bytes = memory.bytes()
  const fits =
    plan.format === 'safetensors' ? bytes.length === part.byteLength : bytes.length <= part.byteLength
  if (!fits) throw new Error(`${bytes.length} bytes written, ${part.byteLength} laid out`)
  return bytes
}

async function compare(
  plan: ConvertPlan,
  files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  const shards = files.map(({ path, bytes }) => ({ name: path, source: memorySource(bytes, path) }))
  const [only] = shards
  const back =
    only !== undefined && shards.length === 1
      ? await openCheckpoint(only.source, { root: '$' })
      : await openShards('out', shards, null)
  const entries = new Map(back.stateDict.tensors.map((entry) => [entry.name, entry]))
  if (entries.size !== plan.tensors.length)
    throw new Error(`${entries.size} tensors read back of ${plan.tensors.length}`)
  for (const item of plan.tensors) {
    const entry = entries.get(item.name)
    if (entry?.tensor.dtype !== item.dtype || entry.tensor.shape?.join() !== item.shape.join())
      throw new Error(`"${item.name}" reads back in another way`)
    const found = await readEntry(entry)
    if (found.length !== item.nbytes)
      throw new Error(`"${item.name}" reads back with ${found.length} bytes of ${item.nbytes}`)
    if (item.content.kind === 'tensor' && !same(found, await readEntry(item.source)))
      throw new Error(`"${item.name}" reads back with other bytes`)
  }
}

/** What pth writes, pth verifies. */
async function checkSound(bytes: Uint8Array, path: string): Promise<void> {
  const { findings } = await verifyFile(memorySource(bytes, path), path, {
    crc32: nodeCrc32,
    newHasher: newSha256,
  })
  if (findings.length > 0) throw new Error(`the output does not verify: ${JSON.stringify(findings[0])}`)
}

function same(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, at) => byte === right[at])
}

const POLICIES: readonly UnsupportedPolicy[] = ['skip', 'dequantize', 'dense', 'parts']
const DTYPES = [
  null,
  null,
  'float16',
  'bfloat16',
  'float32',
  'float64',
  'float8_e4m3fn',
  'float8_e5m2',
] as const

/** The choices of a conversion, from three bytes. */
function optionsOf(first: number, second: number, third: number): ConvertOptions {
  const dtype = DTYPES[(second >> 4) % DTYPES.length]
  return {
    ...CONVERT_DEFAULTS,
    format: (['safetensors', 'pth', 'npz'] as const)[first % 3] ?? 'pth',
    shared: (['keep-first', 'copy', 'error'] as const)[(first >> 2) % 3] ?? 'copy',
    scalars: (['metadata', 'tensors', 'drop'] as const)[(first >> 4) % 3] ?? 'drop',
    ema: ([null, 'prefer', 'drop', 'only'] as const)[(first >> 6) % 4] ?? null,
    unsupported: new Set(POLICIES.filter((_, bit) => (second & (1 << bit)) !== 0)),
    dtype: dtype === null || dtype === undefined ? null : (dtypeByName(dtype) ?? null),
    metadata: (third & 4) === 0 ? new Map([['made by', 'fuzz']]) : null,
    stripPrefixes: (third & 8) === 0 ? [] : ['module.', 'model.'],
    maxOutput: OUTPUT_BYTES,
  }
}
