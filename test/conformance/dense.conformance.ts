/** Writes out random sparse and quantized tensors and compares with to_dense() and dequantize() of PyTorch, bit for bit. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readDense } from '../../src/checkpoint/read/dense.ts'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { memorySource } from '../../src/io/source.ts'
import { zooFolder } from './zoo.ts'

const files = ['dense-2.13', 'dense-1.13'].flatMap((folder) =>
  readdirSync(join(zooFolder(), folder))
    .filter((name) => name.endsWith('.pth'))
    .map((name) => join(folder, name)),
)

test('both versions wrote tensors of every kind', () => {
  for (const name of ['dense-2.13/dense-bfloat16-0.pth', 'dense-1.13/dense-quint4x2-0.pth'])
    expect(files).toContain(name)
})

test.each(files)('%s', async (file) => {
  const path = join(zooFolder(), file)
  const answers: Record<string, string | null> = JSON.parse(
    readFileSync(path.replace(/\.pth$/, '.dense.json'), 'utf8'),
  )
  const checkpoint = await openCheckpoint(memorySource(new Uint8Array(readFileSync(path)), file))
  const found: [string, string][] = []
  for (const [name, answer] of Object.entries(answers)) {
    if (answer === null) continue
    const { bytes } = await readDense(checkpoint, name)
    found.push([name, createHash('sha256').update(bytes).digest('hex')])
  }
  expect(found).toEqual(Object.entries(answers).filter(([, answer]) => answer !== null))
})
