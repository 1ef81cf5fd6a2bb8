/** Pickles that begin like another kind of file, or like nothing known: pickle.load looks at no signature. */
import { describe, expect, test } from 'vitest'
import { memorySource } from '../../../src/io/source.ts'
import { DEFAULT_LIMITS } from '../../../src/limits.ts'
import type { ScanReport } from '../../../src/operations/scan/report.ts'
import { scanFile } from '../../../src/operations/scan/scan.ts'
import { fixtureBytes } from '../../fixtures.ts'
import { bytes } from '../../support/assembler.ts'
import { buildZip } from '../../support/zip.ts'
import type { ZipPart } from '../../support/zip.ts'

const CALL = 'cposix\nsystem\nX\x02\x00\x00\x00id\x85R'

function scan(data: Uint8Array): Promise<ScanReport> {
  return scanFile(memorySource(data, 'test.pth'))
}

function rules({ findings }: ScanReport): string[] {
  return findings.map(({ rule }) => rule)
}

/** A payload as `torch.storage._load_from_bytes` gets it. */
function handedOver(payload: Uint8Array): Uint8Array {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, payload.length, true)
  return Uint8Array.from([
    ...bytes('\x80\x03ctorch.storage\n_load_from_bytes\nB'),
    ...length,
    ...payload,
    ...bytes('\x85R.'),
  ])
}

/** An empty tar whose first header begins with `text`. */
function tarOf(text: string): Uint8Array {
  const tar = new Uint8Array(1536)
  tar.set(bytes(text))
  tar.set(bytes('00000000000\0'), 124)
  tar.set(bytes('ustar\x0000'), 257)
  tar.fill(0x20, 148, 156)
  const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0)
  tar.set(bytes(`${sum.toString(8).padStart(6, '0')}\0 `), 148)
  return tar
}

/** The length of the text is the header length of the safetensors file that it looks like. */
const SAFETENSORS = '\x80\x02X\x03\x00\x00\x00\x00{"0'
const DISGUISES: readonly (readonly [string, Uint8Array])[] = [
  ['safetensors', bytes(SAFETENSORS, CALL, '.')],
  ['safetensors, in the second pickle', bytes(SAFETENSORS, 'N.\x880', CALL, '.')],
  ['a tar', tarOf(`N0${CALL}.`)],
  ['a GIF', bytes('GIF89a---0', CALL, '.')],
  ['nothing known', bytes('N0', CALL, '.')],
  ['nothing known, in the second pickle', bytes('N.\x880', CALL, '.')],
  [
    'a zip that stands behind it',
    Uint8Array.from([
      ...bytes('N0', CALL, '.'),
      ...buildZip([{ name: 'a/data.pkl', data: bytes('\x80\x02}.') }]),
    ]),
  ],
]

describe('a pickle that looks like', () => {
  test.each(DISGUISES)('%s is followed', async (_, data) => {
    const found = await scan(data)
    expect(found.verdict).toBe('dangerous')
    expect(rules(found)).toContain('GLOBAL_DANGEROUS')
  })

  test.each(DISGUISES)('%s is followed inside another pickle', async (_, data) => {
    const found = await scan(handedOver(data))
    expect(found.verdict).toBe('dangerous')
    expect(rules(found)).toContain('GLOBAL_DANGEROUS')
  })

  test('safetensors tells of both, and of weights_only', async () => {
    const found = await scan(bytes(SAFETENSORS, CALL, '.'))
    expect(found.format).toBe('safetensors')
    expect(rules(found)).toContain('POLYGLOT')
    expect(found.weights_only?.answer).toBe('refuses')
  })

  test('a call of an unknown name counts although the pickle breaks off', async () => {
    const found = await scan(bytes('N0cmodels\nmake\n)Rc'))
    expect(rules(found)).toEqual(['CALL_UNKNOWN', 'PICKLE_BROKEN'])
    expect(found.verdict).toBe('unknown_call')
  })
})

describe('a stream', () => {
  // int('1950a86a20f9469cfc6c', 16) equals the magic number, so that torch.load reads the next pickle.
  const magic = '\x80\x02c__builtin__\nint\nX\x14\x00\x00\x001950a86a20f9469cfc6cK\x10\x86R.'

  test.each([
    '\x88',
    '\x89',
    '\x8a\x01\x01',
    '\x8f',
    'B\x00\x00\x00\x00',
    '\x96\x00\x00\x00\x00\x00\x00\x00\x00',
  ])('whose magic number is made by a call is followed into a pickle that begins with %j', async (first) => {
    expect((await scan(bytes(magic, first, '0', CALL, 'M\xe9\x03.'))).verdict).toBe('dangerous')
  })
})

test('a safetensors file whose header length spells a pickle without names is clean', async () => {
  const file = fixtureBytes('convert/names.safetensors')
  const length = 0x2e88
  const header = file.subarray(
    8,
    8 + Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true)),
  )
  const padded = new Uint8Array(8 + length + file.length - 8 - header.length).fill(0x20)
  new DataView(padded.buffer).setBigUint64(0, BigInt(length), true)
  padded.set(header, 8)
  padded.set(file.subarray(8 + header.length), 8 + length)
  const found = await scan(padded)
  expect(found).toMatchObject({
    format: 'safetensors',
    verdict: 'clean',
    weights_only: null,
    pickles: [],
    findings: [],
  })
})

/** An archive of torch.export with these records. */
function archive(...parts: readonly ZipPart[]): Promise<ScanReport> {
  return scan(buildZip([{ name: 'm/archive_format', data: bytes('pt2') }, ...parts]))
}

function description(text: string): ZipPart {
  return { name: 'm/data/weights/model_weights_config.json', data: bytes(text) }
}

/** An archive whose graph has one node with this field. */
function graph(field: string, text: string): Promise<ScanReport> {
  return archive({
    name: 'm/models/model.json',
    data: bytes(JSON.stringify({ graph_module: { nodes: [{ [field]: text }] } })),
  })
}

describe('an exported program', () => {
  const weight = { name: 'm/data/weights/weight_0', data: bytes('N0', CALL, '.') }

  test.each(['"use_pickle": true', '"use_\\u0070ickle": true', '"use_pickle": true, "use_pickle": false'])(
    'whose weight says %s is followed into it',
    async (says) => {
      const found = await archive(
        description(`{"config": {"w": {"path_name": "weight_0", ${says}}}}`),
        weight,
      )
      expect(found.verdict).toBe('dangerous')
      expect(found.globals[0]?.member).toBe('m/data/weights/weight_0')
    },
  )

  test('whose weight is said to be plain bytes is clean, whatever the bytes are', async () => {
    const found = await archive(
      description('{"config": {"w": {"path_name": "weight_0", "use_pickle": false}}}'),
      weight,
    )
    expect(found).toMatchObject({ verdict: 'clean', findings: [] })
  })

  test('whose description is too long to be read is not called clean', async () => {
    const found = await archive({ ...description('{}'.padEnd(1000)), size: 2 ** 28, deflate: true })
    expect(found.verdict).toBe('unreadable')
    expect(rules(found)).toContain('MEMBER_UNREADABLE')
  })

  test('is followed into an opaque object, which pickle.loads gets', async () => {
    const found = await archive({ name: 'm/data/constants/opaque_obj_0', data: weight.data })
    expect(found.verdict).toBe('dangerous')
  })

  test.each(['m/data/sample_inputs/model.pt', 'm/data/weights/model.pt', 'serialized_state_dict.pt'])(
    'is followed into %s, whatever its first bytes are',
    async (name) => {
      const found = await archive({ name, data: weight.data })
      expect(found.verdict).toBe('dangerous')
    },
  )

  test.each([
    ['expr_str', '__import__("os").system("id")'],
    ['expr_str', 'exec(chr(105))'],
    ['expr_str', '(exec)(1)'],
    ['expr_str', 'Max(s0, eval)'],
    ['expr_str', "Max(Integer(1), 'exec(1)')"],
    ['expr_str', "Integer('os.system')"],
    ['target', 'torch.serialization.os.system'],
    ['target', 'torch.hub.load'],
  ])('whose %s is %s is no clean file', async (field, text) => {
    const found = await graph(field, text)
    expect(found.verdict).toBe('dangerous')
    expect(rules(found)).toEqual(['EXPORT_RUNS_CODE'])
  })

  // The longer texts are what torch.export.save 2.13 writes for dynamic shapes.
  test.each([
    ['expr_str', 's77'],
    [
      'expr_str',
      "Mul(Integer(6), Max(Integer(1), TruncToInt(Mul(Float('1.5', precision=53), ToFloat(Symbol('s17', positive=True, integer=True))))))",
    ],
    ['expr_str', "GreaterThan(Symbol('u0', integer=True), Integer(-2))"],
    ['expr_str', 'Max(1, 2*s0) + FloorDiv(s1 - 1, 3) - floor(u0/2)'],
    ['expr_str', '1.5e3*ToFloat(zuf0) < int_oo'],
    ['target', 'torch.ops.aten.convolution.default'],
    ['target', 'torch.ops.higher_order.cond'],
    ['target', '_operator.mul'],
  ])('whose %s is %s is clean', async (field, text) => {
    expect(await graph(field, text)).toMatchObject({ verdict: 'clean', findings: [] })
  })
})

test('JSON that is brackets upon brackets is passed over without a tree of it', async () => {
  const found = await archive({
    name: 'm/models/model.json',
    data: bytes('[', '{},'.repeat(1_000_000), '{"expr_str" : "exec(1)"}]'),
    deflate: true,
  })
  expect(rules(found)).toEqual(['EXPORT_RUNS_CODE'])
})

test('a name of a million parts is judged by the first few', async () => {
  const found = await scan(bytes('\x80\x02cos', '.a'.repeat(1_000_000), '\nf\n.'))
  expect(found.verdict).toBe('dangerous')
})

test('more files inside a pickle than the limit are told, not called clean', async () => {
  const one = 'ctorch.storage\n_load_from_bytes\nC\x05\x80\x02}a.\x85R0'
  const found = await scanFile(memorySource(bytes('\x80\x03', one.repeat(4), 'N.'), 'test.pth'), {
    limits: { ...DEFAULT_LIMITS, pickles: 3 },
  })
  expect(found.verdict).toBe('unreadable')
  expect(rules(found)).toContain('NESTED_LIMIT')
})
