/** Which slots of the memo a pickle asks for: Python's pickler writes each value into one, and most are never read. */
import { OP } from './opcodes.ts'

/** Bytes of the arguments that follow an opcode; those that begin with a length, and lines, are told apart below. */
const FIXED = new Map<number, number>([
  ...[OP.BININT1, OP.BINPUT, OP.PROTO, OP.EXT1].map((op) => [op, 1] as const),
  ...[OP.BININT2, OP.EXT2].map((op) => [op, 2] as const),
  ...[OP.BININT, OP.LONG_BINPUT, OP.EXT4].map((op) => [op, 4] as const),
  ...[OP.BINFLOAT, OP.FRAME].map((op) => [op, 8] as const),
])
/** Bytes of the length in front of an argument. */
const LENGTHS = new Map<number, number>([
  ...[OP.SHORT_BINBYTES, OP.SHORT_BINSTRING, OP.SHORT_BINUNICODE, OP.LONG1].map((op) => [op, 1] as const),
  ...[OP.BINBYTES, OP.BINSTRING, OP.BINUNICODE, OP.LONG4].map((op) => [op, 4] as const),
  ...[OP.BINUNICODE8, OP.BINBYTES8, OP.BYTEARRAY8].map((op) => [op, 8] as const),
])
/** Opcodes whose argument ends with a line: only protocols 0 and 1 write them, and GLOBAL two of them. */
const LINES: ReadonlySet<number> = new Set([
  OP.FLOAT,
  OP.INT,
  OP.LONG,
  OP.PERSID,
  OP.STRING,
  OP.UNICODE,
  OP.GLOBAL,
  OP.GET,
  OP.INST,
  OP.PUT,
])
/** Slots of a pickle that is worth it; largest known: 20,000. */
const MOST = 1 << 20

const KINDS = kindsOf()

/** For each opcode: 0 to 8 bytes of argument, 16 and more a length of so many bytes, 255 a line. */
function kindsOf(): Uint8Array {
  const kinds = new Uint8Array(256)
  for (const [op, bytes] of FIXED) kinds[op] = bytes
  for (const [op, bytes] of LENGTHS) kinds[op] = 16 + bytes
  for (const op of LINES) kinds[op] = 255
  return kinds
}

/**
 * The slots that are read by index, or null where that is not worth it: very many, or a line as protocols 0 to 3 write.
 * The bytes are walked as the machine walks them; one that is cut off is told by the machine.
 */
export function fetchedSlots(bytes: Uint8Array, offset: number): ReadonlySet<number> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const slots = new Set<number>()
  const { length } = bytes
  let at = offset
  while (at < length) {
    const op = bytes[at] as number
    at += 1
    if (op === OP.STOP) return slots
    if (slots.size > MOST) return null
    const kind = KINDS[op] as number
    if (op === OP.BINGET) {
      if (at < length) slots.add(bytes[at] as number)
      at += 1
    } else if (op === OP.LONG_BINGET) {
      if (at + 4 <= length) slots.add(view.getUint32(at, true))
      at += 4
    } else if (kind === 255) return null
    else if (kind < 16) at += kind
    else {
      const size = kind - 16
      if (at + size > length) return slots
      const argument =
        size === 1
          ? (bytes[at] as number)
          : size === 4
            ? view.getUint32(at, true)
            : Number(view.getBigUint64(at, true))
      at += size + argument
    }
  }
  return slots
}
