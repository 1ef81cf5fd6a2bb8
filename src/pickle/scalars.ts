/** Opcodes that push numbers, text and bytes. */
import { checkLimit, overFixedLimit } from '../limits.ts'
import { python2String } from './constructors.ts'
import { decodeLong, parseDecimal, parseFloatLine } from './integers.ts'
import { OP } from './opcodes.ts'
import { invalid, take, takeBytes, takeLength64, takeLine } from './reader.ts'
import { push } from './state.ts'
import type { Handler, MachineState } from './state.ts'
import { decodeLatin1, decodeQuoted, decodeRawUnicode, decodeSurrogatePass } from './text.ts'

export const SCALARS: readonly (readonly [number, Handler])[] = [
  [OP.NONE, (state) => push(state, null)],
  [OP.NEWTRUE, (state) => push(state, true)],
  [OP.NEWFALSE, (state) => push(state, false)],
  [OP.BININT, (state) => push(state, state.view.getInt32(take(state, 4), true))],
  [OP.BININT1, (state) => push(state, state.view.getUint8(take(state, 1)))],
  [OP.BININT2, (state) => push(state, state.view.getUint16(take(state, 2), true))],
  [OP.LONG1, (state) => pushLong(state, state.view.getUint8(take(state, 1)))],
  [OP.LONG4, (state) => pushLong(state, state.view.getInt32(take(state, 4), true))],
  [OP.INT, pushIntLine],
  [OP.LONG, pushLongLine],
  // Big-endian, unlike every other number of the format.
  [
    OP.BINFLOAT,
    (state) => push(state, { kind: 'float', value: state.view.getFloat64(take(state, 8), false) }),
  ],
  [OP.FLOAT, pushFloatLine],
  [OP.BINUNICODE, (state) => pushText(state, state.view.getUint32(take(state, 4), true))],
  [OP.SHORT_BINUNICODE, (state) => pushText(state, state.view.getUint8(take(state, 1)))],
  [OP.BINUNICODE8, (state) => pushText(state, takeLength64(state))],
  [OP.UNICODE, pushUnicodeLine],
  [OP.BINSTRING, (state) => pushString(state, state.view.getInt32(take(state, 4), true))],
  [OP.SHORT_BINSTRING, (state) => pushString(state, state.view.getUint8(take(state, 1)))],
  [OP.STRING, pushStringLine],
  [OP.BINBYTES, (state) => pushBytes(state, state.view.getUint32(take(state, 4), true), 'bytes')],
  [OP.SHORT_BINBYTES, (state) => pushBytes(state, state.view.getUint8(take(state, 1)), 'bytes')],
  [OP.BINBYTES8, (state) => pushBytes(state, takeLength64(state), 'bytes')],
  [OP.BYTEARRAY8, (state) => pushBytes(state, takeLength64(state), 'bytearray')],
]

/** Of a text INT or LONG. CPython refuses more since 3.11. */
const DIGITS = 4_300

function pushLong(state: MachineState, length: number): void {
  if (length < 0) throw invalid(state, `the length ${length} is negative`)
  checkLimit(state.limits, 'integerBytes', `${state.member}: one integer`, length)
  push(state, decodeLong(takeBytes(state, length)))
}

function pushIntLine(state: MachineState): void {
  const text = decodeLatin1(takeLine(state))
  // Protocol 1 had no booleans: True is the integer 1 written with two digits.
  if (text === '00') return push(state, false)
  if (text === '01') return push(state, true)
  pushDecimal(state, text)
}

function pushLongLine(state: MachineState): void {
  pushDecimal(state, decodeLatin1(takeLine(state)).replace(/L$/, ''))
}

function pushDecimal(state: MachineState, text: string): void {
  if (text.length > DIGITS) {
    throw overFixedLimit({
      what: `${state.member}: one integer`,
      limit: DIGITS,
      found: text.length,
      unit: 'digits',
      why: 'Python refuses more, too',
    })
  }
  const value = parseDecimal(text)
  if (value === undefined) throw invalid(state, 'not a decimal integer')
  push(state, value)
}

function pushFloatLine(state: MachineState): void {
  const line = takeLine(state)
  const value = line.length > 400 ? undefined : parseFloatLine(decodeLatin1(line))
  if (value === undefined) throw invalid(state, 'not a decimal number')
  push(state, { kind: 'float', value })
}

function pushText(state: MachineState, length: number): void {
  const text = decodeSurrogatePass(takeBytes(state, length))
  if (text === undefined) throw invalid(state, 'the text is not UTF-8')
  push(state, text)
}

function pushUnicodeLine(state: MachineState): void {
  const text = decodeRawUnicode(takeLine(state))
  if (text === undefined) throw invalid(state, 'the text has a bad \\u escape')
  push(state, text)
}

function pushString(state: MachineState, length: number): void {
  if (length < 0) throw invalid(state, `the length ${length} is negative`)
  push(state, python2String(takeBytes(state, length).slice()))
}

function pushStringLine(state: MachineState): void {
  const bytes = decodeQuoted(takeLine(state))
  if (bytes === undefined) throw invalid(state, 'the string is badly quoted')
  push(state, python2String(bytes))
}

function pushBytes(state: MachineState, length: number, type: 'bytes' | 'bytearray'): void {
  push(state, { kind: 'bytes', type, data: takeBytes(state, length) })
}
