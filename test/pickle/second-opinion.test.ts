/** pickleparser, written by others, builds what our machine builds from every fixture pickle that it can read. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readZipDirectory } from '../../src/zip/directory.ts'
import { openEntry } from '../../src/zip/content.ts'
import { memorySource } from '../../src/io/source.ts'
import { parsePickle } from '../../src/pickle/machine.ts'
import { ours, theirs } from './second-opinion.ts'

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures')

interface Compared {
  readonly agree: string[]
  readonly differ: string[]
  /** pickleparser throws. */
  readonly unread: string[]
}

function compare(pickles: readonly (readonly [name: string, pickle: Uint8Array])[]): Compared {
  const result: Compared = { agree: [], differ: [], unread: [] }
  for (const [name, pickle] of pickles) {
    let other: unknown
    try {
      other = theirs(pickle)
    } catch {
      result.unread.push(name)
      continue
    }
    const same = JSON.stringify(ours(parsePickle(pickle).value)) === JSON.stringify(other)
    if (same) result.agree.push(name)
    else result.differ.push(name)
  }
  return result
}

/** Whether PyTorch refuses the fixture: some have no directory. */
function refused(name: string): boolean {
  const answer = join(FIXTURES, `${name}.expected.json`)
  return existsSync(answer) && readFileSync(answer, 'utf8').includes('"answer": "refused"')
}

async function fixturePickles(): Promise<(readonly [string, Uint8Array])[]> {
  const manifest: { files: Record<string, unknown> } = JSON.parse(
    readFileSync(join(FIXTURES, 'manifest.json'), 'utf8'),
  )
  const pickles: (readonly [string, Uint8Array])[] = []
  for (const name of Object.keys(manifest.files)) {
    const data = new Uint8Array(readFileSync(join(FIXTURES, name)))
    if (data[0] !== 0x50 || refused(name)) continue
    const source = memorySource(data, name)
    for (const entry of (await readZipDirectory(source)).entries) {
      if (!/\/data\.pkl$/i.test(entry.name)) continue
      pickles.push([name, await (await openEntry(source, entry)).read(0, entry.size)])
    }
  }
  return pickles
}

test('the pickles of the committed checkpoints', async () => {
  const { agree, differ, unread } = compare(await fixturePickles())
  process.stdout.write(
    `pickleparser reads ${agree.length + differ.length} fixture pickles, ${unread.length} it cannot\n`,
  )
  expect(agree.length).toBeGreaterThan(30)
  expect(differ).toEqual([])
  // A LONG1 of more than eight bytes, and calls of calls, are more than it can do.
  expect(unread).toEqual(['int-keys.pth', 'integers.pth', 'objects.pth'])
})

test('the pickles of every opcode', () => {
  const { cases }: { cases: readonly { name: string; pickle: string; value?: unknown }[] } = JSON.parse(
    readFileSync(join(FIXTURES, 'pickle-opcodes.json'), 'utf8'),
  )
  const valid = cases.filter(({ value }) => value !== undefined)
  const { agree, differ, unread } = compare(
    valid.map(({ name, pickle }) => [name, new Uint8Array(Buffer.from(pickle, 'base64'))]),
  )
  process.stdout.write(`pickleparser and pth agree on ${agree.length} of ${valid.length} opcode pickles\n`)
  expect(agree.length).toBeGreaterThan(120)
  // CPython judged each of these in opcodes.test.ts, and our machine agrees with it.
  expect(differ).toEqual([
    // It reads integers past 2^53 as floats, and inf as NaN.
    'ints-0',
    'ints-1',
    'floats-0',
    // It takes raw-unicode-escape as it stands, and lone surrogates for bad UTF-8.
    'texts-0',
    'texts-1',
    'texts-2',
    'texts-3',
    'texts-4',
    'texts-5',
    'bytes-0',
    'int-lines',
    'long-lines',
    'float-lines',
    'string-lines',
    'unicode-lines',
    // It has no bytes for a Python 2 str, no entries from DICT, and keeps True and 1 as two keys.
    'binstring',
    'binunicode-surrogate',
    'list-and-dict',
    'one-and-true-as-keys',
    'build',
  ])
  expect(unread.length).toBeLessThan(20)
})
