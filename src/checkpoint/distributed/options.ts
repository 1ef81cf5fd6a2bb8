/** How the folder of a distributed checkpoint is opened. */
import type { Crc32 } from '../../io/crc32.ts'
import type { OpenOptions } from '../checkpoint.ts'

export interface OpenFolderOptions extends OpenOptions {
  /** The platform's CRC-32 where it has a faster one. */
  readonly crc32?: Crc32
}
