/**
 * The flags of a suggestion as what they do: the same lists that `pth diff` and `pth convert` read from a
 * command line.
 */
import { nameRule } from '../../names/name-rule.ts'
import { parseRename } from '../../names/rename.ts'
import { parseReshape } from '../../names/transform.ts'
import type { DiffOptions } from '../diff.ts'
import { FOLDS } from '../fold-names.ts'
import type { Rewrites } from '../rewrite.ts'

/**
 * Options of a diff from flags and their values in turn; `--root` is passed over.
 * @throws PthError USAGE
 */
export function optionsOfFlags(flags: readonly string[]): DiffOptions {
  const values = (flag: string): string[] =>
    flags.flatMap((text, at) => (at % 2 === 0 && text === flag ? [flags[at + 1] ?? ''] : []))
  const [addPrefix] = values('--add-prefix')
  const [transpose, ignore] = [values('--transpose'), values('--ignore')]
  const rewrites: Rewrites = {
    fold: FOLDS.filter((fold) => values('--fold').includes(fold)),
    stripPrefix: values('--strip-prefix'),
    rename: values('--rename').map(parseRename),
    renameParts: values('--rename-part').map((text) => {
      const at = text.indexOf('=')
      return [text.slice(0, at), text.slice(at + 1)] as const
    }),
    reshape: values('--reshape')
      .map(parseReshape)
      .map(({ glob, shape }) => ({ rule: nameRule([glob]), shape })),
    ...(addPrefix !== undefined && { addPrefix }),
    ...(transpose.length > 0 && { transpose: nameRule(transpose) }),
  }
  return { strict: true, rewrites, ...(ignore.length > 0 && { ignore: nameRule(ignore) }) }
}
