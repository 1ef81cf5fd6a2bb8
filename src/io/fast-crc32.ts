/** CRC-32 on any platform: by WebAssembly where there is one. Node's own is faster still. */
import { crc32 as plainCrc32 } from './crc32.ts'
import type { Crc32 } from './crc32.ts'
import { digestKernels } from './digest-kernels.ts'

/** Bytes from which a copy into another memory is worth it. */
const LEAST_BYTES = 1 << 12

/** CRC-32, three times as fast as plain JavaScript where WebAssembly can be had. */
export const fastCrc32: Crc32 = (bytes, crc) =>
  (bytes.length < LEAST_BYTES ? null : digestKernels())?.crc32(bytes, crc) ?? plainCrc32(bytes, crc)
