import { expect, test } from 'vitest'
import { openBytes } from '../../src/checkpoint/open-memory.ts'
import { runCli } from '../cli/harness.ts'

function file(metadata: Readonly<Record<string, string>> | null): Uint8Array {
  const header = {
    ...(metadata !== null && { __metadata__: metadata }),
    x: { dtype: 'U8', shape: [1], data_offsets: [0, 1] },
  }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const bytes = new Uint8Array(8 + text.length + 1)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true)
  bytes.set(text, 8)
  return bytes
}

// transformers 4.44.2, modeling_utils.py: metadata.get("format") not in ["pt", "tf", "flax", "mlx"] raises OSError.
test.each([
  [null, 'no "format"'],
  [{}, 'no "format"'],
  [{ format: 'np' }, 'the "format" "np"'],
  [{ format: 'pt' }, null],
  [{ format: 'mlx' }, null],
])('metadata %j', async (metadata, told) => {
  const { notes } = await openBytes(file(metadata), { name: 'x.safetensors' })
  const missing = notes.filter(({ code }) => code === 'FORMAT_METADATA_MISSING')
  expect(missing.map(({ message }) => message)).toEqual(told === null ? [] : [expect.stringContaining(told)])
})

test('pth explain says what to type', async () => {
  const { stdout } = await runCli('explain', 'FORMAT_METADATA_MISSING')
  expect(stdout.replace(/\s+/g, ' ')).toContain('--metadata format=pt')
})
