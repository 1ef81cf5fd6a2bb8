/** Python's `repr` of the values that are compared; undefined for those that have no text of their own. */
import { floatText } from '../../src/checkpoint/path.ts'
import { dictEntries, isKind, qualifiedName } from '../../src/pickle/value.ts'
import type { PickleValue } from '../../src/pickle/value.ts'

export function pythonRepr(value: PickleValue): string | undefined {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (typeof value === 'string') return textRepr(value)
  if (isKind(value, 'float')) return floatText(value.value)
  if (isKind(value, 'bytes') && value.type === 'bytes') return bytesRepr(value.data)
  if (isKind(value, 'list')) return joined('[', value.items.map(pythonRepr), ']')
  if (isKind(value, 'tuple'))
    return joined('(', value.items.map(pythonRepr), value.items.length === 1 ? ',)' : ')')
  if (isKind(value, 'dict') && value.type === 'dict')
    return joined(
      '{',
      Array.from(dictEntries(value), ([key, inner]) => {
        const [left, right] = [pythonRepr(key), pythonRepr(inner)]
        return left === undefined || right === undefined ? undefined : `${left}: ${right}`
      }),
      '}',
    )
  if (isKind(value, 'global') && /^torch\.[a-z]+\d+$/.test(qualifiedName(value))) return qualifiedName(value)
  return undefined
}

function joined(open: string, items: readonly (string | undefined)[], close: string): string | undefined {
  return items.includes(undefined) ? undefined : `${open}${items.join(', ')}${close}`
}

function textRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  let out = ''
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (character === quote || character === '\\') out += `\\${character}`
    else if (character === '\n') out += '\\n'
    else if (character === '\t') out += '\\t'
    else if (character === '\r') out += '\\r'
    else if (code < 32 || code === 127) out += `\\x${code.toString(16).padStart(2, '0')}`
    else out += character
  }
  return quote + out + quote
}

function bytesRepr(data: Uint8Array): string {
  let out = ''
  for (const byte of data) {
    if (byte === 39 || byte === 92) out += `\\${String.fromCharCode(byte)}`
    else if (byte >= 32 && byte < 127) out += String.fromCharCode(byte)
    else out += { 9: '\\t', 10: '\\n', 13: '\\r' }[byte] ?? `\\x${byte.toString(16).padStart(2, '0')}`
  }
  return `b'${out}'`
}
