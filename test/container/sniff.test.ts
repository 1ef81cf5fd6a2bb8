/** What a file is, by its content. */
import { expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { sniff } from '../../src/container/sniff.ts'
import { memorySource } from '../../src/io/source.ts'
import { bytes, u64 } from '../support/assembler.ts'
import { openBytes } from '../support/archive.ts'
import { expectCode } from '../support/errors.ts'

const LFS =
  'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n'

test.each([
  ['a Git LFS pointer', bytes(LFS)],
  ['a web page', bytes('<!DOCTYPE html><html><body>404</body></html>')],
  ['zlib, as joblib compresses', bytes([0x78, 0x5e, 0x35, 0xd7, 0x3b])],
  ['7-zip', bytes('7z', [0xbc, 0xaf, 0x27, 0x1c, 0, 4])],
  ['zstd', bytes([0x28, 0xb5, 0x2f, 0xfd, 0, 0])],
  ['an empty file', bytes()],
  ['an empty zip', bytes('PK\x05\x06', new Uint8Array(18))],
  ['GGML', bytes('tjgg', [3, 0, 0, 0])],
  ['a text', bytes('What is this?')],
  ['a JSON file', bytes('{"a": [1, 2]}\n')],
  [
    'an answer of a hub',
    bytes('Access to model meta-llama/Llama-2-7b is restricted and you are not in the authorized list.'),
  ],
  ['HDF5', bytes([0x89], 'HDF\r\n\x1a\n')],
  ['npy', bytes([0x93], 'NUMPY\x01\x00')],
  ['the preview container', bytes('PYTORCH1', new Uint8Array(8))],
])('%s is named, not called corrupt', async (_, data) => {
  await expectCode(openBytes(data), 'FORMAT_UNSUPPORTED')
})

test('safetensors under another name is safetensors', async () => {
  expect(await sniff(memorySource(bytes(u64(8), '{}      '), 'pytorch_model.bin'))).toBe('safetensors')
})

test('what nobody knows is called unknown, with its first bytes', async () => {
  const error = await expectCode(
    openCheckpoint(memorySource(bytes('What is this?', [0]), 'x.pth')),
    'FORMAT_UNKNOWN',
  )
  expect(error.details.head).toContain('57 68 61 74')
})

test('a safetensors header whose length looks like the signature of gzip is a header', async () => {
  const header = '{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}'.padEnd(0x8b1f, ' ')
  const checkpoint = await openBytes(bytes(u64(0x8b1f), header, [1, 2, 3, 4]))
  expect(checkpoint.stateDict.tensors.map(({ name }) => name)).toEqual(['w'])
})
