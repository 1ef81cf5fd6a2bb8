/** A page for people where a file was asked for: a login, a viewer of files, the list of a folder. */
import type { PthError } from '../../errors.ts'
import { invalid } from './refused.ts'
import type { HttpTarget } from './target.ts'

/** Whether an answer says of itself that it is a page. Servers say so of files now and then: the text decides. */
export function saysPage(headers: Headers): boolean {
  return /^(?:text\/html|application\/xhtml\+xml)\b/i.test(headers.get('content-type') ?? '')
}

/** The title of a page, short, '' for one without; null for what does not begin as a page. */
export function titleOf(text: string): string | null {
  if (!/^\uFEFF?\s*<(?:!doctype\s+html|html|head|\?xml[^>]*>\s*<(?:!doctype\s+html|html))/i.test(text))
    return null
  const title = /<title[^>]*>([^<]{1,400})/i.exec(text)?.[1] ?? ''
  return plainText(title).replaceAll(/\s+/g, ' ').trim().slice(0, 200)
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
])

/** A title as people see it; an entity that is none of the usual ones stays as it is. */
function plainText(html: string): string {
  return html.replaceAll(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return ENTITIES.get(name.toLowerCase()) ?? whole
    const point = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal)
    return point > 0x1f && point < 0xd800 ? String.fromCodePoint(point) : whole
  })
}

/** The error for a page, with what its server has in place of it. */
export function pageError(target: HttpTarget, title: string): PthError {
  const named = title === '' ? 'a web page' : `a web page, "${title}"`
  const hint =
    target.pageHint?.(title) ??
    'the file has another address, or the server wants a login: open it in a browser and copy the address of the ' +
      'download, or log in by --header "Authorization: …"'
  return invalid(target.name, 'a file', named, hint)
}
