/** Colour by choice, environment and terminal. The one file that imports chalk. */
import { Chalk } from 'chalk'
import type { Paint } from '../report/paint.ts'
import type { CliIo, TextStream } from './io.ts'

export type ColorChoice = 'auto' | 'always' | 'never'

/** A painter for one stream. @see https://no-color.org */
export function paintFor(choice: ColorChoice, stream: TextStream, env: CliIo['env']): Paint {
  const wanted =
    choice === 'always' ||
    (choice === 'auto' && stream.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb')
  return new Chalk({ level: wanted ? 1 : 0 })
}
