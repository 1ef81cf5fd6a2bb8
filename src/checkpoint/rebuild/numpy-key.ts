/**
 * A numpy scalar as the key of a dictionary, in the words of Python's `str`: such keys come from arrays of
 * names and numbers.
 */
import type { PickleObject } from '../../pickle/value.ts'
import { parseArray, storedOrder } from './numpy.ts'

const LARGEST_CODE_POINT = 0x10ffff

/** The text of a numpy string, integer or bool; undefined for every other object. */
export function numpyKeyText(object: PickleObject): string | undefined {
  const array = parseArray(object)
  if (array === undefined || !array.scalar || !(array.raw instanceof Uint8Array)) return undefined
  const bytes = storedOrder(array, array.raw)
  switch (array.element.kind) {
    case 'U':
      return textOf(bytes)
    case 'i':
    case 'u':
      return String(integerOf(bytes, array.element.kind === 'i'))
    case 'b':
      return bytes[0] === 0 ? 'False' : 'True'
    default:
      return undefined
  }
}

/** Four bytes for each character, and zeros up to the width of the type. */
function textOf(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const points: number[] = []
  for (let at = 0; at + 4 <= bytes.length; at += 4) points.push(view.getUint32(at, true))
  while (points.at(-1) === 0) points.pop()
  if (points.some((point) => point > LARGEST_CODE_POINT)) return undefined
  let text = ''
  for (const point of points) text += String.fromCodePoint(point)
  return text
}

function integerOf(bytes: Uint8Array, signed: boolean): bigint {
  let value = 0n
  for (const byte of bytes.toReversed()) value = (value << 8n) | BigInt(byte)
  return signed ? BigInt.asIntN(bytes.length * 8, value) : value
}
