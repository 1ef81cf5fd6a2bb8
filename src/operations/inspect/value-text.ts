/** Values of a pickle in Python's words: their type, and plain ones as text of bounded length. */
import { className } from '../../checkpoint/module.ts'
import { floatText } from '../../checkpoint/path.ts'
import { qualifiedName } from '../../pickle/value.ts'
import type { PickleValue } from '../../pickle/value.ts'

/** Characters of a listed string; longer ones (source code, configuration files) are cut and marked. */
const TEXT = 200
/** Bytes of a listed bytes value. */
const BYTES = 32

/** Python's name of the type of a value; of an object its class. */
export function typeName(value: PickleValue): string {
  if (value === null) return 'NoneType'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number' || typeof value === 'bigint') return 'int'
  if (typeof value === 'string') return 'str'
  switch (value.kind) {
    case 'bytes':
    case 'set':
    case 'dict':
      return value.type
    case 'object':
      return className(value)
    case 'global':
      return 'class or function'
    case 'persistent':
      return 'persistent reference'
    default:
      return value.kind
  }
}

/** The text of a value that is not a container; undefined for a container. */
export function scalarText(value: PickleValue): { readonly text: string; readonly cut: boolean } | undefined {
  if (value === null) return whole('None')
  if (value === true) return whole('True')
  if (value === false) return whole('False')
  if (typeof value === 'number') return whole(String(value))
  if (typeof value === 'bigint') return bigText(value)
  if (typeof value === 'string') return shortened(value, TEXT)
  switch (value.kind) {
    case 'float':
      return whole(floatText(value.value))
    case 'bytes':
      return { text: hexText(value.data), cut: value.data.length > BYTES }
    case 'global':
      return whole(qualifiedName(value))
    case 'persistent':
      return whole('')
    default:
      return undefined
  }
}

/** A number of thousands of digits would take long to spell. */
function bigText(value: bigint): { text: string; cut: boolean } {
  const bits = value.toString(16).length * 4
  return bits > 4 * TEXT ? { text: `an integer of about ${bits} bits`, cut: true } : whole(value.toString())
}

function shortened(text: string, most: number): { text: string; cut: boolean } {
  if (text.length <= most) return whole(text)
  // Never cut between the two halves of a character.
  const end = /[\ud800-\udbff]/.test(text.charAt(most - 1)) ? most - 1 : most
  return { text: text.slice(0, end), cut: true }
}

function hexText(data: Uint8Array): string {
  const hex = [...data.subarray(0, BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
  return `${data.length} bytes${data.length === 0 ? '' : `: ${hex}`}`
}

function whole(text: string): { text: string; cut: boolean } {
  return { text, cut: false }
}
