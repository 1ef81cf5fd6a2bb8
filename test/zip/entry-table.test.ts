/** The table of entries against the reader of single fields, and the index of names against a Map of lowered names. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { memorySource } from '../../src/io/source.ts'
import { parseEntry, readUncheckedDirectory } from '../../src/zip/directory.ts'
import { endingIn, notBeginningWith } from '../../src/zip/entry-table.ts'
import type { ZipEntry } from '../../src/zip/entry.ts'
import { entriesByName, lowerAscii, newNameIndex } from '../../src/zip/name-index.ts'
import { readEntries } from '../../src/zip/entry-table.ts'

const END = {
  directoryOffset: 0,
  directorySize: 0,
  entryCount: 0,
  shift: 7,
  trailing: 0,
  zip64: false,
  decoys: 0,
  offset: 0,
  rivals: [],
}

/** A header of a central directory. */
function header(
  name: Uint8Array,
  fields: Partial<Record<'flags' | 'method' | 'size' | 'disk' | 'at', number>>,
) {
  const wide = fields.at === 0xffff_ffff
  const bytes = new Uint8Array(46 + name.length + (wide ? 12 : 0) + 3)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x02014b50, true)
  view.setUint16(8, fields.flags ?? 0, true)
  view.setUint16(10, fields.method ?? 0, true)
  view.setUint32(16, 0x89abcdef, true)
  view.setUint32(20, fields.size ?? 4, true)
  view.setUint32(24, fields.size ?? 4, true)
  view.setUint16(28, name.length, true)
  view.setUint16(30, wide ? 12 : 0, true)
  view.setUint16(32, 3, true)
  view.setUint16(34, fields.disk ?? 0, true)
  view.setUint32(42, fields.at ?? 64, true)
  bytes.set(name, 46)
  if (wide) {
    view.setUint16(46 + name.length, 1, true)
    view.setUint16(48 + name.length, 8, true)
    view.setBigUint64(50 + name.length, 2n ** 33n + 5n, true)
  }
  return bytes
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

function plain(bytes: Uint8Array): ZipEntry[] {
  const entries: ZipEntry[] = []
  for (let at = 0; at < bytes.length;) {
    const { entry, end } = parseEntry(bytes, at, END)
    entries.push(entry)
    at = end
  }
  return entries
}

function fields({
  name,
  method,
  flags,
  crc32,
  compressedSize,
  size,
  headerOffset,
  rawName,
}: ZipEntry): unknown[] {
  return [name, method, flags, crc32, compressedSize, size, headerOffset, [...rawName]]
}

/** Entries have no fields of their own to compare: they are told apart by their places. */
function places(found: readonly ZipEntry[], entries: readonly ZipEntry[]): number[] {
  return found.map((entry) => entries.indexOf(entry))
}

/** What a reading gives, or its error. */
function outcome(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    return error
  }
}

const utf8 = new TextEncoder()
const NAMES = [
  'a/data.pkl',
  'A/data/0',
  'a/DATA/0',
  'a/data/1',
  'é/x',
  'b',
  '',
  'ſ/data.pkl',
  `${'n'.repeat(70)}/1`,
]
const headers = [
  ...NAMES.map((name, index) =>
    header(utf8.encode(name), { method: index % 9, flags: index, size: index * 3 }),
  ),
  header(Uint8Array.of(0x61, 0xff, 0x62), {}),
  header(Uint8Array.of(0x61, 0xfe, 0x62), {}),
  header(utf8.encode('far'), { at: 0xffff_ffff }),
  header(utf8.encode('disk'), { disk: 0xffff }),
]

describe('a table of entries', () => {
  test('says what the reader of single fields says, also of wide ones and of names that are not UTF-8', () => {
    const bytes = joined(headers)
    const entries = readEntries(bytes, END, (at) => parseEntry(bytes, at, END))
    expect(entries.map(fields)).toEqual(plain(bytes).map(fields))
    expect(entries).toHaveLength(NAMES.length + 4)
    expect(entries.at(-2)?.headerOffset).toBe(2 ** 33 + 5 + 7)
  })

  test('ends with the error of that reader wherever it is cut', () => {
    const bytes = joined(headers.slice(0, 4))
    let errors = 0
    for (let length = 0; length < bytes.length; length += 1) {
      const part = bytes.slice(0, length)
      const found = outcome(() => readEntries(part, END, (at) => parseEntry(part, at, END)).map(fields))
      expect(found).toEqual(outcome(() => plain(part).map(fields)))
      if (found instanceof Error) errors += 1
    }
    expect(errors).toBeGreaterThan(200)
  })

  test('finds names as a Map of lowered names does, in any case and with several of one name', () => {
    const bytes = joined(headers)
    const entries = readEntries(bytes, END, (at) => parseEntry(bytes, at, END))
    const find = newNameIndex(entries)
    const byName = entriesByName(entries)
    for (const name of [
      ...entries.map((entry) => entry.name),
      'A/DATA.PKL',
      'É/x',
      'missing',
      'a/data/2',
      'a\u{fffd}b',
    ])
      expect(places(find(name), entries)).toEqual(places(byName.get(lowerAscii(name)) ?? [], entries))
    expect(find('A/data/0')).toHaveLength(2)
    expect(find('a\u{fffd}b')).toHaveLength(2)
  })

  test.each([
    ['each once', []],
    ['one twice, far apart', ['A/data/3']],
    ['one twice, side by side', ['a/DATA/39']],
    ['one that is not ASCII twice', ['é', 'é']],
  ])('finds names in any order, %s', (_, more) => {
    const names = [...Array.from({ length: 40 }, (__, at) => `a/data/${at}`), ...more]
    const bytes = joined(names.map((name) => header(utf8.encode(name), {})))
    const entries = readEntries(bytes, END, (at) => parseEntry(bytes, at, END))
    const find = newNameIndex(entries)
    const byName = entriesByName(entries)
    const forward = [...names, 'missing', ...names]
    for (const name of [...forward, ...forward.toReversed(), names[7] ?? '', names[7] ?? '', names[9] ?? ''])
      expect(places(find(name), entries)).toEqual(places(byName.get(lowerAscii(name)) ?? [], entries))
  })

  test('tells beginnings and endings as the names do', () => {
    const bytes = joined(headers)
    const entries = readEntries(bytes, END, (at) => parseEntry(bytes, at, END))
    expect(endingIn(entries, 'data.pkl').map(fields)).toEqual(
      entries.filter(({ name }) => name.toLowerCase().endsWith('data.pkl')).map(fields),
    )
    expect(notBeginningWith(entries, 'a/').map(fields)).toEqual(
      entries.filter(({ name }) => !name.startsWith('a/')).map(fields),
    )
    expect(notBeginningWith(entries, 'é').map(fields)).toEqual(
      entries.filter(({ name }) => !name.startsWith('é')).map(fields),
    )
  })

  test('has the names of an archive of PyTorch', async () => {
    const source = memorySource(new Uint8Array(readFileSync('fixtures/state_dict.pth')), 'state_dict.pth')
    const { entries, find } = await readUncheckedDirectory(source)
    const names = entries.map(({ name }) => name)
    expect(names).toContain('state_dict/data.pkl')
    for (const [at, entry] of entries.entries())
      expect(places(find(entry.name.toUpperCase()), entries)).toEqual([at])
  })
})
