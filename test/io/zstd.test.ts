/** Zstandard, held against what libzstd 1.5.7 (python-zstandard 0.25) packed. */
import { describe, expect, test } from 'vitest'
import { isPthError } from '../../src/errors.ts'
import { memorySource } from '../../src/io/source.ts'
import { zstdChunks } from '../../src/io/zstd/frame.ts'
import { bytes, u32 } from '../support/assembler.ts'

const layers = (count: number): string =>
  Array.from({ length: count }, (_, at) => `model.layers.${at}.self_attn.q_proj.weight\n`).join('')

/** What was packed, and what it was. */
const PACKED: readonly (readonly [what: string, packed: string, content: Uint8Array | string])[] = [
  ['nothing', 'KLUv/QAAAQAA', new Uint8Array(0)],
  ['a run', 'KLUv/aDgkwQAVAAAEAAAAQD7/znAAgIAEAADnwQA', new Uint8Array(300_000)],
  [
    'text that repeats, level 3',
    'KLUv/QAYNQgA0s4lGoA56QzJil+Uiwf6YYIZBCCllCmlZL8JAlEdd3d3d3dmZmZmZlVVVVVVRERERET///+/bdu23bZt25IkSZIz' +
      'MzMzU0oppZRSytzd3d3dmZmZmZlVVVVVVRERERER/f///7Zt23bbtm1LkiRJzszMzMxZ0V2OIRkQIDgUjIKEAuGQYBwkCeIQgBwL' +
      'oxgLxbGAQAzkAEgYBIDIqCH49v8MwDOq1RL4EQR+BYH34B/7////9////f//7///f/+/dufuu150WHJYblhqWGZYxLC8sLSwrLC4' +
      'KQwQQiEEYRhCIkRJCKIkxDC5Sa7IBbkel+NqXIzbWdyKdyvbspUtOZjcK0CrAg==',
    layers(200),
  ],
  [
    'text that repeats, level 19',
    'KLUv/QAYDQgAFtApGIBNsQEEggIAEDRME00ArOzunVI+TQCpEC0AHwAfAEV3x4lnRXebeFZ0FxAxFA6LREEwHo2AQ1lEIoIAIbFA' +
      'lFEgj2UiSCiJZcBQBHR3MPGs6O5c4lnR3bHEs6K7U4lnRXeHEs+K7s4TzwIdSjwrujtPPCu6O048K7o7TTwrujszTTwrujuZeFYB' +
      'eFZ0dzLxrOjuYOJZ0d25xLOiu2OJZ0V3pxLPiu6AyKgh4Gf/O+A1ljkS+BEE/hEEPsYfB8B5W38/+/P7/uXen/f9fvu678f/frtf' +
      'NWE3ABQNAKcD4ugQOFoATgfE0SFwtACcDgi0dkXdT+qyT5pN6xVgVwE=',
    layers(200),
  ],
  [
    'few values',
    'KLUv/QAApQcA5tY3BxCwDzISfh01ADUANADqGDWEGidcbKDgRdgAGzXE3idz4Z7tCQiImNasZGkL2TRRzjwi0VC155tp0MVOcq+J' +
      '1ZjSBYyrkTAa9QDK+pBZygemOkrgcPXHdCFJNZHSBn27glSnEyhbx8e3dCm9hnEC/iWJJ1aGuSY6rJrKOkqAndF9v7MpQ7kfrWV7' +
      'PWBS+6TwgY1KQJoDlZ75OWF7PhpdplgZeywoZses3V7jKMvzb1MX6sTs5EWRAOVO/wgaRnaHHHzRiZlVhCQl6neU1s0QFFAbC6tB' +
      'r+BNMSDdfUdGHgUA7yCaXdMVbLP3DoIpAU6hAQ==',
    Uint8Array.from({ length: 400 }, (_, at) => ((at * at * 7919) >> 9) % 23),
  ],
  [
    'a copy from far back, with a checksum',
    'KLUv/QQQvQgAlA1tb2RlbC5sYXllcnMuMC5zZWxmX2F0dG4ucV9wcm9qLndlaWdodAoxMjM0NTY3ODkxMTExMTExMTEyMjIyMjIy' +
      'MjIyMzMzMzMzMzMzMwA8eLXxLmqn4x9cmNURTorGAz98uPUxbarmI1+c2BRRjcoGQ3+7+DRxreomYp/bGFSRzQlGgr/7OHSw7Slm' +
      'ot8bV5TQDUmGwv47d7TwLWml4h5bl9QQTInFAj57t/MwbKnlIl6a1xNQjMkFQX669zNwrOglYZ7aF1OPzAhFgb76N3Ov7Chlod4a' +
      'VpPPKqgx7P1/ywFwMwryGBH8EMHvEF6n728mFpsKMG4XYAQwAAEwuSQRGZDyeBypMYySFq8isbv327XwlaWpG8QQjQ==',
    bytes(
      layers(40),
      Array.from({ length: 140 }, (_, at) => ((at * 40503) >> 7) & 255),
      layers(40),
    ),
  ],
]

async function unpack(packed: Uint8Array): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of zstdChunks(memorySource(packed))) chunks.push(chunk)
  return bytes(...chunks)
}

const decode = (packed: string): Uint8Array => new Uint8Array(Buffer.from(packed, 'base64'))

describe.each(PACKED)('%s', (_, packed, content) => {
  test('is unpacked', async () => {
    expect(Buffer.compare(await unpack(decode(packed)), bytes(content))).toBe(0)
  })

  test('cut off anywhere is refused', async () => {
    const whole = decode(packed)
    for (let length = 0; length < whole.length; length += 1)
      await expect(unpack(whole.subarray(0, length))).rejects.toMatchObject({ code: 'CONTAINER_INVALID' })
  })

  test('with any byte changed ends in content or in a typed error', async () => {
    const whole = decode(packed)
    for (let at = 0; at < whole.length; at += 1) {
      const changed = whole.slice()
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      const error: unknown = await unpack(changed).then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      expect(error === undefined || isPthError(error, 'CONTAINER_INVALID', 'LIMIT_EXCEEDED')).toBe(true)
    }
  })
})

test('frames one after another are one content, and frames to be skipped hold nothing', async () => {
  const [, first] = PACKED.find(([what]) => what.startsWith('few')) ?? []
  const frame = decode(first ?? '')
  const once = await unpack(frame)
  const skipped = bytes([0x53, 0x2a, 0x4d, 0x18], u32(3), 'abc')
  expect(await unpack(bytes(skipped, frame, skipped, frame))).toEqual(bytes(once, once))
})

test('a window over 128 MiB and a dictionary are refused', async () => {
  await expect(unpack(bytes([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x90, 1, 0, 0]))).rejects.toMatchObject({
    code: 'LIMIT_EXCEEDED',
  })
  await expect(unpack(bytes([0x28, 0xb5, 0x2f, 0xfd, 0x01, 0x00, 7, 1, 0, 0]))).rejects.toMatchObject({
    code: 'CONTAINER_INVALID',
  })
})
