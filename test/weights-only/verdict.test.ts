/** What torch.load(weights_only=True) answers, call by call; every expectation was asked of PyTorch 2.13. */
import { describe, expect, test } from 'vitest'
import { memorySource } from '../../src/io/source.ts'
import { weightsOnlyVerdict } from '../../src/weights-only/verdict.ts'
import { plainParts } from '../support/archive.ts'
import { bytes, int, program, text } from '../support/assembler.ts'
import type { Part } from '../support/assembler.ts'
import { buildZip } from '../support/zip.ts'
import type { ZipPart } from '../support/zip.ts'

type Answer = 'accepts' | 'refuses' | 'undetermined'

/** The persistent id of the six floats. */
function floats(key: Part, location: Part): Uint8Array {
  return bytes('(', text('storage'), 'ctorch\nFloatStorage\n', key, location, int(6), 'tQ')
}

const FLOATS = floats(text('0'), text('cpu'))
const HOOKS = 'ccollections\nOrderedDict\n)R'

function tensor(size: Part, stride: Part, offset: Part = int(0), gradient = '\x89'): Uint8Array {
  return bytes('ctorch._utils\n_rebuild_tensor_v2\n(', FLOATS, offset, size, stride, gradient, HOOKS, 'tR')
}

function called(name: string, ...args: readonly Part[]): Uint8Array {
  return bytes(`c${name}\n(`, ...args, 'tR')
}

const LONGS: ZipPart = {
  name: 'archive/data/1',
  data: new Uint8Array(BigInt64Array.of(2n, 3n, 1n, 1n, 0n, 2n).buffer),
}
const INTEGER = bytes('(', text('storage'), 'ctorch\nLongStorage\n', text('1'), text('cpu'), int(6), 'tQ')

/** An int64 tensor of the second record. */
function longs(size: Part, stride: Part, offset: Part): Uint8Array {
  return bytes('ctorch._utils\n_rebuild_tensor\n(', INTEGER, offset, size, stride, 'tR')
}

function version3(gradient: string): Uint8Array {
  return called(
    'torch._utils\n_rebuild_tensor_v3',
    FLOATS,
    int(0),
    ROW,
    STEP,
    gradient,
    HOOKS,
    'ctorch\nfloat32\n',
  )
}

async function answer(...parts: readonly Part[]): Promise<Answer> {
  const archive = buildZip([...plainParts(program(...parts)), LONGS])
  return (await weightsOnlyVerdict(memorySource(archive, 'test.pth'))).answer
}

const ROW = bytes(int(2), int(3), '\x86')
const STEP = bytes(int(3), int(1), '\x86')

describe('tensors', () => {
  test.each<[what: string, part: Part, answer: Answer]>([
    ['that fits', tensor(ROW, STEP), 'accepts'],
    ['past its storage', tensor(ROW, STEP, int(1)), 'refuses'],
    ['with a gradient', tensor(ROW, STEP, int(0), '\x88'), 'accepts'],
    ['with a bool first in its size', tensor(bytes('\x88', int(3), '\x86'), STEP), 'refuses'],
    ['with a bool behind it', tensor(bytes(int(2), '\x88\x86'), STEP), 'accepts'],
    ['of a size that overflows but is empty', tensor(bytes(int(0), int(-1), '\x86'), STEP), 'accepts'],
    ['of a negative size', tensor(bytes(int(2), int(-1), '\x86'), STEP), 'refuses'],
    [
      'with a size out of another tensor',
      tensor(bytes(longs(')', ')', int(1)), '\x85'), bytes(int(1), '\x85')),
      'accepts',
    ],
    [
      'with a size out of another that is too large',
      tensor(bytes(longs(')', ')', int(1)), int(3), '\x86'), STEP),
      'refuses',
    ],
    ['of a stride that is None', tensor(ROW, 'N'), 'accepts'],
  ])('a tensor %s', async (_, part, expected) => {
    expect(await answer(part)).toBe(expected)
  })

  test('version 3 with a gradient, which PyTorch never allows', async () => {
    expect(await answer(version3('\x89'))).toBe('accepts')
    expect(await answer(version3('\x88'))).toBe('refuses')
  })

  test.each<[what: string, sizes: number, strides: number, answer: Answer]>([
    ['of 2 and 3 elements', 0, 2, 'accepts'],
    ['of 3 and 1 elements', 1, 2, 'accepts'],
    ['of 2 and 3 elements, 2 and 3 apart', 0, 0, 'refuses'],
  ])('pieces of a nested tensor %s', async (_, sizes, strides, expected) => {
    const numbers = (offset: number): Uint8Array =>
      longs(bytes(int(2), int(1), '\x86'), bytes(int(1), int(1), '\x86'), int(offset))
    const flat = tensor(bytes(int(6), '\x85'), bytes(int(1), '\x85'))
    const starts = longs(bytes(int(2), '\x85'), bytes(int(1), '\x85'), int(4))
    expect(
      await answer(
        called('torch._utils\n_rebuild_nested_tensor', flat, numbers(sizes), numbers(strides), starts),
      ),
    ).toBe(expected)
  })
})

describe('other calls', () => {
  test.each<[what: string, part: Part, answer: Answer]>([
    ['bytes as Latin-1', called('_codecs\nencode', text('ab'), text('latin1')), 'accepts'],
    ['a character that ASCII lacks', called('_codecs\nencode', text('é'), text('ascii')), 'refuses'],
    ['the same, replaced', called('_codecs\nencode', text('é'), text('ascii'), text('replace')), 'accepts'],
    ['an encoding of no name', called('_codecs\nencode', text('a'), text('nope')), 'refuses'],
    ['a bytearray of text alone', called('__builtin__\nbytearray', text('a')), 'refuses'],
    ['a device whose index is a byte', called('torch\ndevice', text('cpu:255'), int(0)), 'accepts'],
    ['a device with two indices', called('torch\ndevice', text('cpu:1'), int(0)), 'refuses'],
    ['a Counter of unhashable items', called('collections\nCounter', ']]a'), 'refuses'],
    ['a Counter of a text', called('collections\nCounter', text('ab')), 'accepts'],
    [
      'a Size of bytes',
      called('torch\nSize', called('_codecs\nencode', text('ab'), text('latin1'))),
      'accepts',
    ],
    ['a storage of another size', called('torch.storage\nUntypedStorage', int(3)), 'accepts'],
    ['a storage of a petabyte', called('torch.storage\nUntypedStorage', int(2 ** 50)), 'refuses'],
    ['a storage of a terabyte', called('torch.storage\nUntypedStorage', int(2 ** 40)), 'undetermined'],
    [
      'a parameter with a state that hits a property',
      called(
        'torch._utils\n_rebuild_parameter_with_state',
        tensor(ROW, STEP),
        '\x88',
        HOOKS,
        bytes('}', text('shape'), 'Ns'),
      ),
      'refuses',
    ],
    [
      'a parameter with a state',
      called(
        'torch._utils\n_rebuild_parameter_with_state',
        tensor(ROW, STEP),
        '\x88',
        HOOKS,
        bytes('}', text('tag'), 'Ns'),
      ),
      'accepts',
    ],
  ])('%s', async (_, part, expected) => {
    expect(await answer(part)).toBe(expected)
  })

  test('a location of any type, but a key that has a hash', async () => {
    expect(await answer(floats(text('0'), int(7)))).toBe('accepts')
    expect(await answer(floats(int(0), text('cpu')))).toBe('accepts')
    expect(await answer(floats(']', text('cpu')))).toBe('refuses')
  })
})

test('a reason quotes the file in short', async () => {
  const pickle = program(called('torch\ndevice', text('x'.repeat(100_000))))
  const { reason } = await weightsOnlyVerdict(memorySource(buildZip(plainParts(pickle)), 'test.pth'))
  expect(reason).toMatch(/^Invalid device string: 'x+…$/)
  expect(reason?.length).toBeLessThan(500)
})

describe('the archive', () => {
  test.each<[what: string, parts: readonly ZipPart[], answer: Answer]>([
    ['a name of other letters', [{ name: 'archive/é', data: bytes('a') }], 'accepts'],
    ['an id that is no UTF-8', [{ name: 'archive/.data/serialization_id', data: bytes('\xff') }], 'refuses'],
    ['a byte order of no name', [{ name: 'archive/byteorder', data: bytes('middle') }], 'refuses'],
    ['constants.pkl', [{ name: 'archive/constants.pkl', data: bytes(')') }], 'refuses'],
  ])('with %s', async (_, parts, expected) => {
    const archive = buildZip([...plainParts(), ...parts])
    expect((await weightsOnlyVerdict(memorySource(archive, 'test.pth'))).answer).toBe(expected)
  })
})

async function line(...parts: readonly Part[]): Promise<readonly [string | null, string | null]> {
  const { add_safe_globals: found, no_list: reason } = await weightsOnlyVerdict(
    memorySource(buildZip(plainParts(program(...parts))), 'test.pth'),
  )
  return [found, reason]
}

describe('the line for add_safe_globals', () => {
  // It is pasted into Python and runs there.
  test.each([
    'numpy; print(1)#\ndtype',
    'numpy\ndtype]); print(1)#',
    '__main__\nx])\rprint(1)#',
    'a.class\nB',
  ])('is never made of %j', async (name) => {
    const [found, reason] = await line(`c${name}\n`)
    expect(found).toBeNull()
    expect(reason).toBe(`${name.replace('\n', '.')} is not a name that can be written in Python`)
  })

  test('imports each class by its module, and keeps two of one name apart', async () => {
    expect(await line('(ca.b\nNet\nca.c\nNet\nca\ntorch\nc__main__\nOwn\nca\nOwn\nt')).toEqual([
      'from a.b import Net; from a.c import Net as Net_2; from a import torch as torch_2, Own as Own_2; ' +
        'torch.serialization.add_safe_globals([Net, Net_2, torch_2, Own, Own_2])',
      null,
    ])
  })
})
