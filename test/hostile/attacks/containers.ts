/** Tricks of what is around a pickle: names, archives, tars, arrays, compressed files, libraries, safetensors. */
import { deflateRawSync, gzipSync } from 'node:zlib'
import { bytes, int, list, program, text, tuple, u32, u64 } from '../../support/assembler.ts'
import { tarMember } from '../../support/tar.ts'
import { buildZip } from '../../support/zip.ts'
import type { ZipPart } from '../../support/zip.ts'
import { EVIL, EVIL0, EVIL2, files, legacy, npy, OBJECTS, pickle, PLAIN, saved, torchZip } from './parts.ts'
import type { Attack } from './parts.ts'

const PICKLES: Readonly<Record<string, Uint8Array>> = {
  new: EVIL,
  two: EVIL2,
  old: EVIL0,
  zip: torchZip(EVIL),
}

/** Members whose names promise something else. */
const NAMES = `
  README.md config.json code.py notes.txt model.safetensors lib.so object.o weights.index data/7 data/weights/w0
  constants/0 version .data/version .format_version .storage_alignment byteorder extra/producer_info.json attributes.pkl
  data.pkl.bak data.pkl~ _data.pkl DATA.PKL images/a.png assets/a.gif tensor.npy folder/data.pkl constants.pkl
`
  .trim()
  .split(/\s+/)

function members(): readonly Attack[] {
  return NAMES.flatMap((name) =>
    Object.entries(PICKLES).map(([kind, data]) => ({
      name: `member-${kind}-${name.replaceAll('/', '_')}.pt`,
      data: torchZip(PLAIN, [
        { name: `archive/${name === 'version' || name === 'byteorder' ? `x/${name}` : name}`, data },
      ]),
    })),
  )
}

const ENTRY: ZipPart = { name: 'archive/data.pkl', data: EVIL }

function zips(): readonly Attack[] {
  const plain = saved(PLAIN)
  const evil = saved(EVIL)
  const [, ...rest] = plain
  const zip = buildZip
  return files('zip', '.pt', {
    stored: zip(evil),
    deflated: zip(evil.map((part) => ({ ...part, deflate: true }))),
    descriptor: zip(evil.map((part) => ({ ...part, descriptor: true }))),
    zip64: zip(
      evil.map((part) => ({ ...part, zip64: true })),
      { zip64End: 'instead' },
    ),
    'zip64-beside': zip(evil, { zip64End: 'beside' }),
    'local-zero': zip(evil.map((part) => ({ ...part, localZero: true }))),
    prefix: zip(evil, { prefix: bytes('#!/bin/sh\n') }),
    'prefix-zip': bytes(zip(plain), zip(evil)),
    suffix: zip(evil, { suffix: new Uint8Array(64) }),
    comment: zip(evil, { comment: bytes('a comment') }),
    'comment-with-end': zip(evil, { comment: zip(plain).subarray(-22) }),
    'twice-first-plain': zip([...plain, ENTRY]),
    'twice-first-evil': zip([ENTRY, ...plain]),
    'twice-other-case': zip([...plain, { name: 'archive/Data.pkl', data: EVIL }]),
    'two-roots': zip([...plain, ...saved(EVIL, 'other')]),
    'local-name': zip([{ ...ENTRY, localName: 'archive/data.bin' }, ...rest]),
    'local-method': zip([{ ...ENTRY, localMethod: 8 }, ...rest]),
    'wrong-crc': zip([{ ...ENTRY, crc: 0x1234 }, ...rest]),
    'flag-encrypted': zip([{ ...ENTRY, flags: 1 }, ...rest]),
    'flag-patch': zip([{ ...ENTRY, flags: 0x20 }, ...rest]),
    'flag-masked': zip([{ ...ENTRY, flags: 0x2000 }, ...rest]),
    'name-nul': zip([...plain, { name: 'archive/data.pkl\0.txt', data: EVIL }]),
    'name-backslash': zip([...plain, { name: 'archive\\data.pkl', data: EVIL }]),
    'name-parent': zip([...plain, { name: '../data.pkl', data: EVIL }]),
    'name-absolute': zip([...plain, { name: '/archive/data.pkl', data: EVIL }]),
    'no-root': zip([{ name: 'data.pkl', data: EVIL }]),
    'folder-entry': zip([...plain, { name: 'archive/x.pkl/', data: EVIL }]),
    hidden: bytes(
      zip([{ name: 'archive/data.pkl', data: EVIL }]).subarray(0, 16 + 30 + EVIL.length),
      zip(plain),
    ),
    'nested-zip': zip([...plain, { name: 'archive/a.bin', data: zip(evil) }]),
    'nested-twice': zip([...plain, { name: 'a.bin', data: zip([{ name: 'b.bin', data: zip(evil) }]) }]),
    'nested-deflated': zip([...plain, { name: 'archive/a.bin', data: zip(evil), deflate: true }]),
    'nested-gzip': zip([...plain, { name: 'archive/x.pkl.gz', data: new Uint8Array(gzipSync(EVIL)) }]),
    'nested-tar': zip([...plain, { name: 'archive/x.tar', data: tarMember('a/data.pkl', EVIL) }]),
    'nested-npy': zip([...plain, { name: 'archive/x.bin', data: npy(OBJECTS, EVIL) }]),
    'deflate-raw-size': zip([
      { ...ENTRY, data: new Uint8Array(deflateRawSync(EVIL)), method: 8, size: EVIL.length },
      ...rest,
    ]),
    'offset-shared': zip([...plain, { ...ENTRY, headerOffset: 0, name: 'archive/other.pkl' }]),
    'before-legacy': bytes(legacy(PLAIN), zip(evil)),
    'behind-legacy-evil': bytes(legacy(EVIL), zip(plain)),
    'count-less': zip([...plain, { name: 'archive/late.pkl', data: EVIL }], { count: 3 }),
  })
}

function arrays(): readonly Attack[] {
  const fields = "{'descr': [('a', '<f4'), ('b', '|O')], 'fortran_order': False, 'shape': (1,), }\n"
  const escaped = "{'descr': '\\x7cO', 'fortran_order': False, 'shape': (1,), }\n"
  const joined = "{'descr': '|' 'O', 'fortran_order': False, 'shape': (1,), }\n"
  const made: Readonly<Record<string, Uint8Array>> = {
    objects: npy(OBJECTS, EVIL),
    'objects-2': npy(OBJECTS, EVIL, 2),
    'objects-3': npy(OBJECTS, EVIL2, 3),
    'objects-old': npy(OBJECTS, EVIL0),
    'field-of-objects': npy(fields, EVIL),
    'escaped-objects': npy(escaped, EVIL),
    'joined-objects': npy(joined, EVIL),
    'bare-pickle': EVIL,
    'bare-old-pickle': EVIL0,
  }
  const names = ['a.npy', 'a', 'a.txt', 'arr_0', 'README.md', 'x/y.bin']
  return [
    ...files('array', '.npy', made),
    ...names.flatMap((name) =>
      Object.entries(made).map(([kind, data]) => ({
        name: `arrays-${kind}-${name.replaceAll('/', '_')}.npz`,
        data: buildZip([
          {
            name: 'first.npy',
            data: npy("{'descr': '<f4', 'fortran_order': False, 'shape': (0,), }\n", bytes()),
          },
          { name, data },
        ]),
      })),
    ),
  ]
}

function tar(parts: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return bytes(
    ...Object.entries(parts).map(([name, data]) => tarMember(name, data).subarray(0, -1024)),
    new Uint8Array(1024),
  )
}

/** The members of a file of PyTorch 0.1: counts, then pickles with numbers between them. */
function tars(): readonly Attack[] {
  const empty = program(int(0))
  const honest = { sys_info: PLAIN, storages: empty, tensors: empty, pickle: PLAIN }
  const row = tuple(text('0'), text('cpu'), bytes('ctorch\nFloatStorage\n'))
  return files('tar', '.pt', {
    value: tar({ ...honest, pickle: EVIL }),
    'value-old': tar({ ...honest, pickle: EVIL0 }),
    'sys-info': tar({ ...honest, sys_info: EVIL }),
    storages: tar({ ...honest, storages: EVIL }),
    'storages-row': tar({ ...honest, storages: bytes(program(int(1)), EVIL) }),
    'storages-second-row': tar({
      ...honest,
      storages: bytes(program(int(2)), program(row), u64(1), u32(0), EVIL),
    }),
    'storages-views': tar({ ...honest, storages: bytes(empty, EVIL) }),
    tensors: tar({ ...honest, tensors: EVIL }),
    'tensors-row': tar({ ...honest, tensors: bytes(program(int(1)), EVIL) }),
    extra: tar({ ...honest, 'notes.txt': EVIL }),
    'extra-old': tar({ ...honest, 'notes.txt': EVIL0 }),
    'extra-zip': tar({ ...honest, 'notes.txt': torchZip(EVIL) }),
    twice: bytes(tarMember('pickle', PLAIN).subarray(0, -1024), tar({ ...honest, pickle: EVIL })),
    nemo: tar({ './model_config.yaml': bytes('a: 1\n'), './model_weights.ckpt': torchZip(EVIL) }),
    'nemo-legacy': tar({ './model_config.yaml': bytes('a: 1\n'), './model_weights.ckpt': legacy(EVIL) }),
    'nemo-pickle': tar({ 'tokenizer/vocab.pkl': EVIL, 'model_weights.ckpt': torchZip(PLAIN) }),
    'not-a-model': tar({ 'a/b.pkl': EVIL }),
    prefixed: bytes(PLAIN, new Uint8Array(512 - PLAIN.length), tar({ ...honest, pickle: EVIL })).subarray(
      512,
    ),
  })
}

function gzip(data: Uint8Array): Uint8Array {
  return new Uint8Array(gzipSync(data))
}

function squeezed(): readonly Attack[] {
  return files('gzip', '.pkl.gz', {
    pickle: gzip(EVIL),
    'pickle-old': gzip(EVIL0),
    legacy: gzip(legacy(EVIL)),
    zip: gzip(torchZip(EVIL)),
    tar: gzip(tarMember('a/data.pkl', EVIL)),
    twice: gzip(gzip(EVIL)),
    'two-members': bytes(gzip(PLAIN), gzip(EVIL)),
    array: gzip(npy(OBJECTS, EVIL)),
  })
}

function named(): readonly Attack[] {
  const tail = bytes('\0'.repeat(100), 'trailing')
  const contents: Readonly<Record<string, Uint8Array>> = {
    pickle: bytes(EVIL, tail),
    old: bytes(EVIL0, tail),
    legacy: bytes(legacy(EVIL), tail),
    zip: bytes(torchZip(EVIL), tail),
  }
  return [
    '.ckpt',
    '.bin',
    '.th',
    '.model',
    '.joblib',
    '.dill',
    '.txt',
    '.safetensors',
    '.npy',
    '.png',
  ].flatMap((suffix) => files('trailing', suffix, contents))
}

function exported(name: string, data: Uint8Array): Uint8Array {
  return buildZip([
    { name: 'm/archive_format', data: bytes('pt2') },
    { name: 'm/archive_version', data: bytes('0') },
    { name: `m/${name}`, data },
  ])
}

/** Compiled code where a loader opens it, and programs of every system. */
function programs(): readonly Attack[] {
  const elf = bytes([0x7f], 'ELF', [2, 1, 1, 0], new Uint8Array(64))
  const macho = bytes([0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1], new Uint8Array(64))
  const fat = bytes([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2], new Uint8Array(64))
  const portable = bytes('MZ', new Uint8Array(58), u32(0x40), 'PE\0\0', new Uint8Array(64))
  const kinds = { elf, macho, fat, portable, 'object-files': bytes('!<arch>\n', new Uint8Array(64)) }
  const places = ['data/aotinductor/model/x.so', 'data/aotinductor/model/x.wrapper.so', 'extra/helper.bin']
  return [
    ...places.flatMap((place) =>
      files(
        `native-${place.replaceAll('/', '_')}`,
        '.pt2',
        Object.fromEntries(Object.entries(kinds).map(([kind, data]) => [kind, exported(place, data)])),
      ),
    ),
    ...files('native', '.pt2', {
      cubin: exported('data/aotinductor/model/k.cubin', elf),
      'empty-library': exported('data/aotinductor/model/x.so', bytes('not even code')),
      script: exported('data/aotinductor/model/build.sh', bytes('#!/bin/sh\ntrue\n')),
      'weights-pickle': exported('data/weights/weight_0', EVIL),
      'constants-pickle': exported('data/constants/opaque_obj_0', EVIL),
      'sample-inputs': exported('data/sample_inputs/model.pt', torchZip(EVIL)),
    }),
  ]
}

function file(header: string, data: Uint8Array): Uint8Array {
  return bytes(u64(header.length), header, data)
}

function entry(from: number, to: number, shape = '[1]'): string {
  return `{"dtype":"F32","shape":${shape},"data_offsets":[${from},${to}]}`
}

/** One file that two readers of safetensors read differently. */
function twins(): readonly Attack[] {
  const data = new Uint8Array(8)
  return files('safetensors', '.safetensors', {
    'key-twice': file(`{"a":${entry(0, 4)},"a":${entry(4, 8)}}`, data),
    'key-escaped-twice': file(`{"a":${entry(0, 4)},"\\u0061":${entry(4, 8)}}`, data),
    'field-twice': file('{"a":{"dtype":"F32","dtype":"I32","shape":[2],"data_offsets":[0,8]}}', data),
    'metadata-twice': file(
      `{"__metadata__":{"a":"1"},"__metadata__":{"a":"2"},"a":${entry(0, 8, '[2]')}}`,
      data,
    ),
    overlap: file(`{"a":${entry(0, 8, '[2]')},"b":${entry(4, 8)}}`, data),
    outside: file(`{"a":${entry(0, 4)},"b":${entry(8, 12)}}`, data),
    hole: file(`{"a":${entry(0, 4)}}`, data),
    'size-of-another-shape': file(`{"a":${entry(0, 8, '[1]')}}`, data),
    'pickle-behind': bytes(file(`{"a":${entry(0, 8, '[2]')}}`, data), EVIL),
    'zip-behind': bytes(file(`{"a":${entry(0, 8, '[2]')}}`, data), torchZip(EVIL)),
    'pickle-and-header': bytes('\x80\x02X\x03\0\0\0\0{"0', EVIL2.subarray(2)),
  })
}

export function containers(): readonly Attack[] {
  return [
    ...members(),
    ...zips(),
    ...arrays(),
    ...tars(),
    ...squeezed(),
    ...named(),
    ...programs(),
    ...twins(),
    ...files('bare', '.pkl', {
      list: pickle(list(), bytes('0'), EVIL.subarray(2, -1)),
    }),
  ]
}
