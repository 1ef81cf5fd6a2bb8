/** pth as a library on Node: checkpoints in files. */
export { openFile } from './io/file.ts'
export type { FileSource } from './io/file.ts'
export { newSha256 } from './io/node-hash.ts'
