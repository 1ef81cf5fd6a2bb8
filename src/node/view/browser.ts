/** The browser of the system, opened at an address. */
import { startProgram } from '../programs.ts'

/** What opens an address, by `process.platform`. Each is given it as one word. */
const OPENERS: ReadonlyMap<string, readonly [string, ...string[]]> = new Map([
  ['darwin', ['open']],
  // `start` belongs to cmd, which would read the address as a command line.
  ['win32', ['rundll32', 'url.dll,FileProtocolHandler']],
])

/** Ask the system to show an address of our own making. False when nothing does. */
export function openBrowser(address: string, platform: string): Promise<boolean> {
  const [program, ...args] = OPENERS.get(platform) ?? ['xdg-open']
  return startProgram(program, [...args, address])
}
