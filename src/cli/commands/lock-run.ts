/** What `pth lock` does: reads every tensor once, and prints a digest of each. */
import type { WeightsKind } from '../../checkpoint/checkpoint.ts'
import type { JoinRule } from '../../names/join-rule.ts'
import { requireWhole } from '../../checkpoint/distributed/part-of.ts'
import { newSha256 } from '../../node/hash.ts'
import { withCheckpoint } from '../../node/with-checkpoint.ts'
import { makeLock } from '../../operations/verify/lock.ts'
import { jsonDocument } from '../../report/json.ts'
import { JSON_ONLY } from '../../report/report-format.ts'
import type { CommandContext } from '../command.ts'
import { inputOptions } from '../input.ts'
import { limitsOf } from '../limit-flags.ts'
import type { LimitFlags } from '../limit-flags.ts'
import { onePath } from '../one-path.ts'
import { newProgress } from '../progress.ts'
import { formatOf } from '../report-flags.ts'
import type { FormatFlags } from '../report-flags.ts'

/** The options as commander hands them over. */
export interface LockFlags extends LimitFlags, FormatFlags {
  readonly root?: string
  readonly weights?: WeightsKind
  readonly join?: readonly JoinRule[]
  readonly partAlone?: boolean
}

/** Lock the one model that the paths stand for. @throws PthError USAGE for several, and those of opening */
export async function lock(
  paths: readonly string[],
  flags: LockFlags,
  { io }: CommandContext,
): Promise<void> {
  formatOf(flags, JSON_ONLY)
  const path = await onePath('lock', paths, limitsOf(flags))
  await withCheckpoint(path, inputOptions(io, flags, true), async (checkpoint) => {
    requireWhole(checkpoint, flags.partAlone === true)
    const progress = newProgress(io.stderr, 'hashing')
    const made = await makeLock(checkpoint, newSha256, progress.update).finally(progress.finish)
    await io.stdout.write(jsonDocument(made))
  })
}
