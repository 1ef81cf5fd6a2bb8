/** The four bytes that begin each structure of a zip archive, as little-endian numbers. @see APPNOTE.TXT 4.3 */

export const LOCAL_HEADER = 0x04034b50
export const DATA_DESCRIPTOR = 0x08074b50
export const DIRECTORY_HEADER = 0x02014b50

/** Whether bytes begin with a local header, from which torch.load knows a zip archive. */
export function beginsAsZip(bytes: Uint8Array, at = 0): boolean {
  return bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 3 && bytes[at + 3] === 4
}
