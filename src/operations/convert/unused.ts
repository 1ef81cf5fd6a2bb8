/** Options that had nothing to do: more often a slip of the pen than a wish, so each is reported. */
import { compileGlobs } from '../../names/glob.ts'
import type { Choice } from './choose.ts'
import type { PlannedTensor } from './content.ts'
import type { ConvertOptions } from './options.ts'

/** One sentence for each pattern or prefix that matches no tensor. */
export function unusedNotices(
  options: ConvertOptions,
  choice: Choice,
  tensors: readonly PlannedTensor[],
): string[] {
  const { named, excluded, emaFound } = choice
  const before = named.map(({ name }) => name)
  const candidates = [...before, ...excluded]
  const after = tensors.map(({ name }) => name)
  const notices = [
    ...unfit('--include', options.include, candidates),
    ...unfit('--exclude', options.exclude, candidates),
    ...unfit('--keep', options.keep, after),
    ...unfit('--keep-name', options.keepNames, after),
    ...options.stripPrefixes
      .filter((prefix) => !before.some((name) => name.includes(prefix)))
      .map((prefix) => `--strip-prefix ${prefix} matches no tensor`),
  ]
  if (options.ema === 'drop' && !emaFound) notices.push('--ema drop found no averaged weights to leave out')
  return notices
}

function unfit(option: string, patterns: readonly string[], names: readonly string[]): string[] {
  return patterns
    .filter((pattern) => !names.some(compileGlobs([pattern])))
    .map((pattern) => `${option} ${pattern} matches no tensor`)
}
