/** A torch.save archive of many gigabytes, imitated in a few hundred bytes, laid out as PyTorch lays it out. */
import type { ByteSource } from '../../src/io/source.ts'
import { bytes, u16, u32, u64 } from './assembler.ts'
import { sparseSource } from './sources.ts'

const FULL = 0xffff_ffff
const PADDING = bytes('FB', u16(2), 'ZZ')

/**
 * `data.pkl`, then `data/0` of `huge` bytes that are zero but for the `last` ones, then `data/1` with the
 * bytes `behind`. Both storages get ZIP64 fields where PyTorch writes them, also the odd one in the local header.
 */
export function hugeArchive(
  pickle: Uint8Array,
  huge: number,
  last: Uint8Array,
  behind: Uint8Array,
): { source: ByteSource; behindAt: number; directorySize: number } {
  const pickleEntry = bytes(localHeader('archive/data.pkl', PADDING), pickle)
  const hugeHeaderAt = pickleEntry.length
  const hugeHeader = localHeader('archive/data/0', bytes(u16(1), u16(16), u64(huge), u64(huge), PADDING))
  const hugeAt = hugeHeaderAt + hugeHeader.length
  const descriptor = bytes('PK\x07\x08', u32(0), u64(huge), u64(huge))
  const behindHeaderAt = hugeAt + huge + descriptor.length
  const behindHeader = localHeader('archive/data/1', bytes(u16(1), u16(8), u64(behindHeaderAt), PADDING))
  const behindAt = behindHeaderAt + behindHeader.length
  const directoryAt = behindAt + behind.length
  const directory = bytes(
    centralHeader('archive/data.pkl', pickle.length, 0),
    centralHeader('archive/data/0', huge, hugeHeaderAt),
    centralHeader('archive/data/1', behind.length, behindHeaderAt),
  )
  const end = endRecords(3, directory.length, directoryAt)
  const source = sparseSource(directoryAt + directory.length + end.length, [
    [0, pickleEntry],
    [hugeHeaderAt, hugeHeader],
    [hugeAt + huge - last.length, last],
    [hugeAt + huge, descriptor],
    [behindHeaderAt, behindHeader],
    [behindAt, behind],
    [directoryAt, bytes(directory, end)],
  ])
  return { source, behindAt, directorySize: directory.length }
}

function localHeader(name: string, extra: Uint8Array): Uint8Array {
  const lengths = bytes(u16(name.length), u16(extra.length))
  return bytes('PK\x03\x04', u16(0), u16(0x0808), u16(0), u32(0), new Uint8Array(12), lengths, name, extra)
}

function centralHeader(name: string, size: number, offset: number): Uint8Array {
  const wide = bytes(size >= FULL ? bytes(u64(size), u64(size)) : [], offset >= FULL ? u64(offset) : [])
  const extra = wide.length === 0 ? wide : bytes(u16(1), u16(wide.length), wide)
  return bytes(
    bytes('PK\x01\x02', u16(0), u16(0), u16(0x0808), u16(0), u32(0), u32(0), narrow(size), narrow(size)),
    bytes(u16(name.length), u16(extra.length), u16(0), u16(0), u16(0), u32(0), narrow(offset), name, extra),
  )
}

function endRecords(entries: number, size: number, offset: number): Uint8Array {
  return bytes(
    bytes(
      'PK\x06\x06',
      u64(44),
      u16(0x031e),
      u16(45),
      u32(0),
      u32(0),
      u64(entries),
      u64(entries),
      u64(size),
      u64(offset),
    ),
    bytes('PK\x06\x07', u32(0), u64(offset + size), u32(1)),
    bytes('PK\x05\x06', u16(0), u16(0), u16(entries), u16(entries), u32(size), narrow(offset), u16(0)),
  )
}

function narrow(value: number): Uint8Array {
  return u32(Math.min(value, FULL))
}
