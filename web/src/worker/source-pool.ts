/** Files of a server that are read here and there: a checkpoint may have thousands, and few of them are kept open. */
import { PthError } from 'pth-cli'
import type { ByteSource } from 'pth-cli'

/** Sources that stay open; each keeps some bytes for reading again. */
const MOST_OPEN = 32

/** A source for a file that opens it when it is read, and again when it was closed meanwhile. */
export type Pool = (name: string) => Promise<ByteSource>

/** A pool over what `open` opens. @throws PthError of `open`; REMOTE_CHANGED from reading a file that is another one */
export function newSourcePool(open: (name: string) => Promise<ByteSource>): Pool {
  // A Map keeps the order of insertion: the first was used longest ago.
  const opened = new Map<string, Promise<ByteSource>>()

  function use(name: string): Promise<ByteSource> {
    const source = opened.get(name) ?? open(name)
    opened.delete(name)
    opened.set(name, source)
    const [oldest] = opened.keys()
    if (opened.size > MOST_OPEN && oldest !== undefined) opened.delete(oldest)
    source.catch(() => {
      if (opened.get(name) === source) opened.delete(name)
    })
    return source
  }

  return async (name) => {
    const { name: label, byteLength, mark } = await use(name)
    const again = async (): Promise<ByteSource> => {
      const source = await use(name)
      if (source.byteLength !== byteLength || source.mark !== mark)
        throw new PthError('REMOTE_CHANGED', { path: label, reason: 'its size or its tag is another one' })
      return source
    }
    return {
      name: label,
      byteLength,
      ...(mark !== undefined && { mark }),
      read: async (offset, length) => (await again()).read(offset, length),
      readInto: async (offset, target) => {
        const source = await again()
        if (source.readInto === undefined) target.set(await source.read(offset, target.length))
        else await source.readInto(offset, target)
      },
      prefetch: async (ranges) => (await again()).prefetch?.(ranges),
    }
  }
}
