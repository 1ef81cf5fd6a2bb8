/** What is in a report: its documents, its policy, and its elements. */
import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'

/** The documents that a report embeds. */
export function documentsIn(html: string): Readonly<Record<string, never>> {
  const [, packed = ''] = /id="pth-documents"[^>]*>([A-Za-z0-9+/=]*)<\/script>/.exec(html) ?? []
  return JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString('utf8'))
}

/** The policy of a report by its directives. */
export function policyOf(html: string): ReadonlyMap<string, string> {
  const [, text = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? []
  const policy = text.replaceAll('&#39;', "'")
  return new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ')
      return [name, values.join(' ')]
    }),
  )
}

/** How a policy calls what is between the tags of an element. */
export function sourceHash(html: string, element: 'script type="module"' | 'style'): string {
  const start = html.indexOf(`<${element}>`) + element.length + 2
  const end = html.indexOf(`</${element.split(' ', 1)[0]}>`, start)
  return `'sha256-${createHash('sha256').update(html.slice(start, end)).digest('base64')}'`
}
