/** `--wrap` and `--set` of `pth convert`, from text. */
import { PthError } from '../../errors.ts'
import type { PlainScalar, Wrap } from '../../operations/convert/wrap.ts'

/** JSON's numbers. */
const NUMBER = /^-?(0|[1-9]\d{0,400})(\.\d{1,400})?([eE][+-]?\d{1,4})?$/
/** What Python, YAML or a shell would write for a value that JSON writes otherwise, and JSON's own text. */
const ELSEWHERE = new Map([
  ['True', 'true'],
  ['False', 'false'],
  ['None', 'null'],
])

/** @throws PthError USAGE for a path with an empty key, and for a value that is not one plain JSON value */
export function parseWrap(wrap: string | undefined, sets: readonly string[]): Wrap {
  return {
    path: wrap === undefined ? [] : parseKeys('--wrap', wrap),
    values: sets.map((text) => {
      const at = text.indexOf('=')
      if (at < 1) throw usage(`--set takes KEY=VALUE, such as --set epoch=3, not ${JSON.stringify(text)}`)
      return { path: parseKeys('--set', text.slice(0, at)), value: parseValue(text.slice(at + 1), text) }
    }),
  }
}

function parseKeys(flag: string, text: string): string[] {
  const keys = text.split('.')
  if (keys.includes(''))
    throw usage(
      `${flag} takes keys with a dot between them, such as model.state_dict, not ${JSON.stringify(text)}`,
    )
  return keys
}

/** A JSON number, true, false, null or string in quotes; other text is a string as it is. */
function parseValue(text: string, set: string): PlainScalar {
  if (text === 'true' || text === 'false') return text === 'true'
  if (text === 'null') return null
  if (NUMBER.test(text)) return parseNumber(text)
  if (text.startsWith('"')) return parseQuoted(text, set)
  const key = set.slice(0, -text.length)
  const json = ELSEWHERE.get(text)
  if (json !== undefined) throw usage(`--set ${set}: write ${key}${json}, or '${key}"${text}"' for the text`)
  const looksLike = /^[[{]/.test(text) ? 'a list or an object' : isAlmostNumber(text) ? 'a number' : null
  if (looksLike !== null)
    throw usage(
      `--set ${set}: ${JSON.stringify(text)} looks like ${looksLike}, which JSON does not write so or --set does not ` +
        `take; '${key}${JSON.stringify(text)}' sets it as text`,
    )
  return text
}

function parseNumber(text: string): PlainScalar {
  if (/^-?\d+$/.test(text) && text !== '-0') return BigInt(text)
  const float = Number(text)
  if (!Number.isFinite(float)) throw usage(`${text} is beyond the largest float`)
  return { float }
}

function parseQuoted(text: string, set: string): string {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'string') return value
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
  }
  throw usage(`--set ${set}: ${text} is not one string in quotes`)
}

function isAlmostNumber(text: string): boolean {
  return /^([+-]?(nan|inf|infinity))$/i.test(text) || (text.trim() !== '' && !Number.isNaN(Number(text)))
}

function usage(reason: string): PthError {
  return new PthError('USAGE', { reason })
}
