/** What `pth view` does: serves the page and the files of its inputs until somebody ends it. */
import { hostname, userInfo } from 'node:os'
import { idleOpening } from '../../checkpoint/idle-opening.ts'
import { PthError } from '../../errors.ts'
import type { Limits } from '../../limits.ts'
import type { Page } from '../../node/view/answer.ts'
import { readPage } from '../web-page.ts'
import { openBrowser } from '../../node/view/browser.ts'
import { servedFile, servedFolder, servedFolderFiles } from '../../node/view/served-file.ts'
import type { ServedFile } from '../../node/view/served-file.ts'
import { startServer } from '../../node/view/server.ts'
import { viewedInput } from '../../node/view/viewed-input.ts'
import type { CommandContext } from '../command.ts'
import { escapeText } from '../../report/escape.ts'
import { jsonLine } from '../../report/json.ts'
import { shellWord } from '../../report/shell.ts'
import type { OpenFlags } from '../input.ts'
import type { CliIo } from '../io.ts'
import { limitsOf } from '../limit-flags.ts'

/** The options as commander hands them over. */
export interface ViewFlags extends OpenFlags {
  readonly port?: number
  readonly open?: true
}

/**
 * Serve until the run is interrupted, which is its end and no failure.
 * @throws PthError USAGE, and those of finding the files
 */
export async function view(
  path: string,
  other: string | undefined,
  flags: ViewFlags,
  { io }: CommandContext,
): Promise<void> {
  const limits = limitsOf(flags)
  const files = new Map<string, ServedFile>()
  const document = {
    kind: 'pth.view',
    version: 1,
    file: await offered(path, files, limits, flags),
    other: other === undefined ? null : await offered(other, files, limits),
    root: flags.root ?? null,
    weights: flags.weights ?? null,
    join: (flags.join ?? []).map(({ text }) => text),
    // What the flags permit is permitted on the page.
    limits,
  }
  const pages = await readPage()
  pages.set(LIST, { type: 'application/json', bytes: new TextEncoder().encode(jsonLine(document)) })
  markServed(pages)
  const signal = io.interruptSignal?.()
  const server = await startServer({ pages, files }, flags.port ?? 0)
  try {
    const address = `http://127.0.0.1:${server.port}/${server.token}/`
    await io.stdout.write(screen([path, other], address, server.port, io.env))
    if (flags.open === true && !(await openBrowser(address, process.platform)))
      await io.stderr.write('no program was found that opens a browser; copy the address\n')
    await aborted(signal)
  } finally {
    await server.close()
    for (const file of files.values()) await file.close()
  }
}

/** Where the page finds what there is. */
const LIST = 'view.json'

/** Tell the page that its server has files, before its first script runs. */
function markServed(pages: Map<string, Page>): void {
  const page = pages.get('')
  if (page === undefined) throw new PthError('INTERNAL', { reason: 'the package has no page' })
  const text = new TextDecoder().decode(page.bytes)
  const marked = text.replace('<head>', `<head><meta name="pth-served" content="${LIST}">`)
  pages.set('', { ...page, bytes: new TextEncoder().encode(marked) })
}

/** Make the files of an input available under numbers; what the page is told of them. */
async function offered(
  path: string,
  files: Map<string, ServedFile>,
  limits: Limits,
  opening: Pick<ViewFlags, 'weights' | 'join'> = {},
): Promise<object> {
  const { member, parts, files: found } = await viewedInput(path, limits)
  const idle = parts === null ? idleOpening(path, opening, undefined) : null
  if (idle !== null) throw new PthError('USAGE', { reason: idle })
  const inFolder = parts === null ? null : servedFolderFiles(parts)
  const entries = found.map(({ name, place, folder }) => {
    const url = `files/${files.size}`
    const served = folder === true ? servedFolder(place, limits) : (inFolder?.(name) ?? servedFile(place))
    files.set(url, served)
    return { name, label: place, url }
  })
  return { name: path, member, parts: parts !== null, files: entries }
}

function screen(
  paths: readonly (string | undefined)[],
  address: string,
  port: number,
  env: CliIo['env'],
): string {
  const names = paths.filter((path) => path !== undefined).map((path) => escapeText(path))
  return [
    `${names.join('  vs  ')}`,
    `  ${address}`,
    `  from another machine: ${tunnel(port, env)}`,
    '  Ctrl-C ends it',
    '',
  ].join('\n')
}

/** The line that makes this port one of the machine where the browser is. */
function tunnel(port: number, env: CliIo['env']): string {
  // CLIENT CLIENT-PORT SERVER SERVER-PORT, as sshd says it: the name by which this machine was reached is not known.
  const [, , server = hostname(), sshPort = '22'] = (env['SSH_CONNECTION'] ?? '').split(' ')
  const words = ['ssh', '-N', '-L', `${port}:127.0.0.1:${port}`, ...(sshPort === '22' ? [] : ['-p', sshPort])]
  return [...words, `${userName()}@${server}`].map(shellWord).join(' ')
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return 'USER'
  }
}

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal === undefined || signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
