/** A file that is cut anywhere: what is called complete is bit for bit what PyTorch read from the whole file. */
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { readEntry } from '../../src/checkpoint/read/read.ts'
import { isPthError } from '../../src/errors.ts'
import { newSha256 } from '../../src/node/hash.ts'
import { memorySource } from '../../src/io/source.ts'
import { SALVAGE } from '../../src/salvage.ts'
import { expectedOf, fixtureBytes } from '../fixtures.ts'

async function salvaged(bytes: Uint8Array, bigEndian = false): Promise<ReadonlyMap<string, string> | string> {
  try {
    const checkpoint = await openCheckpoint(memorySource(bytes, 'cut.pth'), { salvage: true, root: '$' })
    const digests = new Map<string, string>()
    // Such a note says that multi-byte values are no certain ones: a file zipped by hand may tell its order last.
    if (checkpoint.notes.some(({ code }) => code === 'BYTE_ORDER_ASSUMED') && bigEndian)
      return 'BYTE_ORDER_ASSUMED'
    for (const { name, tensor } of checkpoint.stateDict.tensors) {
      if (tensor.problem !== null || 'parts' in tensor) continue
      const hasher = newSha256()
      hasher.update(await readEntry({ name, tensor }))
      digests.set(name, hasher.hex())
    }
    return digests
  } catch (error) {
    if (isPthError(error)) return error.code
    throw error
  }
}

/** Where the data of a record begins: after its name stands the extra field, then this text or these bytes. */
function endOfHeader(bytes: Uint8Array, name: string): number {
  const text = new TextDecoder('latin1').decode(bytes)
  const at = text.indexOf(name)
  const extra = new DataView(bytes.buffer, bytes.byteOffset).getUint16(at - 2, true)
  return at + name.length + extra
}

describe('salvage of a zip archive', () => {
  test.each([
    'state_dict.pth',
    'dtypes.pth',
    'big-endian.pth',
    'deflated.pth',
    'zip64.pth',
    'empty.pth',
    'upper-case.pth',
    'storages-first.pth',
  ])(
    '%s cut at any byte gives only true tensors',
    async (file) => {
      const whole = fixtureBytes(file)
      const wanted = new Map(expectedOf(file).tensors?.map(({ name, sha256 }) => [name, sha256]))
      const step = Math.max(1, Math.floor(whole.length / 400))
      let most = 0
      for (let end = 1; end < whole.length; end += step) {
        const found = await salvaged(whole.subarray(0, end), file === 'big-endian.pth')
        if (typeof found === 'string') {
          expect([
            'PICKLE_TRUNCATED',
            'ENTRY_MISSING',
            'FORMAT_UNKNOWN',
            'SOURCE_TRUNCATED',
            'BYTE_ORDER_ASSUMED',
          ]).toContain(found)
          continue
        }
        for (const [name, sha256] of found) expect([end, name, sha256]).toEqual([end, name, wanted.get(name)])
        most = Math.max(most, found.size)
      }
      // Without its last bytes a file still holds every tensor.
      expect(most).toBe(wanted.size)
    },
    60_000,
  )

  test('a tensor is complete from the very byte at which its storage ends', async () => {
    const whole = fixtureBytes('state_dict.pth')
    const end = endOfHeader(whole, 'state_dict/data/0') + 24
    const before = await salvaged(whole.subarray(0, end - 1))
    const after = await salvaged(whole.subarray(0, end))
    expect([...(before instanceof Map ? before.keys() : [])]).toEqual([])
    expect([...(after instanceof Map ? after.keys() : [])]).toEqual(['state_dict.weight'])
  })

  test('a storage whose header is not there is not taken from where it should be', async () => {
    const whole = fixtureBytes('state_dict.pth').slice()
    const text = new TextDecoder('latin1').decode(whole)
    whole.set(new TextEncoder().encode('state_dict/data/x'), text.indexOf('state_dict/data/0'))
    const found = await salvaged(whole.subarray(0, whole.length - 30))
    expect([...(found instanceof Map ? found.keys() : [])]).not.toContain('state_dict.weight')
  })

  test('a descriptor that disagrees with the object graph is not believed over it', async () => {
    const whole = fixtureBytes('state_dict.pth').slice()
    const descriptor = endOfHeader(whole, 'state_dict/data/0') + 24
    whole[descriptor + 8] = 23
    const found = await salvaged(whole.subarray(0, whole.length - 30))
    expect([...(found instanceof Map ? found.keys() : [])]).not.toContain('state_dict.weight')
  })

  test('a storage that is cut is told with the bytes that are there, one behind it as missing', async () => {
    const checkpoint = await openCheckpoint(memorySource(fixtureBytes('cut-in-storage.pth'), 'cut.pth'), {
      salvage: true,
    })
    const problems = checkpoint.stateDict.tensors.map(({ name, tensor }) => [name, tensor.problem])
    expect(problems).toEqual([
      ['weight', null],
      ['bias', expect.stringContaining('has 20 bytes, 32 are declared')],
      ['half', expect.stringContaining('is missing')],
      ['view', null],
    ])
  })

  test('a whole file is opened as always', async () => {
    const checkpoint = await openCheckpoint(memorySource(fixtureBytes('state_dict.pth'), 'a.pth'), {
      salvage: true,
    })
    expect(checkpoint.notes.map(({ code }) => code)).not.toContain('ARCHIVE_CUT_OFF')
  })

  test('without the option the error tells the size of the file and what to try', async () => {
    const error: unknown = await openCheckpoint(memorySource(fixtureBytes('truncated.pth'), 'a.pth')).catch(
      (caught: unknown) => caught,
    )
    expect(isPthError(error, 'ZIP_INVALID')).toBe(true)
    expect(String(error)).toMatch(/2,179 bytes.*--salvage/)
  })
})

describe('salvage of a legacy stream', () => {
  test('cut at any byte gives only true tensors', async () => {
    const file = 'stream-two-dtypes.pth'
    const whole = fixtureBytes(file)
    const wanted = new Map(expectedOf(file).tensors?.map(({ name, sha256 }) => [name, sha256]))
    let some = 0
    for (let end = 1; end < whole.length; end += 1) {
      const found = await salvaged(whole.subarray(0, end))
      if (typeof found === 'string') continue
      for (const [name, sha256] of found) expect(sha256).toBe(wanted.get(name))
      some += found.size
    }
    expect(some).toBeGreaterThan(0)
  })
})

test.each(['state_dict.pth', 'empty.pth', 'stream-views.pth', 'dtypes.pth'])(
  '%s cut at any byte: to salvage it is advised only where something is salvaged',
  async (file) => {
    const whole = fixtureBytes(file)
    const step = Math.max(1, Math.floor(whole.length / 400))
    const advised = { yes: 0, no: 0 }
    for (let end = 1; end < whole.length; end += step) {
      const cut = whole.subarray(0, end)
      const error = await openCheckpoint(memorySource(cut, 'cut.pth')).catch((caught: unknown) => caught)
      if (!isPthError(error)) continue
      const advises = error.message.includes(SALVAGE)
      advised[advises ? 'yes' : 'no'] += 1
      const found = await salvaged(cut)
      if (advises) expect([end, typeof found]).toEqual([end, 'object'])
      if (error.code === 'PICKLE_TRUNCATED') expect([end, found]).toEqual([end, 'PICKLE_TRUNCATED'])
    }
    expect(advised.no).toBeGreaterThan(10)
  },
)
