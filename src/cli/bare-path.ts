/** `pth model.pth` is `pth inspect model.pth`. */

/** A word that can only be meant as a path: with a separator, an extension or a pattern in it; `-` is stdin. */
const PATH = /^-$|[/\\*?]|.\.[A-Za-z0-9_]{1,16}$/

/** The words with `inspect` in front where the first one that is not a flag is no command but a file. */
export async function withCommand(
  argv: readonly string[],
  names: readonly string[],
): Promise<readonly string[]> {
  const first = argv.find((word) => word === '-' || !word.startsWith('-'))
  if (first === undefined || names.includes(first)) return argv
  if (PATH.test(first)) return ['inspect', ...argv]
  const { kindOfPath } = await import('../node/file.ts')
  if ((await kindOfPath(first)) !== 'missing') return ['inspect', ...argv]
  const { memberAddress } = await import('../node/member-address.ts')
  return (await memberAddress(first)) === null ? argv : ['inspect', ...argv]
}
