/** A port on a command line. */
import { PthError } from '../errors.ts'

/** A port that a program may listen at. @throws PthError USAGE */
export function parsePort(text: string): number {
  const port = Number(text)
  if (/^[1-9]\d{0,4}$/.test(text) && port < 65_536) return port
  throw new PthError('USAGE', {
    reason: `--port takes a number from 1 to 65535, not ${JSON.stringify(text)}`,
  })
}
