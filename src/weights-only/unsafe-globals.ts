/** The globals that `torch.serialization.get_unsafe_globals_in_checkpoint` would list for a pickle. */
import { isPthError } from '../errors.ts'
import { DEFAULT_LIMITS, overLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { OP } from '../pickle/opcodes.ts'
import { newReader, take, takeLine } from '../pickle/reader.ts'
import type { PickleReader } from '../pickle/reader.ts'
import { decodeUtf8 } from '../pickle/text.ts'
import { ALLOWED_GLOBALS } from './allowed-globals.ts'
import { torchName } from './machine.ts'

/** Argument bytes of the opcodes that torch's own disassembler knows. @see `get_globals_in_pkl` */
const ARGUMENT_BYTES: ReadonlyMap<number, number> = new Map([
  ...[
    OP.NEWOBJ,
    OP.REDUCE,
    OP.BUILD,
    OP.APPEND,
    OP.APPENDS,
    OP.SETITEM,
    OP.SETITEMS,
    OP.MARK,
    OP.TUPLE,
    OP.TUPLE1,
    OP.TUPLE2,
    OP.TUPLE3,
    OP.NONE,
    OP.NEWFALSE,
    OP.NEWTRUE,
    OP.EMPTY_TUPLE,
    OP.EMPTY_LIST,
    OP.EMPTY_DICT,
    OP.EMPTY_SET,
    OP.BINPERSID,
  ].map((opcode) => [opcode, 0] as const),
  [OP.BININT, 4],
  [OP.BININT1, 1],
  [OP.BININT2, 2],
  [OP.BINFLOAT, 8],
  [OP.BINGET, 1],
  [OP.LONG_BINGET, 4],
  [OP.BINPUT, 1],
  [OP.LONG_BINPUT, 4],
  [OP.PROTO, 1],
])

/**
 * Names outside the allow-list, in the order in which they first occur in the pickle; null where torch
 * itself gives up, at an opcode that weights_only does not know.
 * @throws PthError LIMIT_EXCEEDED for more opcodes than `limits.values`
 */
export function unsafeGlobals(bytes: Uint8Array, limits: Limits = DEFAULT_LIMITS): readonly string[] | null {
  const reader = newReader(bytes, 'weights_only', 0)
  const names = new Set<string>()
  try {
    for (let opcodes = 1; ; opcodes += 1) {
      if (opcodes > limits.values) throw overLimit(limits, 'values', 'opcodes', opcodes)
      reader.opcodeAt = reader.at
      const byte = bytes[take(reader, 1)] ?? 0
      if (byte === OP.STOP) return [...names]
      if (byte === OP.GLOBAL) {
        const [module, attribute] = [decodeUtf8(takeLine(reader)), decodeUtf8(takeLine(reader))]
        if (module === undefined || attribute === undefined) return null
        const name = torchName(module, attribute).join('.')
        if (!ALLOWED_GLOBALS.has(name)) names.add(name)
        continue
      }
      const length = argumentBytes(reader, byte)
      if (length === undefined) return null
      take(reader, length)
    }
  } catch (error) {
    if (!isPthError(error) || isPthError(error, 'LIMIT_EXCEEDED')) throw error
    return null
  }
}

function argumentBytes(reader: PickleReader, opcode: number): number | undefined {
  if (opcode === OP.BINUNICODE) return reader.view.getUint32(take(reader, 4), true)
  if (opcode === OP.SHORT_BINSTRING || opcode === OP.LONG1) return reader.view.getUint8(take(reader, 1))
  return ARGUMENT_BYTES.get(opcode)
}
