/** Pickles and programs under any name and in any carrier: role and content decide, never the name. */
import { describe, expect, test } from 'vitest'
import { memorySource } from '../../../src/io/source.ts'
import { DEFAULT_LIMITS } from '../../../src/limits.ts'
import type { ScanReport } from '../../../src/operations/scan/report.ts'
import { scanFile } from '../../../src/operations/scan/scan.ts'
import { bytes } from '../../support/assembler.ts'
import { tarMember } from '../../support/tar.ts'
import { buildZip } from '../../support/zip.ts'
import type { ZipPart } from '../../support/zip.ts'

const EVIL = bytes('\x80\x02cposix\nsystem\nX\x02\x00\x00\x00id\x85R.')
const EVIL_OLD = bytes('(S"id"\nios\nsystem\n.')
const MODEL = bytes('\x80\x02}.')
/** A dictionary with one tensor whose storage has the key "0". */
const TENSOR = bytes(
  '\x80\x02}X\x01\x00\x00\x00w',
  'ctorch._utils\n_rebuild_tensor_v2\n((X\x07\x00\x00\x00storagectorch\nFloatStorage\nX\x01\x00\x00\x000X\x03\x00\x00\x00cpuK\x05tQK\x00',
  'K\x05\x85K\x01\x85\x89ccollections\nOrderedDict\n)RtRs.',
)

function scan(data: Uint8Array, name = 'm.pth'): Promise<ScanReport> {
  return scanFile(memorySource(data, name))
}

function archive(...parts: readonly ZipPart[]): Promise<ScanReport> {
  return scan(buildZip([{ name: 'm/data.pkl', data: MODEL }, ...parts]))
}

function named(report: ScanReport): string[] {
  return report.globals.map(({ module, name }) => `${module}.${name}`)
}

describe.each([
  ['a pickle', EVIL],
  ['an old pickle', EVIL_OLD],
  ['an archive', buildZip([{ name: 'x/data.pkl', data: EVIL }])],
])('%s in an archive is found under the name', (_, data) => {
  test.each([
    'payload.py',
    'a.json',
    'payload.txt',
    'README.md',
    'w.safetensors',
    'lib.so',
    'a.o',
    'x.index',
    'a.dat',
    'data/7',
    'data/weights/w0',
    'constants/3',
    'version',
    'byteorder',
    '.data/9.storage',
    'x.cpp',
    'x.h',
  ])('%s', async (name) => {
    const report = await archive({ name: `m/${name}`, data })
    expect([
      report.verdict,
      named(report).includes('posix.system') || named(report).includes('os.system'),
    ]).toEqual(['dangerous', true])
  })
})

describe('bytes of a storage', () => {
  test('that a tensor uses are never read as a pickle', async () => {
    const report = await scan(
      buildZip([
        { name: 'm/data.pkl', data: TENSOR },
        { name: 'm/data/0', data: EVIL.subarray(0, 20) },
      ]),
    )
    expect([report.verdict, named(report).length]).toEqual(['clean', 3])
  })

  test('that no tensor uses are looked into, and harmless where they name nothing', async () => {
    const report = await scan(
      buildZip([
        { name: 'm/data.pkl', data: TENSOR },
        { name: 'm/data/0', data: new Uint8Array(20) },
        { name: 'm/data/1', data: bytes('\x80\x02\x07\x99\x12') },
        { name: 'm/version', data: bytes('3\n') },
        { name: 'm/byteorder', data: bytes('little') },
      ]),
    )
    expect([report.verdict, report.findings]).toEqual(['clean', []])
  })
})

const ELF = bytes('\x7fELF\x02\x01\x01\0\0\0\0\0')
const PE = (() => {
  const head = new Uint8Array(128)
  head.set(bytes('MZ'))
  head[0x3c] = 0x40
  head.set(bytes('PE\0\0'), 0x40)
  return head
})()

describe('programs', () => {
  test.each([
    ['ELF', ELF],
    ['PE', PE],
    ['Mach-O', bytes('\xcf\xfa\xed\xfe\x07\0\0\x01')],
    ['several Mach-O', bytes('\xca\xfe\xba\xbe\0\0\0\x02')],
    ['object files', bytes('!<arch>\n/       ')],
    ['a script', bytes('#!/bin/sh\nid\n')],
  ])('%s is dangerous where torch.export opens libraries, and named elsewhere', async (_, data) => {
    const exported = await archive(
      { name: 'm/archive_format', data: bytes('pt2') },
      { name: 'm/data/x', data },
    )
    expect(exported.findings).toMatchObject([{ rule: 'NATIVE_CODE', severity: 'error', member: 'm/data/x' }])
    expect(exported.verdict).toBe('dangerous')
    const plain = await archive({ name: 'm/extra/x', data })
    expect(plain.findings).toMatchObject([{ rule: 'NATIVE_CODE', severity: 'warning' }])
  })

  test.each(['model.so', 'model.wrapper.so', 'k.cubin', 'a.o', 'k.hsaco', 'k.ptx'])(
    'data/aotinductor/model/%s is dangerous whatever it contains',
    async (name) => {
      const report = await archive({ name: `m/data/aotinductor/model/${name}`, data: bytes('??????????') })
      expect([report.verdict, report.findings[0]?.rule]).toEqual(['dangerous', 'NATIVE_CODE'])
    },
  )

  test.each([
    ['two letters', bytes('MZ is how this text begins, and nothing more than that comes of it at all.')],
    ['a Java class', bytes('\xca\xfe\xba\xbe\0\0\0\x34')],
    ['a comment', bytes('# !not a script\n')],
  ])('%s is no program', async (_, data) => {
    expect((await archive({ name: 'm/notes', data })).findings).toEqual([])
  })
})

/** A .npy file of objects, as numpy.save writes it. */
function objects(payload: Uint8Array, dtype = '|O'): Uint8Array {
  const header = `{'descr': '${dtype}', 'fortran_order': False, 'shape': (1,), }`.padEnd(117) + '\n'
  return Uint8Array.from([
    ...bytes('\x93NUMPY\x01\x00', String.fromCharCode(header.length), '\0', header),
    ...payload,
  ])
}

describe('NumPy arrays', () => {
  test.each(['weights', 'x.bin', 'a.npy', 'b.txt'])(
    'of objects under the name %s in an .npz',
    async (name) => {
      const report = await scan(
        buildZip([
          { name: 'ok.npy', data: objects(new Uint8Array(8), '<f8') },
          { name, data: objects(EVIL) },
        ]),
        'x.npz',
      )
      expect([report.verdict, named(report)]).toEqual(['dangerous', ['posix.system']])
    },
  )

  test('of objects in a file of its own', async () => {
    const report = await scan(objects(EVIL), 'x.npy')
    expect([report.format, report.verdict, report.weights_only]).toEqual(['npy', 'dangerous', null])
  })

  test('of numbers are clean', async () => {
    const report = await scan(objects(EVIL.subarray(0, 8), '<f8'), 'x.npy')
    expect([report.format, report.verdict, named(report)]).toEqual(['npy', 'clean', []])
  })
})

/** A safetensors file of a header and zeros. */
const file = (header: string, data: number): Uint8Array =>
  Uint8Array.from([
    ...bytes(String.fromCharCode(header.length), '\0\0\0\0\0\0\0', header),
    ...new Uint8Array(data),
  ])
/** An entry of bytes. */
const entry = (from: number, to: number): string =>
  `{"dtype":"U8","shape":[${to - from}],"data_offsets":[${from},${to}]}`

describe('safetensors that two readers read differently', () => {
  test.each([
    ['a key twice', file(`{"a":${entry(0, 2)},"a":${entry(2, 4)}}`, 4)],
    ['offsets past the data', file(`{"a":${entry(0, 9)}}`, 4)],
    ['overlapping tensors', file(`{"a":${entry(0, 4)},"b":${entry(2, 4)}}`, 4)],
    ['data that no tensor has', file(`{"a":${entry(0, 2)}}`, 4)],
  ])('%s', async (_, data) => {
    const report = await scan(data, 'x.safetensors')
    expect([report.verdict, report.findings[0]?.rule]).toEqual(['dangerous', 'SAFETENSORS_HEADER'])
  })

  test('a sound one is clean', async () => {
    expect((await scan(file(`{"a":${entry(0, 4)}}`, 4), 'x.safetensors')).verdict).toBe('clean')
  })
})

test('a frame that is longer than the file: what the unpickler in Python would go on to is judged', async () => {
  const report = await scan(
    bytes('\x80\x04\x95\xff\xff\0\0\0\0\0\0', 'cposix\nsystem\nX\x02\x00\x00\x00id\x85R.'),
  )
  expect([report.verdict, named(report)]).toEqual(['dangerous', ['posix.system']])
  const harmless = await scan(bytes('\x80\x04\x95\xff\xff\0\0\0\0\0\0', '}.'))
  expect([harmless.verdict, harmless.findings[0]?.rule]).toEqual(['unreadable', 'PICKLE_BROKEN'])
})

describe('an archive in an archive', () => {
  const inner = buildZip([{ name: 'm/data.pkl', data: MODEL }])
  const evil = buildZip([{ name: 'm/data.pkl', data: EVIL }])
  const config = tarMember('model_config.yaml', bytes('a: 1\n')).slice(0, 1024)
  /** Archives around `zip`, such as NeMo and zips of checkpoints are. */
  const around = (zip: Uint8Array): [what: string, name: string, data: Uint8Array][] => [
    ['last in a tar', 'm.nemo', bytes(config, tarMember('model_weights.ckpt', zip))],
    [
      'last in a tar without end blocks',
      'm.nemo',
      bytes(config, tarMember('model_weights.ckpt', zip).slice(0, -1024)),
    ],
    [
      'first in a tar',
      'm.nemo',
      bytes(tarMember('model_weights.ckpt', zip).slice(0, -1024), config, new Uint8Array(1024)),
    ],
    ['in a tar under the name of a pickle', 'm.tar', tarMember('model.pkl', zip)],
    ['in a tar in a tar', 'm.tar', tarMember('m.nemo', tarMember('weights.ckpt', zip))],
    ['stored in a zip', 'm.zip', buildZip([{ name: 'm.pth', data: zip }])],
    [
      'stored in a zip, with bytes behind it',
      'm.zip',
      buildZip([{ name: 'm.pth', data: bytes(zip, new Uint8Array(100)) }]),
    ],
    ['in a zip under the name of a pickle', 'm.zip', buildZip([{ name: 'm.pkl', data: zip }])],
    ['deflated under the name of a pickle', 'm.zip', buildZip([{ name: 'm.pkl', data: zip, deflate: true }])],
  ]
  const sound = around(inner)
  test.each(sound)('%s is clean', async (_, name, data) => {
    expect((await scan(data, name)).findings.filter(({ severity }) => severity !== 'note')).toEqual([])
  })

  test.each(around(evil))('%s is scanned', async (_, name, data) => {
    const report = await scan(data, name)
    expect([report.verdict, named(report)]).toEqual(['dangerous', ['posix.system']])
  })

  test.each([
    ['m.pth', inner, 'clean'],
    ['m.pth', evil, 'dangerous'],
    ['m.pkl', evil, 'dangerous'],
  ])('%s, larger than a pickle may be, is read where it is stored: %#', async (name, zip, verdict) => {
    const large = { ...DEFAULT_LIMITS, pickleBytes: 64 }
    const stored = buildZip([{ name, data: zip }])
    expect((await scanFile(memorySource(stored, 'm.zip'), { limits: large })).verdict).toBe(verdict)
    const deflated = buildZip([{ name, data: zip, deflate: true }])
    expect((await scanFile(memorySource(deflated, 'm.zip'), { limits: large })).verdict).toBe('unreadable')
  })

  test('a zip behind a tar is a second file', async () => {
    const report = await scan(bytes(config, tarMember('m.ckpt', inner), inner), 'm.nemo')
    expect(report.findings.map(({ rule }) => rule)).toContain('POLYGLOT')
  })

  test('a pickle that begins like a zip, under the name of a pickle, is a pickle too', async () => {
    // PERSID of `K\x03\x04`, dropped.
    const both = bytes('PK\x03\x04\n0', EVIL.subarray(2))
    for (const data of [buildZip([{ name: 'm.pkl', data: both }]), tarMember('m.pkl', both)])
      expect(named(await scan(data, 'm'))).toEqual(['posix.system'])
  })

  test('archives one after another in a .distcp member are scanned one by one, and never clean', async () => {
    for (const [zip, verdict] of [
      [inner, 'unknown'],
      [evil, 'dangerous'],
    ] as const) {
      const data = buildZip([{ name: 'step/__0_0.distcp', data: bytes(zip, inner) }])
      const report = await scan(data, 'step.zip')
      expect([report.verdict, report.findings.some(({ rule }) => rule === 'DCP_PARTS')]).toEqual([
        verdict,
        true,
      ])
    }
  })
})
