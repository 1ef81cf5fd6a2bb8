import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where a program is. @throws where it is missing: that is a failure, never a skip */
export function programPath(name: string): string {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, name)
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {
      // The next folder.
    }
  }
  throw new Error(`${name} is not installed: run test/browser/setup.sh`)
}
