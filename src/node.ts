/** pth as a library on Node: checkpoints in files. */
export { openFile } from './node/file.ts'
export type { FileSource } from './node/file.ts'
export { newSha256 } from './node/hash.ts'
export { nodeCrc32 } from './node/crc32.ts'
export { prepareOutput, runConvert } from './node/write-converted.ts'
export type { RunOptions } from './node/write-converted.ts'
export type { ConvertResult } from './operations/convert/result.ts'
