/** The page itself in both engines: files are dropped on it, its numbers are those of the commands, and it converts. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { FIXTURES } from './support/bare.ts'
import { ENGINES, start } from './support/engines.ts'
import type { Started, Tab } from './support/engines.ts'
import { startServer } from './support/server.ts'
import type { TestServer } from './support/server.ts'

const PROJECT = join(FIXTURES, '..')
const PAGE = join(PROJECT, 'web', 'dist')

function runPth(...words: readonly string[]): string {
  const program = join(PROJECT, 'dist', 'cli.js')
  return spawnSync(process.execPath, [program, ...words], { cwd: FIXTURES, encoding: 'utf8' }).stdout
}

/** The digest of what `pth convert` writes with these flags under this name. */
function digestOf(file: string, name: string, ...flags: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'pth-browser-'))
  try {
    runPth('convert', file, '-o', join(folder, name), ...flags)
    return createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Wait until an expression of the page is true. */
async function until(tab: Tab, expression: string): Promise<void> {
  await expect.poll(() => tab.evaluate<boolean>(`Boolean(${expression})`), { timeout: 30_000 }).toBe(true)
}

const text = (selector: string): string => `document.querySelector(${JSON.stringify(selector)})?.textContent`

/** Nobody is there to answer the browser's own dialog: a file of the origin stands for the one that is chosen. */
async function saveHere(tab: Tab): Promise<void> {
  await tab.evaluate(`(() => {
    globalThis.saved = []
    const chosen = async ({ suggestedName }) =>
      (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true })
    if (globalThis.showSaveFilePicker !== undefined)
      globalThis.showSaveFilePicker = async (options) => {
        const handle = await chosen(options)
        saved.push(() => handle.getFile())
        return handle
      }
    const create = URL.createObjectURL
    URL.createObjectURL = (file) => {
      saved.push(async () => file)
      return create.call(URL, file)
    }
    HTMLAnchorElement.prototype.click = () => undefined
  })()`)
}

/** Go to a view, as a link to it does. */
async function show(tab: Tab, view: string): Promise<void> {
  await tab.evaluate(`(location.hash = '#view=${view}', dispatchEvent(new PopStateEvent('popstate')), 0)`)
}

/** Drop files on the page: a field of the test's own gets them, and what it has is dropped. */
async function drop(tab: Tab, ...names: readonly string[]): Promise<void> {
  await tab.evaluate(`(() => {
    const field = Object.assign(document.createElement('input'), { type: 'file', id: 'dropped', multiple: true })
    document.body.append(field)
  })()`)
  await tab.pick(
    '#dropped',
    names.map((name) => resolve(FIXTURES, name)),
  )
  await tab.evaluate(`(() => {
    const dataTransfer = new DataTransfer()
    for (const file of document.querySelector('#dropped').files) dataTransfer.items.add(file)
    document.querySelector('#dropped').remove()
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
  })()`)
  await until(tab, `document.querySelector('[data-open], .failed')`)
}

describe.each(ENGINES)('%s', (engine) => {
  let server: TestServer
  let browser: Started
  let tab: Tab
  beforeAll(async () => {
    server = await startServer(({ pathname }) => {
      const name = pathname === '/' ? 'index.html' : pathname.slice(1)
      return /^[\w.-]+$/.test(name) && existsSync(join(PAGE, name)) ? { file: join(PAGE, name) } : undefined
    })
    browser = await start(engine, server)
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
  })
  beforeEach(async () => {
    tab = await browser.open('/')
    await until(tab, `document.querySelector('.start')`)
  })
  afterEach(async () => {
    expect(server.leaks()).toEqual([])
    expect(tab.errors).toEqual([])
    await tab.close()
  })

  test('a file that is dropped is opened, and its numbers are those of pth inspect', async () => {
    const { totals } = JSON.parse(runPth('inspect', '--json', 'resnet18.pth'))
    await drop(tab, 'resnet18.pth')
    const shown = await tab.evaluate<string>(text('[data-value=parameters]'))
    expect(Number(shown.replaceAll(',', ''))).toBe(totals.parameters)
    const bytes = await tab.evaluate<string>(text('[data-value=tensor-bytes]'))
    expect(Number(bytes.replace(/ B$/, '').replaceAll(',', ''))).toBe(totals.bytes)
  })

  test.each(['dcp-mesh2x2', 'ds-z1-bf16-2', 'rankfiles-dtensor-2'])(
    'the files of a distributed checkpoint are put together: %s',
    async (name) => {
      const folder = `distributed/${name}/ckpt`
      const { totals } = JSON.parse(runPth('inspect', '--json', folder))
      const names = readdirSync(join(FIXTURES, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => statSync(join(FIXTURES, folder, path)).isFile())
        // What is dropped as files has no folders, and this file names one.
        .filter((path) => path !== 'latest')
      await drop(tab, ...names.map((path) => `${folder}/${path}`))
      const shown = await tab.evaluate<string>(text('[data-value=parameters]'))
      expect(Number(shown.replaceAll(',', ''))).toBe(totals.parameters)
      await show(tab, 'safety')
      const { summary } = JSON.parse(runPth('scan', '--json', folder))
      await until(tab, `document.querySelector('[data-value=scanned]')`)
      expect(await tab.evaluate<string>(text('[data-value=scanned]'))).toBe(
        `${summary.files} files: ${summary.clean} clean`,
      )
    },
  )

  test('the verdict is that of pth scan', async () => {
    const { files } = JSON.parse(runPth('scan', '--json', 'hostile/runs-a-command.pth'))
    await drop(tab, 'hostile/runs-a-command.pth')
    await show(tab, 'safety')
    await until(tab, `document.querySelector('[data-verdict]')`)
    const verdict = await tab.evaluate<string>(`document.querySelector('[data-verdict]').dataset.verdict`)
    expect(verdict).toBe(files[0].verdict)
    expect(verdict).toBe('dangerous')
  })

  test('a file that is not a checkpoint is refused in the words of the command line', async () => {
    const { code, message } = JSON.parse(runPth('inspect', '--json', 'manifest.json'))
    await drop(tab, 'manifest.json')
    const shown = await tab.evaluate<string>(text('.failed'))
    expect(shown).toContain(code)
    expect(shown).toContain(message)
  })

  test('every view shows what the commands print', async () => {
    const [model, other] = ['state_dict.pth', 'resnet18.pth']
    const { tensors, map } = JSON.parse(runPth('inspect', '--json', '--stats', '--map', model))
    await drop(tab, model)
    await show(tab, 'map')
    await until(tab, `document.querySelector('.tile')`)
    expect(map.length).toBeGreaterThan(0)
    await show(tab, 'tensors')
    await until(tab, `document.querySelector('[data-value=rows]')`)
    const rows = await tab.evaluate<string>(text('[data-value=rows]'))
    expect(rows).toContain(`${tensors.length} of ${tensors.length} tensors`)
    for (const { name, stats } of tensors.slice(0, 2)) {
      const hash = JSON.stringify(`#tensor=${encodeURIComponent(name)}`)
      await tab.evaluate(`(location.hash = ${hash}, dispatchEvent(new PopStateEvent('popstate')), 0)`)
      await until(tab, `document.querySelector('[data-value=sha256]')`)
      expect(await tab.evaluate(text('[data-value=sha256]'))).toBe(stats.sha256)
      expect(await tab.evaluate(text('[data-value=mean]'))).toBe(String(stats.mean))
    }
    await show(tab, 'compare')
    await until(tab, `document.querySelector('.drop [data-pick=files]')`)
    await tab.pick('.drop [data-pick=files]', [join(FIXTURES, other)])
    await until(tab, `document.querySelector('[data-verdict]')`)
    const verdict = await tab.evaluate<string>(`document.querySelector('[data-verdict]').dataset.verdict`)
    expect(verdict).toBe(JSON.parse(runPth('diff', model, other, '--strict', '--json')).verdict)
  })

  test('shards that are dropped with their index are converted as one model', async () => {
    const folder = 'kinds/sharded-bin'
    const index = `${folder}/pytorch_model.bin.index.json`
    const name = 'pytorch_model.safetensors'
    const expected = digestOf(index, name)
    await drop(tab, ...readdirSync(join(FIXTURES, folder)).map((file) => `${folder}/${file}`))
    await saveHere(tab)
    await show(tab, 'convert')
    await until(tab, `document.querySelector('button.primary:not([disabled])')`)
    await tab.click('button.primary')
    await until(tab, `document.querySelector('[data-converted], .failed')`)
    expect(await tab.evaluate(text('[data-sha256]'))).toBe(expected)
  })

  test('a file over a budget is refused with a command that opens it, and with no flag to look for on the page', async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'pth-browser-'))
    try {
      const path = join(scratch, 'flood.pkl')
      writeFileSync(path, `\x80\x02${'N'.repeat(1_000_000)}.`, 'latin1')
      const { code, message } = JSON.parse(runPth('inspect', '--json', path))
      expect(code).toBe('LIMIT_EXCEEDED')
      expect(message).toMatch(/; --max-values raises it$/)
      await drop(tab, path)
      const shown = await tab.evaluate<string>(text('.failed'))
      expect(shown).toContain(message.replace(path, 'flood.pkl').replace('; --max-values raises it', ''))
      expect(shown).not.toContain('raises it')
      expect(shown).toContain('pth view flood.pkl --max-values N')
    } finally {
      rmSync(scratch, { recursive: true })
    }
  })

  test('what is converted has the digest of what pth convert writes', async () => {
    const name = 'resnet18.safetensors'
    const expected = digestOf('resnet18.pth', name, '--dtype', 'bfloat16', '--include', 'layer1.*')
    await drop(tab, 'resnet18.pth')
    await saveHere(tab)
    await tab.evaluate(`(() => {
      location.hash = '#view=convert'
      dispatchEvent(new PopStateEvent('popstate'))
    })()`)
    await until(tab, `document.querySelector('select[name=dtype]')`)
    await tab.evaluate(`(() => {
      const set = (field, value, event) => {
        field.value = value
        field.dispatchEvent(new Event(event, { bubbles: true }))
      }
      set(document.querySelector('select[name=dtype]'), 'bfloat16', 'change')
      set(document.querySelector('textarea[name=include]'), 'layer1.*', 'input')
    })()`)
    const tensors = JSON.parse(
      runPth('convert', 'resnet18.pth', '-o', name, '--include', 'layer1.*', '--dry-run', '--json'),
    ).summary.tensors
    await until(tab, `${text('[data-value=tensors]')} === '${tensors}'`)
    await tab.click('button.primary')
    await until(tab, `document.querySelector('[data-converted], .failed')`)
    expect(await tab.evaluate(text('[data-sha256]'))).toBe(expected)
    const digest = await tab.evaluate<readonly number[]>(`(async () => {
      const file = await saved[0]()
      return [...new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))]
    })()`)
    expect(Buffer.from(digest).toString('hex')).toBe(expected)
    expect(await tab.evaluate(text('.copyline pre'))).toContain(`pth convert resnet18.pth -o ${name}`)
  })
})
