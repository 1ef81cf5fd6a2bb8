/**
 * A report as one HTML file: the page as one script and one style, and the documents that it shows, packed. What comes
 * from a checkpoint is in base64, or in an element as escaped text: it cannot end the element that it is in.
 */
import { PthError } from '../../errors.ts'
import { base64 } from './base64.ts'
import { markup } from './markup.ts'

/** What a file is made of. */
export interface HtmlReport {
  /** Of the window; escaped for a terminal. */
  readonly title: string
  /** The page as one script that asks for nothing. */
  readonly script: string
  readonly style: string
  /** What the script shows: JSON. */
  readonly documents: object
  /** The same in lines, for who runs no scripts: mail programs, servers of artefacts. Escaped for a terminal. */
  readonly text: string
}

/** The whole file. @throws PthError INTERNAL for a script or style that ends its own element */
export async function renderHtml({ title, script, style, documents, text }: HtmlReport): Promise<string> {
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style))
    throw new PthError('INTERNAL', { reason: 'the script or style of the page would end its own element' })
  const policy = [
    "default-src 'none'",
    `script-src '${await sourceHash(script)}'`,
    `style-src '${await sourceHash(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    // No text becomes markup or code, whatever the script does.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
  const packed = base64(await gzip(JSON.stringify(documents)))
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${markup(policy)}">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="robots" content="noindex">',
    `<title>${markup(title)}</title>`,
    '<link rel="icon" href="data:,">',
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<div id="app"><pre class="without-script">${markup(text)}</pre></div>`,
    `<script type="text/plain" id="pth-documents" data-encoding="gzip">${packed}</script>`,
    `<script type="module">${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

/** What the policy calls a script or a style by. */
async function sourceHash(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `sha256-${base64(new Uint8Array(digest))}`
}

async function gzip(text: string): Promise<Uint8Array> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}
