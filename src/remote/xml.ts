/** The little of XML that object stores answer in: elements with text, none inside another of its name. */

/** What stands in each element of this name, in order. */
export function textsIn(xml: string, name: string): string[] {
  const [open, close] = [`<${name}>`, `</${name}>`]
  const texts: string[] = []
  for (let at = xml.indexOf(open); at >= 0; at = xml.indexOf(open, at)) {
    const end = xml.indexOf(close, at)
    if (end < 0) break
    texts.push(xml.slice(at + open.length, end))
    at = end
  }
  return texts
}

/** The text of the first element of this name; null without one. */
export function firstText(xml: string, name: string): string | null {
  const open = xml.indexOf(`<${name}>`)
  const end = open < 0 ? -1 : xml.indexOf(`</${name}>`, open)
  return end < 0 ? null : unescaped(xml.slice(open + name.length + 2, end))
}

const NAMED = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

function unescaped(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi,
    (whole, hex?: string, decimal?: string, word?: string) => {
      if (word !== undefined) return NAMED.get(word) ?? whole
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}
