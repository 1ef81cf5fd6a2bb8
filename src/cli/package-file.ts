/** Files that the package has beside its code. The executable of one file contains their texts instead. */
import { fileURLToPath } from 'node:url'
import { readSmallFile } from './small-file.ts'

/** Bytes of the largest. */
const MOST_BYTES = 1 << 22

/**
 * The text of a file that is named from the root of the package. This file is two folders below it, in src/cli/ and,
 * bundled, in dist/chunks/. @throws PthError SOURCE_UNREADABLE
 */
export function readPackageFile(name: string): Promise<string> {
  return readSmallFile(fileURLToPath(new URL(`../../${name}`, import.meta.url)), MOST_BYTES)
}
