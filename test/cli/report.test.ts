/** `pth report`: the documents in it, the file that it writes, and what it never replaces. */
import { copyFileSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { boundedDocuments } from '../../src/report/html/bounded.ts'
import { markup } from '../../src/report/html/markup.ts'
import { renderHtml } from '../../src/report/html/page.ts'
import { binEdges } from '../../src/operations/inspect/bins.ts'
import { VERSION } from '../../src/cli/version.ts'
import { documentErrors } from '../support/documents.ts'
import { documentsIn, policyOf, sourceHash } from '../support/report-page.ts'
import { inFolder, pth, runCli } from './harness.ts'

const RESNET = 'fixtures/resnet18.pth'

/** The one document of a run with `--json`. */
async function json(...argv: readonly string[]): Promise<unknown> {
  return JSON.parse((await runCli(...argv)).stdout)
}

/** A report of these words in a new folder, with what the run said. */
async function reported(
  ...words: readonly string[]
): Promise<{ code: number; stdout: string; stderr: string; html: string }> {
  return inFolder(async (folder) => {
    const path = join(folder, 'report.html')
    const outcome = await runCli('report', ...words, '-o', path)
    const html = existsSync(path) ? readFileSync(path, 'utf8') : ''
    expect(readdirSync(folder).filter((name) => name !== 'report.html')).toEqual([])
    return { ...outcome, stdout: outcome.stdout.replaceAll(folder, 'FOLDER'), html }
  })
}

describe('the documents in a report', () => {
  test('are those of inspect and scan', async () => {
    const { code, stderr, stdout, html } = await reported(RESNET)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^FOLDER\/report\.html {3}\d+\.\d KiB\n$/)
    expect(documentsIn(html)).toEqual({
      made: { file: RESNET, version: VERSION },
      inspect: await json('inspect', RESNET, '--where', '--map', '--json'),
      scan: await json('scan', RESNET, '--json'),
      diff: null,
      error: null,
      left_out: null,
    })
  })

  test('with --stats those of the statistics and histograms, too, bit by bit', async () => {
    for (const file of ['fixtures/histograms.pth', 'fixtures/dtypes.pth', 'fixtures/empty.pth']) {
      const { code, html } = await reported(file, '--stats')
      expect([file, code]).toEqual([file, 0])
      const { inspect } = documentsIn(html) as unknown as { inspect: Inspected }
      const wanted = (await json(
        'inspect',
        file,
        '--where',
        '--map',
        '--stats',
        '--json',
        '--histogram',
        '*',
        '--bins',
        '50',
      )) as Inspected
      // The page makes the inner edges again.
      const whole = inspect.histograms?.map((histogram) =>
        histogram.edges.length === 2
          ? { ...histogram, edges: binEdges(histogram.edges[0] ?? 0, histogram.edges[1] ?? 0, 50) }
          : histogram,
      )
      expect({ ...inspect, ...(whole !== undefined && { histograms: whole }) }).toEqual(wanted)
    }
  })

  test('with another file that of diff, by the same flags', async () => {
    const schema = 'fixtures/diff/resnet18-head.schema.json'
    const loose = documentsIn((await reported('fixtures/diff/resnet18.pth', schema)).html)
    expect(loose['diff']).toEqual(await json('diff', 'fixtures/diff/resnet18.pth', schema, '--json'))
    const { code, html } = await reported('fixtures/diff/resnet18.pth', schema, '--strict')
    // What is found is to be read; gates are other commands.
    expect(code).toBe(0)
    expect(documentsIn(html)['diff']).toEqual(
      await json('diff', 'fixtures/diff/resnet18.pth', schema, '--strict', '--json'),
    )
    const values = documentsIn((await reported(RESNET, RESNET, '--values')).html)
    expect(values['diff']).toEqual(await json('diff', RESNET, RESNET, '--values', '--json'))
  })

  test('of a root, of a folder of shards and of a member are those of the commands', async () => {
    for (const words of [
      ['fixtures/gan.pth', '--root', 'G_ema'],
      ['fixtures/kinds/sharded-bin'],
      ['fixtures/kinds/sharded-hub-safetensors/model.safetensors.index.json'],
    ]) {
      const inspected = (await json('inspect', ...words, '--where', '--map', '--json')) as { kind: string }
      const { code, html } = await reported(...words)
      if (inspected.kind === 'pth.error') expect([words, code]).toEqual([words, 2])
      else expect(documentsIn(html)['inspect']).toEqual(inspected)
    }
  })

  test('of a file that runs code is the verdict of scan, and no failure', async () => {
    const file = 'fixtures/hostile/runs-a-command.pth'
    const scanned = (await json('scan', file, '--json')) as { exit_code: number }
    const { html } = await reported(file)
    expect(documentsIn(html)['scan']).toEqual(scanned)
  })

  test('of a file that cannot be opened are the error and what scan says; the run fails as inspect does', async () => {
    for (const file of ['fixtures/truncated.pth', 'fixtures/no-such-file.pth', 'package.json']) {
      const inspected = await runCli('inspect', file)
      const { code, stderr, stdout, html } = await reported(file)
      expect([file, code, stdout]).toEqual([file, 2, ''])
      const [line = ''] = inspected.stderr.split('\n')
      expect(stderr).toContain(line)
      const documents = documentsIn(html)
      expect(documents['inspect']).toBeNull()
      expect(documents['error']).toEqual(await json('inspect', file, '--json'))
      expect(documents['scan']).toEqual(await json('scan', file, '--json'))
      expect(html).toContain(markup(line.slice(0, 60)))
    }
  })

  test('of another file that cannot be opened are those of the first, and the error', async () => {
    const { code, html } = await reported(RESNET, 'fixtures/truncated.pth')
    expect(code).toBe(2)
    const documents = documentsIn(html) as unknown as { error: object }
    expect(documents).toMatchObject({ inspect: { kind: 'pth.inspect' }, diff: null })
    expect(documents.error).toEqual(await json('inspect', 'fixtures/truncated.pth', '--json'))
  })

  test('of very many tensors are of the largest ones, and the sums of all', async () => {
    const inspect = (await json(
      'inspect',
      RESNET,
      '--stats',
      '--histogram',
      '*',
      '--json',
    )) as never as Inspected
    const { kept, leftOut } = boundedDocuments({ inspect: inspect as never }, { most: 10, mostHistograms: 4 })
    const bySize = inspect.tensors.toSorted((one, other) => other.bytes - one.bytes)
    const shown = (kept as { inspect: Inspected }).inspect
    expect(shown.tensors).toHaveLength(10)
    expect(new Set(shown.tensors)).toEqual(new Set(bySize.slice(0, 10)))
    expect(shown.tensors).toEqual(inspect.tensors.filter((tensor) => shown.tensors.includes(tensor)))
    const four = new Set(bySize.slice(0, 4).map(({ name }) => name))
    expect(new Set(shown.histograms?.map(({ name }) => name))).toEqual(four)
    expect(shown.totals).toEqual(inspect.totals)
    const bytes = bySize.slice(10).reduce((sum, tensor) => sum + tensor.bytes, 0)
    expect(leftOut).toEqual({ tensors: inspect.tensors.length - 10, bytes, histograms: 6 })
    expect(kept).toMatchObject({ left_out: leftOut })
  })
})

interface Inspected {
  readonly tensors: readonly { readonly name: string; readonly bytes: number }[]
  readonly totals: object
  readonly histograms?: readonly { readonly name: string; readonly edges: readonly number[] }[]
}

describe('the file', () => {
  test('has a policy of the digests of its one script and its one style, and asks for nothing', async () => {
    const { html } = await reported(RESNET, '--stats')
    const policy = policyOf(html)
    expect(policy.get('default-src')).toBe("'none'")
    expect(policy.get('script-src')).toBe(sourceHash(html, 'script type="module"'))
    expect(policy.get('style-src')).toBe(sourceHash(html, 'style'))
    expect([...policy.values()].join(' ')).not.toMatch(/unsafe|http|\*/)
    expect(html.match(/<script/g)).toHaveLength(2)
    expect(html.match(/<\/script/g)).toHaveLength(2)
    expect(html).not.toMatch(/\b(?:src|href|action)="(?!data:,")/)
  })

  test('says the same in lines where no script runs', async () => {
    const { html } = await reported('fixtures/diff/resnet18.pth', 'fixtures/diff/resnet18-head.schema.json')
    const [, text = ''] = /<div id="app"><pre[^>]*>([^]*?)<\/pre>/.exec(html) ?? []
    expect(text).toContain('124 expected')
    expect(text).toContain(
      markup((await runCli('inspect', 'fixtures/diff/resnet18.pth')).stdout.split('\n').at(-2) ?? ''),
    )
  })

  test('is not broken by any text', async () => {
    const hostile = '</script><script>alert(1)</script><!--<script>\u2028\u2029\ud800\u202e]]>&lt;"\'`${x}\0'
    const html = await renderHtml({
      title: hostile,
      script: 'globalThis.fine = true',
      style: 'body{}',
      documents: { inspect: hostile, ['__proto__']: hostile },
      text: hostile,
    })
    expect(documentsIn(html)['inspect']).toBe(hostile)
    expect(html.match(/<script/g)).toHaveLength(2)
    expect(html).not.toContain('<!--')
    expect(html).not.toContain('alert(1)</script>')
  })

  test('is not made with a script or a style that would end its element', async () => {
    const page = { title: '', documents: {}, text: '' }
    for (const script of ['"</script>"', '"</SCRIPT "', '"<!--"'])
      await expect(renderHtml({ ...page, script, style: '' })).rejects.toMatchObject({ code: 'INTERNAL' })
    await expect(renderHtml({ ...page, script: '', style: '</style>' })).rejects.toMatchObject({
      code: 'INTERNAL',
    })
  })

  test('is the same each time', async () => {
    const [one, other] = [await reported(RESNET, '--stats'), await reported(RESNET, '--stats')]
    expect(one.html).toBe(other.html)
  })

  test('with --json is described by a document', async () => {
    const { code, stdout, html } = await reported(RESNET, '--json')
    const document = JSON.parse(stdout)
    expect([code, documentErrors(document)]).toEqual([0, []])
    expect(document).toMatchObject({
      kind: 'pth.report',
      file: RESNET,
      other: null,
      bytes: Buffer.byteLength(html),
    })
    const failed = await reported('fixtures/truncated.pth', '--json')
    expect([failed.code, documentErrors(JSON.parse(failed.stdout))]).toEqual([2, []])
    expect(JSON.parse(failed.stdout).kind).toBe('pth.error')
  })
})

describe('what is there', () => {
  const earlier = '<!doctype html>\n<title>an earlier report</title>'

  test('is replaced only by --force, and only when it is a page', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'report.html')
      writeFileSync(path, earlier)
      const refused = await runCli('report', RESNET, '-o', path)
      expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('OUTPUT_EXISTS')])
      expect(readFileSync(path, 'utf8')).toBe(earlier)
      expect((await runCli('report', RESNET, '-o', path, '--force')).code).toBe(0)
      expect(readFileSync(path, 'utf8')).toContain('pth-documents')
      // An earlier report would be taken for this run's.
      expect((await runCli('report', 'fixtures/truncated.pth', '-o', path, '--force')).code).toBe(2)
      expect(documentsIn(readFileSync(path, 'utf8'))['inspect']).toBeNull()
    })
  })

  test('is never a checkpoint, another text or an input, whatever its name', async () => {
    await inFolder(async (folder) => {
      for (const [name, source] of [
        ['model.pth', RESNET],
        ['model.html', RESNET],
        ['model.safetensors', 'fixtures/convert/names.safetensors'],
        ['config.json', 'package.json'],
      ] as const) {
        const path = join(folder, name)
        copyFileSync(source, path)
        const before = readFileSync(path)
        for (const words of [['--force'], []]) {
          const { code } = await runCli('report', RESNET, '-o', path, ...words)
          expect([name, words, code]).toEqual([name, words, 2])
          expect(readFileSync(path).equals(before)).toBe(true)
        }
      }
      const input = join(folder, 'model.pth')
      const link = join(folder, 'link.html')
      symlinkSync(input, link)
      for (const path of [input, link]) {
        const { code, stderr } = await runCli('report', input, '-o', path, '--force')
        expect([code, stderr]).toEqual([2, expect.stringContaining('OUTPUT_IS_INPUT')])
      }
      expect(readFileSync(input).equals(readFileSync(RESNET))).toBe(true)
    })
  })

  test('stays where the line is wrong', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'report.html')
      writeFileSync(path, earlier)
      for (const words of [
        [RESNET, '--values'],
        [RESNET, '--strict'],
        [RESNET, 'package.json', 'x'],
        [RESNET, 'fixtures/diff/resnet18-head.schema.json', '--values'],
      ]) {
        const { code, stderr } = await runCli('report', ...words, '-o', path, '--force')
        expect([words, code, stderr]).toEqual([words, 2, expect.stringContaining('USAGE')])
        expect(readFileSync(path, 'utf8')).toBe(earlier)
      }
      const nowhere = await runCli('report', RESNET, '-o', join(folder, 'none', 'report.html'))
      expect([nowhere.code, nowhere.stderr]).toEqual([2, expect.stringContaining('REPORT_UNWRITABLE')])
      expect((await pth(['report', RESNET])).stderr).toContain('-o')
    })
  })
})
