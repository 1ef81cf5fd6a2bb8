/** Which files of a folder are checkpoints: what PyTorch and NumPy wrote is, what stands beside it is not. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { looksLikeCheckpoint } from '../../src/container/looks-like.ts'
import { memorySource } from '../../src/io/source.ts'
import { KINDS } from '../checkpoint/kinds.ts'
import { FIXTURES } from '../fixtures.ts'
import { buildZip } from '../support/zip.ts'

const SUFFIX = /\.(pth|pt|ptl|pt2|npz|safetensors|bin|ckpt)$/
const written = [FIXTURES, KINDS].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => SUFFIX.test(name))
    .map((name) => join(folder, name)),
)

test.each(written)('%s', async (path) => {
  expect(await looksLikeCheckpoint(memorySource(readFileSync(path), path))).toBe(true)
})

const text = (value: string): Uint8Array => new TextEncoder().encode(value)

test.each([
  ['an empty file', new Uint8Array()],
  ['a README', text('# A model\n')],
  ['a text that begins as a tuple does', text('(to be written)\n')],
  ['a config', text('{"model_type": "bert"}')],
  ['a script', text('import torch\n')],
  ['an image', new Uint8Array([0x89, ...text('PNG\r\n'), 0x1a, 0x0a, 0, 0, 0, 13])],
  ['a SentencePiece model', new Uint8Array([10, 14, 10, 5, ...text('<unk>'), 21, 0, 0, 0, 0, 24, 2])],
  ['a zip of images', buildZip([{ name: 'images/0.jpg', data: text('x') }])],
])('%s is not one', async (_, bytes) => {
  expect(await looksLikeCheckpoint(memorySource(bytes, 'x'))).toBe(false)
})
