/** Would `torch.load(path, map_location="cpu", weights_only=True)` of the emulated version accept this file? */
import { isPthError } from '../errors.ts'
import type { ByteSource } from '../io/source.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { ALLOWED_GLOBALS, WEIGHTS_ONLY_TORCH } from './allowed-globals.ts'
import type { WoAnswer } from './answer.ts'
import { legacyAnswer } from './legacy.ts'
import { addSafeGlobals } from './unsafe-globals.ts'
import { zipAnswer } from './zip.ts'

/** What torch answers, and what it would need to answer otherwise. */
export interface WeightsOnly {
  /** The version of PyTorch whose rules were applied. */
  readonly torch: string
  readonly answer: 'accepts' | 'refuses' | 'undetermined'
  /** Why not, or null. */
  readonly reason: string | null
  /** Where the pickle stops, or null. */
  readonly member: string | null
  readonly offset: number | null
  /** As `get_unsafe_globals_in_checkpoint` lists them; null where it gives no list. */
  readonly unsafe_globals: readonly string[] | null
  /** The call that would allow them; null when none is needed or it would not help. */
  readonly add_safe_globals: string | null
}

/** Judge a file. Only a failure of the source itself is thrown. @throws PthError SOURCE_UNREADABLE */
export async function weightsOnlyVerdict(
  source: ByteSource,
  limits: Limits = DEFAULT_LIMITS,
): Promise<WeightsOnly> {
  const { answer, reason, member, offset, unsafe } = await judge(source, limits)
  const names = unsafe ?? null
  const helps = names !== null && names.every((name) => !ALLOWED_GLOBALS.has(name) && !isBlocked(name))
  return {
    torch: WEIGHTS_ONLY_TORCH,
    answer,
    reason: reason === null ? null : shortened(reason),
    member: member ?? null,
    offset: offset ?? null,
    unsafe_globals: names,
    add_safe_globals: helps ? addSafeGlobals(names) : null,
  }
}

async function judge(source: ByteSource, limits: Limits): Promise<WoAnswer> {
  try {
    const head = await source.read(0, Math.min(4, source.byteLength))
    const zip = head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4
    return await (zip ? zipAnswer(source, limits) : legacyAnswer(source, limits))
  } catch (error) {
    if (!isPthError(error) || isPthError(error, 'SOURCE_UNREADABLE')) throw error
    // Where torch may choose differently, or only pth has a limit, nothing is claimed.
    const unsure = isPthError(error, 'ZIP_AMBIGUOUS', 'LIMIT_EXCEEDED')
    return { answer: unsure ? 'undetermined' : 'refuses', reason: error.message }
  }
}

/** Characters of a reason: it may quote a name or a text of the file. */
const LONGEST_REASON = 400

function shortened(reason: string): string {
  return reason.length <= LONGEST_REASON ? reason : `${reason.slice(0, LONGEST_REASON)}…`
}

function isBlocked(name: string): boolean {
  return /^(sys|os|posix|nt)\.[^.]*$/.test(name)
}
