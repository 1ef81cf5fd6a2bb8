/** Packed members of archives, unpacked into temporary files. */
import type { Unpack } from '../container/members/unpack.ts'
import { spool } from './spool.ts'

/** Unpacks members; `close` gives the memory and the files back. */
export interface UnpackFiles {
  readonly unpack: Unpack
  close(): Promise<void>
}

/** Members of up to 64 MiB stay in memory. */
export function newUnpackFiles(): UnpackFiles {
  const closers: (() => Promise<void>)[] = []
  return {
    unpack: async (chunks, name) => {
      const source = await spool(chunks, name)
      closers.push(() => source.close())
      return source
    },
    close: async () => {
      for (const close of closers.splice(0)) await close()
    },
  }
}
