/** Files that the package has beside its code. */
import { fileURLToPath } from 'node:url'

/**
 * The path of a file that is named from the root of the package. This file is two folders below it, in src/cli/ and,
 * bundled, in dist/chunks/.
 */
export function packageFile(name: string): string {
  return fileURLToPath(new URL(`../../${name}`, import.meta.url))
}
