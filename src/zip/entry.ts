/** One entry of a zip archive, as its central directory describes it. */

/** One entry, as the central directory describes it. Sizes and offsets are bytes. */
export interface ZipEntry {
  readonly name: string
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly flags: number
  /** 0 may mean that it was not recorded. */
  readonly crc32: number
  readonly compressedSize: number
  readonly size: number
  /** Offset of the local header from the beginning of the file. */
  readonly headerOffset: number
  /** The name as its bytes are in the file; compared with the local header's. */
  readonly rawName: Uint8Array
}

/** The entry under another name; its fields may be read from a directory, so that a spread would leave them out. */
export function entryNamed(entry: ZipEntry, name: string): ZipEntry {
  const { method, flags, crc32, compressedSize, size, headerOffset, rawName } = entry
  return { name, method, flags, crc32, compressedSize, size, headerOffset, rawName }
}

/**
 * Flag bits of the central directory that say the data is not what it seems: encrypted, patch data,
 * strong encryption, masked headers. torch.load refuses all of them, and none of them in a local header.
 * @see APPNOTE.TXT 4.4.4
 */
export const REFUSED_FLAGS = 0x1 | 0x20 | 0x40 | 0x2000
