/** CRC-32 by Node's zlib. The one file that imports `node:zlib`. */
import { crc32 } from 'node:zlib'
import type { Crc32 } from '../io/crc32.ts'

/** CRC-32, with the code of the platform where it has one. */
export const nodeCrc32: Crc32 = (bytes, crc) => crc32(bytes, crc)
