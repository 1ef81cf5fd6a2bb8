/** Members of archives: the same tensors as torch.load of the extracted member gives, or an error by name. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { openBytes } from '../../src/checkpoint/open-memory.ts'
import type { Checkpoint } from '../../src/checkpoint/checkpoint.ts'
import { readEntry } from '../../src/checkpoint/read/read.ts'
import { tensors } from '../../src/checkpoint/tensors.ts'
import { DEFAULT_LIMITS } from '../../src/limits.ts'
import { FIXTURES, fixtureBytes } from '../fixtures.ts'
import { bytes } from '../support/assembler.ts'
import { expectCode } from '../support/errors.ts'
import { tarMember } from '../support/tar.ts'
import { buildZip } from '../support/zip.ts'

type Facts = Readonly<Record<string, { dtype: string; shape: readonly number[]; sha256: string }>>
const ANSWERS = JSON.parse(readFileSync(join(FIXTURES, 'members/members.json'), 'utf8')) as Record<
  string,
  Facts
>

function member(name: string): Uint8Array {
  return fixtureBytes(`members/${name}`)
}

function open(name: string, inside?: string): Promise<Checkpoint> {
  return openBytes(member(name), { name, ...(inside !== undefined && { member: inside }) })
}

/** Every tensor of the checkpoint, as the fixtures describe it. */
async function factsOf(checkpoint: Checkpoint): Promise<Facts> {
  const facts: Record<string, Facts[string]> = {}
  for (const entry of tensors(checkpoint)) {
    const { name, tensor } = entry
    const data = await readEntry(entry)
    const sha256 = createHash('sha256').update(data).digest('hex')
    facts[name] = { dtype: tensor.dtype?.name ?? '', shape: tensor.shape ?? [], sha256 }
  }
  return facts
}

function digests(facts: Facts): string[] {
  return Object.values(facts).map(({ sha256 }) => sha256)
}

/** A zip with one checkpoint, as `parts` changes it. */
function zipOf(part: Partial<Parameters<typeof buildZip>[0][number]> = {}): Uint8Array {
  return buildZip([{ name: 'a.pth', data: fixtureBytes('state_dict.pth'), ...part }])
}

describe('a member holds what torch.load of the extracted file gives', () => {
  test.each(Object.entries(ANSWERS).filter(([address]) => !address.includes('optimizer')))(
    '%s',
    async (address, expected) => {
      const [, file = '', inside = ''] = /^([^!]*)!(.*)$/.exec(address) ?? []
      const checkpoint = await open(file, inside)
      expect(checkpoint.name).toBe(address)
      expect(await factsOf(checkpoint)).toEqual(expected)
    },
  )

  test('the optimizer of stable-baselines3', async () => {
    const expected = ANSWERS['ppo.zip!policy.optimizer.pth'] ?? {}
    const found = await factsOf(await open('ppo.zip', 'policy.optimizer.pth'))
    expect(digests(found).toSorted()).toEqual(digests(expected).toSorted())
  })
})

describe('an archive without a member', () => {
  test.each([
    ['plain.nemo', 'model_weights.ckpt inside plain.nemo (tar archive): the only checkpoint of its 5 files'],
    [
      'packed.nemo',
      'model_weights.ckpt inside packed.nemo (tar.gz archive): the only checkpoint of its 5 files',
    ],
    ['download.zip', 'checkpoints/plain.pth inside download.zip (zip archive): its only file'],
    ['hub.zip', 'model.safetensors inside hub.zip (zip archive): the only checkpoint of its 3 files'],
    ['legacy.pth.gz', 'legacy.pth inside legacy.pth.gz (gzip file): its only file'],
    ['ppo.zip', 'policy.pth inside ppo.zip (written by stable-baselines3 2.9.2)'],
  ])('%s shows its checkpoint and says which', async (name, words) => {
    const checkpoint = await open(name)
    const [note] = checkpoint.notes
    expect(note?.code).toBe('MEMBER_OPENED')
    expect(note?.message).toContain(words)
    expect(await factsOf(checkpoint)).toEqual(ANSWERS[checkpoint.name])
  })

  test('stable-baselines3: the policy is shown, the rest is named', async () => {
    const { notes } = await open('ppo.zip')
    const [opened, pickles] = notes.map(({ message }) => message)
    expect(opened).toContain('pytorch_variables.pth, policy.optimizer.pth')
    expect(pickles).toContain('data inside the archive is JSON with 1 pickle in base64')
  })

  test('an archive in an archive is entered when there is no checkpoint; a pickle without tensors is none', async () => {
    expect((await open('nested.zip')).name).toBe('nested.zip!b.nemo!model_weights.ckpt')
  })

  test('several checkpoints are listed with a line to type', async () => {
    const error = await expectCode(open('two.zip'), 'MEMBER_UNCLEAR')
    expect(error.message).toContain('a.pth (')
    expect(error.message).toContain("pth inspect 'two.zip!a.pth'")
  })

  test('one without a checkpoint lists what it contains', async () => {
    const error = await expectCode(
      openBytes(buildZip([{ name: 'notes.txt', data: bytes('text') }])),
      'FORMAT_UNSUPPORTED',
    )
    expect(error.message).toContain('"notes.txt"')
  })

  test('weights of torch.distributed.checkpoint inside are named', async () => {
    const parts = ['model/.metadata', 'model/__0_0.distcp'].map((name) => ({ name, data: bytes('x') }))
    const error = await expectCode(openBytes(buildZip(parts)), 'FORMAT_UNSUPPORTED')
    expect(error.message).toContain('torch.distributed.checkpoint')
  })
})

describe('names are exact', () => {
  test('a name that is not there is refused with a near one', async () => {
    const error = await expectCode(open('plain.nemo', 'model_wieghts.ckpt'), 'MEMBER_MISSING')
    expect(error.message).toContain('did you mean model_weights.ckpt?')
  })

  test.each(['../plain.nemo', '/etc/passwd', 'MODEL_WEIGHTS.CKPT', '', 'folder/', 'model_weights.ckpt!x'])(
    'nothing but a name in the archive: %j',
    async (name) => {
      const error = await expectCode(open('plain.nemo', name), 'MEMBER_MISSING')
      expect(error.details.member).toBe(name.split('!').at(-1))
    },
  )

  test('a leading ./ counts on neither side', async () => {
    expect((await open('plain.nemo', './model_weights.ckpt')).name).toBe('plain.nemo!model_weights.ckpt')
  })

  test('a checkpoint that is no archive has no members', async () => {
    const error = await expectCode(
      openBytes(fixtureBytes('stream-two-dtypes.pth'), { member: 'a' }),
      'FORMAT_UNSUPPORTED',
    )
    expect(error.message).toContain('has no member "a"')
  })

  test('the link of a tar is not followed', async () => {
    const error = await expectCode(open('gnu-long.tar', 'latest'), 'MEMBER_MISSING')
    expect(error.message).toContain('a symbolic link')
  })
})

describe('hostile archives', () => {
  const state = fixtureBytes('state_dict.pth')

  test.each([
    ['another CRC-32', zipOf({ deflate: true, crc: 1 }), 'ZIP_INVALID'],
    ['a size that is too small', zipOf({ deflate: true, size: 100 }), 'ZIP_INVALID'],
    ['a size that is too large', zipOf({ deflate: true, size: state.length + 1 }), 'ZIP_INVALID'],
    ['a size that no stream can have', zipOf({ deflate: true, size: 2 ** 31 }), 'LIMIT_EXCEEDED'],
    ['encryption', zipOf({ flags: 1 }), 'FORMAT_UNSUPPORTED'],
    ['another name at the data', zipOf({ localName: 'b.pth' }), 'ZIP_AMBIGUOUS'],
    ['a cut gzip', gzipSync(state).subarray(0, 300), 'CONTAINER_INVALID'],
    ['a gzip whose data differ', flipped(gzipSync(state), -6), 'CONTAINER_INVALID'],
    ['a tar that is cut', bytes(tarMember('a.pth', state)).subarray(0, 700), 'SOURCE_TRUNCATED'],
    ['an impossible tar size', tarMember('a.pth', state, { size: '77777777777' }), 'SOURCE_TRUNCATED'],
    ['sparse files', tarMember('a.pth', state, { type: 'S' }), 'CONTAINER_INVALID'],
  ] as const)('%s is refused', async (_, data, code) => {
    await expectCode(openBytes(data), code)
  })

  test('a name twice is not opened', async () => {
    const twice = buildZip(['a.pth', 'a.pth'].map((name) => ({ name, data: state })))
    for (const options of [{ member: 'a.pth' }, {}]) {
      const error = await expectCode(openBytes(twice, options), 'MEMBER_UNCLEAR')
      expect(error.message).toContain('several files called "a.pth"')
    }
  })

  test('what is unpacked has a budget, and the message its flag', async () => {
    const zeros = new Uint8Array(1 << 20)
    zeros.set(fixtureBytes('stream-two-dtypes.pth'))
    const limits = { ...DEFAULT_LIMITS, unpackedBytes: 1 << 16 }
    for (const bomb of [gzipSync(zeros), zipOf({ data: zeros, deflate: true })]) {
      const error = await expectCode(openBytes(bomb, { limits }), 'LIMIT_EXCEEDED')
      expect(error.message).toContain('--max-unpacked-bytes')
    }
  })

  test('archives in archives end at a depth', async () => {
    let nest = state
    for (let level = 0; level < 9; level += 1) nest = buildZip([{ name: 'a.zip', data: nest }])
    const error = await expectCode(openBytes(nest), 'LIMIT_EXCEEDED')
    expect(error.message).toContain('--max-nesting')
    expect(
      (await openBytes(nest, { limits: { ...DEFAULT_LIMITS, nesting: 9 } })).stateDict.tensors.length,
    ).toBe((await openBytes(state)).stateDict.tensors.length)
  })

  test('a stored member without checksums of its own is held to that of the archive when it is read', async () => {
    const plain = buildZip([{ name: 'm.safetensors', data: safetensors(), crc: 7 }])
    const checkpoint = await openBytes(plain)
    const [entry] = checkpoint.stateDict.tensors
    if (entry === undefined) throw new Error('a tensor was expected')
    const error = await expectCode(readEntry(entry), 'ZIP_INVALID')
    expect(error.message).toContain('CRC-32')
  })
})

function flipped(data: Uint8Array, at: number): Uint8Array {
  const copy = data.slice()
  copy[copy.length + at] = (copy.at(at) ?? 0) ^ 1
  return copy
}

function safetensors(): Uint8Array {
  const header = '{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} '
  return bytes([header.length, 0, 0, 0, 0, 0, 0, 0], header, [1, 2, 3, 4])
}

test('deflated bytes with something behind them are refused', async () => {
  const packed = bytes(new Uint8Array(deflateRawSync(fixtureBytes('state_dict.pth'))), [1, 2, 3])
  const data = zipOf({ data: packed, method: 8, size: fixtureBytes('state_dict.pth').length })
  await expectCode(openBytes(data), 'ZIP_INVALID')
})
