/** Would `torch.load(path, map_location="cpu", weights_only=True)` of the emulated version accept this file? */
import { isPthError } from '../errors.ts'
import type { ByteSource } from '../io/source.ts'
import { DEFAULT_LIMITS, limitsFor } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { WEIGHTS_ONLY_TORCH } from './allowed-globals.ts'
import type { WoAnswer } from './answer.ts'
import type { ForeignNames } from './value.ts'
import { legacyAnswer } from './legacy.ts'
import { allowLine, newForeignNames, unwritable } from './foreign.ts'
import { zipAnswer } from './zip.ts'
import { beginsAsZip } from '../zip/signatures.ts'

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
  /** The line that makes `weights_only` accept the file, ready to paste; null when none is needed or none helps. */
  readonly add_safe_globals: string | null
  /** Why no list of names helps, or why it is not certain; null when the file is accepted or a list helps. */
  readonly no_list: string | null
}

/** Judge a file. Only a failure of the source itself is thrown. @throws PthError SOURCE_UNREADABLE */
export async function weightsOnlyVerdict(
  source: ByteSource,
  limits: Limits = DEFAULT_LIMITS,
): Promise<WeightsOnly> {
  const { answer, reason, member, offset, unsafe } = await judge(source, limits)
  const list = answer === 'refuses' ? await listFor(source, limits) : { line: null, reason: null }
  return {
    torch: WEIGHTS_ONLY_TORCH,
    answer,
    reason: reason === null ? null : shortened(reason),
    member: member ?? null,
    offset: offset ?? null,
    unsafe_globals: unsafe ?? null,
    add_safe_globals: list.line,
    no_list: list.reason === null ? null : shortened(list.reason),
  }
}

/** The list of names under which the same emulation accepts the file, or why there is none. */
async function listFor(
  source: ByteSource,
  limits: Limits,
): Promise<{ readonly line: string | null; readonly reason: string | null }> {
  const foreign = newForeignNames()
  const { answer, reason } = await judge(source, limits, foreign)
  const line = answer === 'accepts' ? allowLine(foreign) : null
  return { line, reason: line === null ? (reason ?? whyNoLine(foreign)) : null }
}

function whyNoLine({ modules, built }: ForeignNames): string {
  const name = [...modules.keys(), ...built.keys()].find(unwritable)
  return name === undefined
    ? 'the file names nothing that a list could allow'
    : `${name} is not a name that can be written in Python`
}

async function judge(source: ByteSource, given: Limits, foreign?: ForeignNames): Promise<WoAnswer> {
  try {
    const limits = limitsFor(given, source.byteLength)
    const head = await source.read(0, Math.min(4, source.byteLength))
    const zip = beginsAsZip(head)
    return await (zip ? zipAnswer(source, limits, foreign) : legacyAnswer(source, limits, foreign))
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
