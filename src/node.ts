/** pth as a library on Node: checkpoints in files. */
export { openFile } from './io/file.ts'
export type { FileSource } from './io/file.ts'
export { newSha256 } from './io/node-hash.ts'
export { nodeCrc32 } from './io/node-crc32.ts'
export { prepareOutput, runConvert } from './operations/convert/run.ts'
export type { ConvertResult, RunOptions } from './operations/convert/run.ts'
