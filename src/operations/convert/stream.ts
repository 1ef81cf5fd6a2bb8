/** Tensor bytes from the inputs to the output: reads and writes overlap, and memory stays the same. */
import type { Crew } from '../../checkpoint/read/crew.ts'
import { announceTensors } from '../../checkpoint/read/announce.ts'
import { gatherApart } from '../../checkpoint/read/gather-apart.ts'
import { plainRange, tensorChunks } from '../../checkpoint/read/read.ts'
import type { PlainRange } from '../../checkpoint/read/read.ts'
import { PthError } from '../../errors.ts'
import { chunksAhead } from '../../io/chunks-ahead.ts'
import type { Crc32 } from '../../io/crc32.ts'
import { readInto } from '../../io/source.ts'
import type { BufferedSink } from '../../io/buffered-sink.ts'
import type { CastCount } from './cast.ts'
import { contentChunks, sourcesOf } from './content.ts'
import type { PlannedTensor, SourceTensor } from './content.ts'
import type { StageProgress } from './stages.ts'

/** What a run counts and obeys. */
export interface StreamContext {
  readonly crc32: Crc32
  /** Go on when a storage does not have its recorded checksum. */
  readonly ignoreCrc: boolean
  readonly count: CastCount
  readonly checks: CrcChecks
  /** @internal Threads that gather large strided views; without them it is done by one. */
  readonly crew?: Crew
  /** Aborted with the name of the signal as its reason. */
  readonly signal?: AbortSignal
  /** Told the bytes written since the last call. */
  progress?(bytes: number): void
  /** Told at the beginning of each stage, and whenever some of its bytes are done. */
  stage?(at: StageProgress): void
  /** Milliseconds, for the times of the stages; a monotonic clock when absent. */
  now?(): number
}

/** Checksums of storages on the way. */
export interface CrcChecks {
  /** Storages whose checksum was right. */
  checked: number
  /** Tensors whose storage has none, or is not read from end to end in one go. */
  unchecked: number
  /** Storages with a wrong one, by record name. */
  readonly wrong: string[]
}

/** A context with nothing counted yet. */
export function newStreamContext(crc32: Crc32, ignoreCrc: boolean): StreamContext {
  return {
    crc32,
    ignoreCrc,
    count: { overflow: 0, underflow: 0 },
    checks: { checked: 0, unchecked: 0, wrong: [] },
  }
}

/** Say what is going to be read for these tensors, in their order. */
export function announcePlanned(items: Iterable<PlannedTensor>): void {
  announceTensors([...items].flatMap(sourcesOf))
}

/**
 * Write one tensor: just `item.nbytes` bytes.
 * @throws PthError STORAGE_CORRUPT, INTERRUPTED, those of reading and those of the sink
 */
export async function writeTensor(
  item: PlannedTensor,
  out: BufferedSink,
  context: StreamContext,
): Promise<void> {
  const start = out.position
  const plain = item.content.kind === 'tensor' ? plainRange(item.source) : undefined
  if (plain === undefined) {
    for await (const chunk of contentChunks(item, context.count, (source) => rawChunks(source, context))) {
      await out.write(chunk)
      report(context, chunk.length)
    }
  } else await copyRange(plain, item.source, out, context)
  if (out.position - start !== item.nbytes) {
    throw new PthError('INTERNAL', {
      reason: `tensor "${item.name}" gave ${out.position - start} bytes, not ${item.nbytes}`,
    })
  }
}

/** From the file into the output buffer, without memory between. */
async function copyRange(
  plain: PlainRange,
  source: SourceTensor,
  out: BufferedSink,
  context: StreamContext,
): Promise<void> {
  const check = beginCheck(plain, source, context)
  const record = plain.record.open()
  // A failure is met by whoever waits for the record; there may be nobody when the sink has failed before.
  record.catch(() => undefined)
  if (plain.length === 0) await record
  let before: Promise<void> = Promise.resolve()
  await out.fill(plain.length, (target, at) => {
    const read = record.then((bytes) => readInto(bytes, plain.offset + at, target))
    // Pieces are read side by side and summed one after another.
    const summed = Promise.all([before, read]).then(() => {
      check.take(target)
      if (at + target.length === plain.length) check.end()
      report(context, target.length)
    })
    before = summed
    return summed
  })
}

/** Bytes of a chunk that is to be worked on. */
const CHUNK_BYTES = 1 << 22

/** The elements of a tensor, checked on the way where they are a whole storage. */
function rawChunks(source: SourceTensor, context: StreamContext): AsyncIterable<Uint8Array> {
  const plain = plainRange(source)
  if (plain !== undefined) return checkedChunks(plain, source, context)
  context.checks.unchecked += 1
  return gatheredChunks(source, context)
}

async function* gatheredChunks(source: SourceTensor, { crew }: StreamContext): AsyncGenerator<Uint8Array> {
  const apart = crew === undefined ? undefined : await gatherApart(source, crew)
  yield* apart ?? tensorChunks(source, CHUNK_BYTES, true)
}

async function* checkedChunks(
  plain: PlainRange,
  source: SourceTensor,
  context: StreamContext,
): AsyncGenerator<Uint8Array> {
  const check = beginCheck(plain, source, context)
  const record = await plain.record.open()
  // The next chunk is read while this one is summed, worked on and written.
  for await (const chunk of chunksAhead(record, plain.offset, plain.length, CHUNK_BYTES)) {
    check.take(chunk)
    yield chunk
  }
  check.end()
}

interface CrcCheck {
  take(bytes: Uint8Array): void
  end(): void
}

function beginCheck(plain: PlainRange, source: SourceTensor, context: StreamContext): CrcCheck {
  const { record, offset, length } = plain
  const { crc32, checks, ignoreCrc } = context
  const expected = record.crc32
  // Each piece is compared where it is read, and fails there.
  if (record.packing === 'pieces' && record.unsummed !== true && length > 0)
    return { take: () => undefined, end: () => void (checks.checked += 1) }
  if (expected === null || length === 0 || offset !== 0 || length !== record.byteLength) {
    checks.unchecked += 1
    return { take: () => undefined, end: () => undefined }
  }
  let crc = 0
  return {
    take: (bytes) => {
      crc = crc32(bytes, crc)
    },
    end: () => {
      if (crc === expected) {
        checks.checked += 1
        return
      }
      checks.wrong.push(record.member)
      if (ignoreCrc) return
      throw new PthError('STORAGE_CORRUPT', {
        name: source.name,
        member: record.member,
        expected: hex(expected),
        found: hex(crc),
        hint: 'the file was damaged or edited after it was saved; --ignore-crc accepts the bytes as they are',
      })
    },
  }
}

function hex(crc: number): string {
  return `0x${crc.toString(16).padStart(8, '0')}`
}

function report(context: StreamContext, bytes: number): void {
  throwIfInterrupted(context.signal)
  context.progress?.(bytes)
}

/** @throws PthError INTERRUPTED */
export function throwIfInterrupted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new PthError('INTERRUPTED', { signal: String(signal.reason) })
}
