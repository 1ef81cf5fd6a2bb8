/** Laws that hold for every input: a report is plain JSON, a text has nothing in it that a terminal would obey. */
import type { ExpectedModel } from '../../src/schema/model.ts'

/** Throws for what JSON would lose or refuse: undefined, NaN, infinities, bigints, maps. */
export function checkPlain(value: unknown, path = '$'): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`a report has ${value} at ${path}`)
    return
  }
  if (Array.isArray(value)) return value.forEach((item, index) => checkPlain(item, `${path}[${index}]`))
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    throw new Error(`a report has ${String(value)} at ${path}`)
  for (const [key, item] of Object.entries(value)) checkPlain(item, `${path}.${key}`)
}

/** Controls but newline, and characters that turn or hide text. Written out here: the escaping of the sources is what is judged. */
const OBEYED =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** Throws for a text that would move the cursor or hide a part of itself. */
export function checkPrintable(text: string): void {
  const found = OBEYED.exec(text)
  if (found !== null)
    throw new Error(
      `a text has U+${found[0].charCodeAt(0).toString(16)} after ${JSON.stringify(text.slice(Math.max(0, found.index - 60), found.index))}`,
    )
}

/** Throws unless both expect the same entries in the same order. Lines, and what only one kind of source knows, aside. */
export function checkSameModel(found: ExpectedModel, wanted: ExpectedModel): void {
  const [left, right] = [found, wanted].map(({ tensors }) =>
    [...tensors.values()].map((tensor) => JSON.stringify({ ...tensor, line: null })),
  )
  const at = right?.findIndex((text, index) => text !== left?.[index]) ?? -1
  if (left?.length !== right?.length || at >= 0)
    throw new Error(`a schema comes back as ${left?.[at]} instead of ${right?.[at]}`)
}
