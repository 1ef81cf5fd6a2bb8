/** A tar writer for tests only: one header and its data, also what no tar tool would write. */
import { bytes } from './assembler.ts'

/** What differs from an honest ustar member. */
export interface TarShape {
  readonly type?: string
  /** The size field, as text. */
  readonly size?: string
}

/** A member and the two empty blocks that end an archive. */
export function tarMember(name: string, data: Uint8Array, shape: TarShape = {}): Uint8Array {
  const header = new Uint8Array(512)
  const put = (offset: number, text: string): void => header.set(bytes(text), offset)
  put(0, name)
  put(100, '0000644\0')
  put(124, `${shape.size ?? data.length.toString(8).padStart(11, '0')}\0`)
  put(136, '00000000000\0')
  put(148, ' '.repeat(8))
  put(156, shape.type ?? '0')
  put(257, 'ustar\x0000')
  const sum = header.reduce((total, byte) => total + byte, 0)
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `)
  return bytes(header, data, new Uint8Array((512 - (data.length % 512)) % 512), new Uint8Array(1024))
}
