/** NumPy arrays under scan: in a .npy file, and in any member of an archive, since numpy.load looks at no name. */
import type { ByteSource } from '../../io/source.ts'
import { find } from './context.ts'
import type { ScanContext, ScanInside } from './context.ts'
import { scanStream } from './stream.ts'

/**
 * Bytes before the header of a .npy file ends at most: a longer one is not looked into. Largest known:
 * 10,000, numpy's own limit.
 */
const ARRAY_HEADER = 1 << 20

/** How numpy spells an object dtype, alone or among others. */
const OBJECT_DTYPE = /(?<![A-Za-z_])O(?![A-Za-z_])|(?<![A-Za-z_])object_?(?![A-Za-z_])|Object0/
/** A text between quotes of one kind, without an escape. */
const TEXT = /'[^'\\]*'|"[^"\\]*"/g
/** What is between the texts of a header that numpy writes. Names of fields have no prefix in Python 3. */
const BETWEEN = /^(?:[\s{}[\](),:\d]|True|False|None|(?<=\d)L|\0)*$/

/**
 * The length of everything before the data of a .npy file, by its first 12 bytes; undefined for other files.
 * @see numpy/lib/format.py: magic, version, header length, header as a Python dict
 */
export function arrayDataOffset(head: Uint8Array): number | undefined {
  if (
    head[0] !== 0x93 ||
    new TextDecoder('latin1').decode(head.subarray(1, 6)) !== 'NUMPY' ||
    head.length < 12
  )
    return undefined
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  return (head[6] ?? 1) >= 2 ? 12 + view.getUint32(8, true) : 10 + view.getUint16(8, true)
}

/**
 * Whether the header of a .npy file may be that of Python objects, which numpy reads as a pickle. Texts in pieces,
 * with prefixes, escapes or comments may spell anything, and numpy writes none of them.
 */
function holdsObjects(header: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(header.subarray((header[6] ?? 1) >= 2 ? 12 : 10))
  // A text becomes a NUL, so that two of them side by side are seen.
  const between = text.replaceAll('\0', '?').replaceAll(TEXT, '\0')
  return OBJECT_DTYPE.test(text) || !BETWEEN.test(between) || /\0\s*\0/.test(between)
}

/** Scan the objects of an array, when it is one of objects; `offset` is where its data begins. */
export async function scanArray(
  context: ScanContext,
  content: ByteSource,
  offset: number,
  member: string,
  depth: number,
  inside: ScanInside,
): Promise<void> {
  if (offset > content.byteLength) return
  if (offset > ARRAY_HEADER) {
    const told = `a header of ${offset} bytes is over the limit of ${ARRAY_HEADER}`
    find(context, 'MEMBER_UNREADABLE', 'error', member, null, told)
  } else if (holdsObjects(await content.read(0, offset)))
    await scanStream(context, content, member, depth, inside, offset)
}
