/** The committed fixtures as seeds, by what is in them. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { bytes } from '../support/assembler.ts'
import { repairTar } from './repair.ts'

export interface Seeds {
  readonly zips: readonly Uint8Array[]
  /** Pickles in a row: legacy files and single pickles. */
  readonly streams: readonly Uint8Array[]
  readonly tars: readonly Uint8Array[]
  /** Pickles of archives, and the streams. */
  readonly pickles: readonly Uint8Array[]
  readonly npz: readonly Uint8Array[]
  readonly safetensors: readonly Uint8Array[]
  readonly schemas: readonly Uint8Array[]
  readonly indexes: readonly Uint8Array[]
}

/** Seeds are small: a change in a long tensor changes nothing. */
export const SEED_BYTES = 12_000

/** Every fixture that is small enough. */
export function readSeeds(fixtures: string): Seeds {
  const all = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
    .sort()
    .filter((name) => statSync(join(fixtures, name)).isFile())
  const read = (fits: (name: string) => boolean): Uint8Array[] =>
    all.filter(fits).map((name) => new Uint8Array(readFileSync(join(fixtures, name))))
  const files = read((name) => !/\.(json|py|md|gitignore)$/.test(name)).filter(small)
  const zips = files.filter((file) => file[0] === 0x50 && file[1] === 0x4b)
  const streams = files.filter((file) => file[0] === 0x80 || file[0] === 0x28)
  return {
    zips,
    streams,
    tars: read((name) => name.endsWith('.tar'))
      .map(withoutPadding)
      .flatMap((tar, at) => (at === 0 ? [tar, withPax(tar)] : [tar])),
    pickles: [...zips.flatMap(pickleIn), ...streams],
    npz: read((name) => name.endsWith('.npz')).filter(small),
    safetensors: read((name) => name.endsWith('.safetensors')).filter(small),
    schemas: read((name) => /schema.*\.json$/.test(name)).filter(small),
    indexes: read((name) => name.endsWith('.index.json')).filter(small),
  }
}

function small({ length }: Uint8Array): boolean {
  return length > 0 && length <= SEED_BYTES
}

/** Text as latin-1 bytes. */
export function texts(all: readonly string[]): Uint8Array[] {
  return all.map((text) => bytes(text))
}

/** A tar without the zeros that fill its last block. */
function withoutPadding(tar: Uint8Array): Uint8Array {
  const last = tar.findLastIndex((byte) => byte !== 0)
  return tar.subarray(0, Math.ceil((last + 1) / 512) * 512 + 1024)
}

/** A PAX header before the first member, as Python writes it for a time with a fraction. The checksum is left to be repaired. */
function withPax(tar: Uint8Array): Uint8Array {
  const records = '22 mtime=1600000000.5\n17 path=storages\n'
  const header = tar.slice(0, 512)
  header.set(bytes(records.length.toString(8).padStart(11, '0')), 124) // 124 - size
  header[156] = 0x78 // 156 - type: x
  return repairTar(bytes(header, records, new Uint8Array(512 - records.length), tar))
}

/** The stored data.pkl of an archive, found by its local header. */
function pickleIn(zip: Uint8Array): Uint8Array[] {
  const text = new TextDecoder('latin1').decode(zip)
  const name = text.indexOf('data.pkl')
  const start = name < 0 ? -1 : text.indexOf('\u0080', name)
  const end = start < 0 ? -1 : text.indexOf('PK', start)
  return end < 0 ? [] : [zip.subarray(start, end)]
}
