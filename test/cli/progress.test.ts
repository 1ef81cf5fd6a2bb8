import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newProgress, newStagedProgress } from '../../src/cli/progress.ts'
import { FIXTURES } from '../fixtures.ts'
import { inFolder, pth } from './harness.ts'

const MIB = 1048576

/** A terminal that remembers what it was sent. */
function terminal(isTTY = true): {
  text: string
  write(more: string): Promise<void>
  isTTY: boolean
  columns: number
} {
  return {
    text: '',
    async write(more) {
      this.text += more
    },
    isTTY,
    columns: 80,
  }
}

test('a bar with rate and time left, on a terminal alone, gone at the end', async () => {
  let time = 0
  const stream = terminal()
  const progress = newProgress(stream, 'writing', () => time)
  time = 2000
  progress.update(2 * MIB, 8 * MIB)
  expect(stream.text).toContain(' 25 %')
  expect(stream.text).toContain('1.0 MiB/s  6 s left')
  await progress.finish()
  expect(stream.text.endsWith('\r\u001b[K')).toBe(true)
  const pipe = terminal(false)
  newProgress(pipe, 'writing', () => time).update(1, 2)
  expect(pipe.text).toBe('')
})

test('every stage has its own rate, also when stages take turns', () => {
  let time = 0
  const stream = terminal()
  const progress = newStagedProgress(stream, () => time)
  const drawn = (at: number, ...[stage, done]: [string, number]): string => {
    time = at
    stream.text = ''
    progress.update(stage, done * MIB, 8 * MIB)
    return stream.text
  }
  expect(drawn(0, 'writing', 0)).toContain('writing  8.0 MiB')
  expect(drawn(2000, 'writing', 4)).toContain('2.0 MiB/s  2 s left')
  expect(drawn(2001, 'syncing', 0)).toContain('syncing  8.0 MiB')
  expect(drawn(6001, 'syncing', 4)).toContain('1.0 MiB/s  4 s left')
  // 2,001 ms of writing before, 1,999 now.
  expect(drawn(6001, 'writing', 4)).toContain('2.0 MiB/s')
  expect(drawn(8000, 'writing', 8)).toContain('2.0 MiB/s  0 s left')
})

test('each command that reads a whole file shows its stages on a terminal, and nothing in a pipe', async () => {
  await inFolder(async (folder) => {
    const output = join(folder, 'x.safetensors')
    const file = join(FIXTURES, 'convert/tied.pth')
    const cases: [string[], string[]][] = [
      [
        ['convert', file, '-o', output, '--verify', '--force'],
        ['writing', 'syncing', 'verifying'],
      ],
      [['lock', file], ['hashing']],
      [
        ['verify', file, '--finite'],
        ['verifying checksums', 'verifying values'],
      ],
      [['diff', file, file, '--values'], ['comparing values']],
    ]
    for (const [argv, labels] of cases) {
      const { stderr } = await pth(argv, { watched: true })
      expect([argv, ...stages(stderr)]).toEqual([argv, ...labels])
      expect(stages((await pth(argv)).stderr)).toEqual([])
    }
  })
})

/** Labels of the bars in the order in which each was first drawn. */
function stages(text: string): string[] {
  const labels = text.split('\r').map((drawn) => /^([a-z ]+?) (?: ?\[| ?\d)/.exec(drawn)?.[1])
  return [...new Set(labels.flatMap((label) => label ?? []))]
}
