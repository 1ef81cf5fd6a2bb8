/** Colour by choice, environment and terminal. The one file that imports chalk. */
import { Chalk } from 'chalk'
import type { Paint } from '../report/paint.ts'
import type { CliIo, TextStream } from './io.ts'

export type ColorChoice = 'auto' | 'always' | 'never'

/**
 * A painter for one stream. `--color` is obeyed before `FORCE_COLOR`, that before `NO_COLOR`, and the terminal last.
 * @see https://force-color.org and https://no-color.org
 */
export function paintFor(choice: ColorChoice, stream: TextStream, env: CliIo['env']): Paint {
  const wanted = choice === 'always' || (choice === 'auto' && automatic(stream, env))
  return new Chalk({ level: wanted ? 1 : 0 })
}

/** Values of `FORCE_COLOR` that ask for colours; every other one forbids them, as in `tty.getColorDepth` of Node. */
const FORCED = new Set(['', '1', '2', '3', 'true'])

function automatic({ isTTY }: TextStream, env: CliIo['env']): boolean {
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return FORCED.has(forced)
  return isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb'
}
