/** A range-checked cursor over the bytes of one pickle. */
import { PthError } from '../errors.ts'
import { opcodeName } from './opcodes.ts'

/**
 * How FRAME is read: `ignored`, as `pickle.loads` in C and the unpickler in Python do, which read on behind a frame;
 * `dropped`, as `pickle.load` in C reads a file; `strict`, where the two must agree.
 */
export type Frames = 'strict' | 'ignored' | 'dropped'

/** Where the machine reads: `at` is the next byte, `opcodeAt` the opcode being read. */
export interface PickleReader {
  readonly member: string
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly frames: Frames
  at: number
  opcodeAt: number
  /** Where the frame that is read ends; at or before `at` there is none. */
  frameEnd: number
}

/** Begin to read at `offset`; offsets in errors count from the beginning of `bytes`. */
export function newReader(
  bytes: Uint8Array,
  member: string,
  offset: number,
  frames: Frames = 'strict',
): PickleReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { member, bytes, view, frames, at: offset, opcodeAt: offset, frameEnd: offset }
}

/** Step over `length` bytes and return where they begin. @throws PthError PICKLE_TRUNCATED */
export function take(reader: PickleReader, length: number): number {
  if (reader.frames === 'dropped') dropFrame(reader, reader.at + length)
  const at = reader.at
  if (length > reader.bytes.length - at) {
    throw new PthError('PICKLE_TRUNCATED', {
      member: reader.member,
      offset: reader.opcodeAt,
      opcode: currentOpcode(reader),
      expected: length,
      found: Math.max(0, reader.bytes.length - at),
    })
  }
  leaveFrame(reader, at + length)
  reader.at = at + length
  return at
}

/**
 * Begin a frame of `length` bytes, which must be there. Inside another one it changes nothing.
 * @throws PthError PICKLE_TRUNCATED, PICKLE_INVALID
 * @see CPython Modules/_pickle.c `load_frame`
 */
export function enterFrame(reader: PickleReader, length: number): void {
  const { at } = reader
  take(reader, length)
  reader.at = at
  reader.frameEnd = Math.max(reader.frameEnd, at + length)
}

/**
 * Reading a file, CPython drops what is left of a frame when an argument goes on behind it, so that it sees
 * another argument than a reader of the whole bytes does: such a pickle has two meanings.
 * @see CPython Modules/_pickle.c `_Unpickler_ReadImpl` and `_Unpickler_Readline`, Lib/pickle.py `_Unframer`
 */
function leaveFrame(reader: PickleReader, end: number): void {
  if (reader.at >= reader.frameEnd || end <= reader.frameEnd) return
  throw invalid(
    reader,
    `an argument begins in a frame and ends ${end - reader.frameEnd} bytes behind it: ${CONFLICT}`,
  )
}

/** What is left of a frame is dropped when an argument goes on behind it. */
function dropFrame(reader: PickleReader, end: number): void {
  if (reader.at < reader.frameEnd && end > reader.frameEnd) reader.at = reader.frameEnd
}

/** Whether a pickle is read in several ways, by the error with which `strict` ends. */
export function isFrameConflict({ details }: PthError<'PICKLE_INVALID'>): boolean {
  return details.opcode === 'FRAME' || details.reason.endsWith(CONFLICT)
}

const CONFLICT = 'readers of Python differ on what it is'

/** The next `length` bytes, without copying. @throws PthError PICKLE_TRUNCATED */
export function takeBytes(reader: PickleReader, length: number): Uint8Array {
  const at = take(reader, length)
  return reader.bytes.subarray(at, at + length)
}

/** The bytes up to the next newline, which is stepped over. @throws PthError PICKLE_TRUNCATED */
export function takeLine(reader: PickleReader): Uint8Array {
  let end = reader.bytes.indexOf(0x0a, reader.at)
  if (end >= 0 && reader.frames === 'dropped') {
    dropFrame(reader, end + 1)
    if (reader.at > end) end = reader.bytes.indexOf(0x0a, reader.at)
  }
  if (end < 0) take(reader, reader.bytes.length - reader.at + 1)
  leaveFrame(reader, end + 1)
  const line = reader.bytes.subarray(reader.at, end)
  reader.at = end + 1
  return line
}

/** An unsigned 64-bit length; one that no file can hold is an error before anything is allocated. */
export function takeLength64(reader: PickleReader): number {
  const length = reader.view.getBigUint64(take(reader, 8), true)
  if (length > BigInt(Number.MAX_SAFE_INTEGER)) throw invalid(reader, `the length ${length} is impossible`)
  return Number(length)
}

/** An error at the current opcode. */
export function invalid(reader: PickleReader, reason: string): PthError {
  return new PthError('PICKLE_INVALID', {
    member: reader.member,
    offset: reader.opcodeAt,
    opcode: currentOpcode(reader),
    reason,
  })
}

/** The name of the opcode being read. */
export function currentOpcode(reader: PickleReader): string {
  const byte = reader.bytes[reader.opcodeAt]
  return byte === undefined ? 'end of data' : opcodeName(byte)
}
