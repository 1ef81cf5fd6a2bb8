/** The library's verbs, as a program that imports the package calls them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import {
  convertFile,
  convertTo,
  memorySink,
  openBlob,
  openBytes,
  openPath,
  readTensor,
  readTyped,
  tensors,
} from '../src/node.ts'
import { FIXTURES, fixtureBytes } from './fixtures.ts'

const FILE = 'resnet18.pth'

test('a Blob and bytes give the same tensors', async () => {
  const bytes = fixtureBytes(FILE)
  const inMemory = await openBytes(bytes, { name: FILE })
  const blob = await openBlob(new Blob([new Uint8Array(bytes)]), { name: FILE })
  expect([...tensors(blob)].map(({ name }) => name)).toEqual([...tensors(inMemory)].map(({ name }) => name))
  expect(await readTensor(blob, 'fc.bias')).toEqual(await readTensor(inMemory, 'fc.bias'))
})

test('a float32 tensor comes as Float32Array over the same bytes', async () => {
  const checkpoint = await openBytes(fixtureBytes(FILE))
  const { dtype, shape, data } = await readTyped(checkpoint, 'fc.bias')
  expect([dtype.name, shape, data.constructor.name]).toEqual(['float32', [1000], 'Float32Array'])
  expect(new Uint8Array(data.buffer)).toEqual(await readTensor(checkpoint, 'fc.bias'))
})

test('a 64-bit integer comes as BigInt64Array', async () => {
  const checkpoint = await openBytes(fixtureBytes(FILE))
  const { data } = await readTyped(checkpoint, 'bn1.num_batches_tracked')
  expect(data.constructor.name).toBe('BigInt64Array')
})

test('one call converts into a sink, and one call into a file: the same bytes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pth-library-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const output = join(folder, 'model.safetensors')
  const { checkpoint, close } = await openPath(join(FIXTURES, FILE))
  onTestFinished(close)
  const sink = memorySink()
  const { byteLength } = await convertTo(checkpoint, sink)
  const result = await convertFile(join(FIXTURES, FILE), output, { verify: true })
  expect(result).toMatchObject({ files: [output], byteLength, verified: 122, differences: [] })
  expect(Buffer.compare(readFileSync(output), sink.bytes())).toBe(0)
})

test('convertFile refuses to write over its input', async () => {
  const path = join(FIXTURES, FILE)
  await expect(convertFile(path, path, { force: true })).rejects.toMatchObject({ code: 'OUTPUT_IS_INPUT' })
})
