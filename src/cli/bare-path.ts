/** Words that mean paths: `pth model.pth` is `pth inspect model.pth`, and git has files that look like flags. */
import { kindOfPath } from '../node/file.ts'
import { memberAddress } from '../node/member-address.ts'

/** A word that can only be meant as a path: with a separator, an extension or a pattern in it; `-` is stdin. */
const PATH = /^-$|[/\\*?]|.\.[A-Za-z0-9_]{1,16}$/

/**
 * The words with `inspect` in front where the first one that is not a flag is no command but a file; and with `--` in
 * front of the one file of `textconv`, which git names as it is in the repository, such as `-v2.pth`.
 */
export async function withCommand(
  argv: readonly string[],
  names: readonly string[],
): Promise<readonly string[]> {
  const [command, only = '', ...others] = argv
  if (command === 'textconv' && only.startsWith('-') && others.length === 0)
    return (await kindOfPath(only)) === 'file' ? [command, '--', only] : argv
  const first = argv.find((word) => word === '-' || !word.startsWith('-'))
  if (first === undefined || names.includes(first)) return argv
  if (PATH.test(first)) return ['inspect', ...argv]
  if ((await kindOfPath(first)) !== 'missing') return ['inspect', ...argv]
  return (await memberAddress(first)) === null ? argv : ['inspect', ...argv]
}
