/** Reports as JSON that any terminal may show: what could steer it is written as an escape, which is the same text. */

const UNSAFE =
  /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Cs}|[\u{e0000}-\u{e007f}]/gu

/** One document, indented, with its newline. */
export function jsonDocument(value: unknown): string {
  return `${escapeJson(JSON.stringify(value, null, 2))}\n`
}

/** Items of a list that are made into text at once. */
const PIECE = 500

/**
 * The text of {@link jsonDocument} in pieces: long lists of the document are taken apart, since the text of 100,000
 * tensors is larger than everything else that a run has in memory.
 */
export function* jsonPieces(document: object): Generator<string> {
  let before = '{\n  '
  for (const [name, value] of Object.entries(document)) {
    if (value === undefined) continue
    const long = Array.isArray(value) && value.length > PIECE
    if (!long) {
      yield before + escapeJson(fields({ [name]: value }))
    } else {
      const label = JSON.stringify(name)
      yield `${before}${escapeJson(label)}: [\n`
      for (let at = 0; at < value.length; at += PIECE) {
        const items = fields({ '': value.slice(at, at + PIECE) })
        // Without `"": [` and `]`: what is between is indented as in the whole.
        yield (at === 0 ? '' : ',\n') + escapeJson(items.slice('"": [\n'.length, -'\n  ]'.length))
      }
      yield '\n  ]'
    }
    before = ',\n  '
  }
  yield before === '{\n  ' ? '{}\n' : '\n}\n'
}

/** The fields of an object in the text of its document, without what is around them. */
function fields(object: object): string {
  return JSON.stringify(object, null, 2).slice('{\n  '.length, -'\n}'.length)
}

/** One line, with its newline. */
export function jsonLine(value: unknown): string {
  return `${escapeJson(JSON.stringify(value))}\n`
}

/** One line for each value, some at a time. */
export function* jsonLines(values: readonly unknown[]): Generator<string> {
  for (let at = 0; at < values.length; at += PIECE)
    yield values
      .slice(at, at + PIECE)
      .map(jsonLine)
      .join('')
}

/** JSON as text with what could steer a terminal as escapes: of the same value. */
export function escapeJson(json: string): string {
  return json.replace(UNSAFE, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  )
}
