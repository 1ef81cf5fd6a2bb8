/** What `pth textconv` does: describes whatever file it is given, since git stops where its helper fails. */
import { basename } from 'node:path'
import { openCheckpoint } from '../../checkpoint/open.ts'
import { isPthError } from '../../errors.ts'
import { newBlockCache } from '../../io/block-cache.ts'
import type { ByteSource } from '../../io/source.ts'
import type { Limits } from '../../limits.ts'
import { openPlace } from '../../node/place.ts'
import { newSha256 } from '../../node/hash.ts'
import { newUnpackFiles } from '../../node/unpack-files.ts'
import { digestOfSource, outlineCheckpoint, pointerIn } from '../../operations/textconv/outline.ts'
import type { Content } from '../../operations/textconv/outline.ts'
import { renderOutline } from '../../report/textconv/text.ts'
import type { CommandContext } from '../command.ts'
import { limitsOf } from '../limit-flags.ts'
import type { LimitFlags } from '../limit-flags.ts'
import { internal } from '../reports.ts'

/**
 * Print the outline of a file. Whatever is in it, the run is clean.
 * @throws PthError SOURCE_UNREADABLE for a path that is not a file, and SOURCE_TRUNCATED
 */
export async function textconv(path: string, flags: LimitFlags, { io }: CommandContext): Promise<void> {
  // `-` is a file like any other here: git pipes nothing into its helper.
  const source = await openPlace(path)
  try {
    const sha256 = await digestOfSource(source, newSha256)
    // The name of the copy that git makes of an old version is another one each time, but for its last part.
    const content = await contentOf({ ...source, name: basename(path) }, limitsOf(flags)).catch(
      (error: unknown): Content => {
        const { code, message } = isPthError(error) ? error : internal(error)
        return { kind: 'broken', code, message: message.replaceAll(path, basename(path)) }
      },
    )
    await io.stdout.write(renderOutline({ bytes: source.byteLength, sha256, content }))
  } finally {
    await source.close()
  }
}

async function contentOf(source: ByteSource, limits: Limits): Promise<Content> {
  const pointer = await pointerIn(source)
  if (pointer !== null) return { kind: 'pointer', pointer }
  const { unpack, close } = newUnpackFiles()
  try {
    const checkpoint = await openCheckpoint(newBlockCache().over(source), { unpack, limits })
    return await outlineCheckpoint(checkpoint, newSha256)
  } finally {
    await close()
  }
}
