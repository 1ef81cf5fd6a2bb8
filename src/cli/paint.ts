/** Colour by choice, environment and terminal. */
import { plainPaint } from '../report/paint.ts'
import type { Paint } from '../report/paint.ts'
import type { CliIo, TextStream } from './io.ts'

export type ColorChoice = 'auto' | 'always' | 'never'

/** @see ECMA-48, 8.3.117: SGR */
const COLORS: Paint = {
  bold: emphasis(1, 22),
  dim: emphasis(2, 22),
  red: emphasis(31, 39),
  yellow: emphasis(33, 39),
  green: emphasis(32, 39),
}

/** Text that is emphasised inside goes on with this emphasis after its own, and no line end is inside of one. */
function emphasis(on: number, off: number): (text: string) => string {
  const open = `\u001b[${on}m`
  const close = `\u001b[${off}m`
  return (text) => {
    if (text === '') return ''
    const inside = text.replaceAll(close, close + open).replaceAll(/\r?\n/g, (end) => close + end + open)
    return open + inside + close
  }
}

/**
 * A painter for one stream. `--color` is obeyed before `FORCE_COLOR`, that before `NO_COLOR`, and the terminal last.
 * @see https://force-color.org and https://no-color.org
 */
export function paintFor(choice: ColorChoice, stream: TextStream, env: CliIo['env']): Paint {
  const wanted = choice === 'always' || (choice === 'auto' && automatic(stream, env))
  return wanted ? COLORS : plainPaint
}

/** Values of `FORCE_COLOR` that ask for colours; every other one forbids them, as in `tty.getColorDepth` of Node. */
const FORCED = new Set(['', '1', '2', '3', 'true'])

function automatic({ isTTY }: TextStream, env: CliIo['env']): boolean {
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return FORCED.has(forced)
  return isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb'
}
