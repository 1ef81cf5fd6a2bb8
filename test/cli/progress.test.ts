import { expect, test } from 'vitest'
import { newProgress } from '../../src/cli/progress.ts'

test('a bar with rate and time left, on a terminal alone, gone at the end', async () => {
  let text = ''
  let time = 0
  const stream = { write: async (more: string) => void (text += more), isTTY: true, columns: 80 }
  const progress = newProgress(stream, 'writing', () => time)
  time = 2000
  progress.update(2 * 1048576, 8 * 1048576)
  expect(text).toContain(' 25 %')
  expect(text).toContain('1.0 MiB/s  6 s left')
  await progress.finish()
  expect(text.endsWith('\r\u001b[K')).toBe(true)
  text = ''
  newProgress({ ...stream, isTTY: false }, 'writing', () => time).update(1, 2)
  expect(text).toBe('')
})
