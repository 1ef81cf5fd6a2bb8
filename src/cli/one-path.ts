/** The one input of a command that prints one document. */
import { inputPaths } from '../node/input-paths.ts'
import { PthError } from '../errors.ts'
import type { Limits } from '../limits.ts'
import { shellWord } from '../report/shell.ts'

/** Lines that are written out. */
const SHOWN = 4

/**
 * The path that a command opens: the only one given, the only match of a glob, or every shard of one model.
 * @throws PthError USAGE for several, SOURCE_UNREADABLE
 */
export async function onePath(
  command: 'lock' | 'schema',
  paths: readonly string[],
  limits: Limits,
): Promise<string> {
  const [path = '', ...others] = await inputPaths(paths, limits)
  if (others.length === 0) return path
  throw new PthError('USAGE', {
    reason:
      `pth ${command} prints one document about one model, and ${others.length + 1} were named; ` +
      'run it once for each',
    commands: [path, ...others]
      .slice(0, SHOWN)
      .map((file) => `pth ${command} ${shellWord(file)} > ${shellWord(`${file}.${command}.json`)}`),
  })
}
