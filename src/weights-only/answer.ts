/** What a loader of torch would answer, before it is dressed as a verdict, and how an emulation comes to an end. */
import { isPthError, PthError } from '../errors.ts'
import type { WoStop } from './value.ts'

/** An answer with the place of the pickle that decides it. */
export interface WoAnswer {
  readonly answer: 'accepts' | 'refuses' | 'undetermined'
  readonly reason: string | null
  readonly member?: string
  readonly offset?: number
  readonly unsafe?: readonly string[] | null
}

/** Where in a pickle an emulation has arrived. */
interface Place {
  readonly member: string
  readonly offset: number
  readonly opcode: string
}

/** A refusal that no pickle is the reason for. */
export function refusal(reason: string): WoAnswer {
  return { answer: 'refuses', reason }
}

/**
 * Characters of long keys, and 512 for each item copied, in one pickle. Half a million copied items are more
 * than any known file asks for.
 */
const MOST_STEPS = 1 << 28

/** The ways to stop at a place; `wanted` hears of bytes that were not at hand. */
export function stopAt(
  place: () => Place,
  mapsDevices: boolean,
  wanted: () => void = () => undefined,
): WoStop {
  let left = MOST_STEPS
  const unsure = (reason: string): PthError => new PthError('PICKLE_UNSUPPORTED', { ...place(), reason })
  return {
    mapsDevices,
    refuse: (reason) => new PthError('PICKLE_INVALID', { ...place(), reason }),
    unsure,
    spend: (steps) => {
      left -= steps
      if (left < 0) throw unsure('more copies and loops than pth follows')
    },
    wantBytes: () => {
      wanted()
      return unsure('PyTorch looks at elements of a storage that are not known when it does')
    },
  }
}

/** The answer that an error of an emulation represents. @throws whatever else was thrown */
export function answerOf(error: unknown): WoAnswer {
  if (!isPthError(error)) throw error
  const unsure = isPthError(error, 'PICKLE_UNSUPPORTED', 'LIMIT_EXCEEDED')
  const reason = isPthError(error, 'PICKLE_INVALID', 'PICKLE_UNSUPPORTED')
    ? error.details.reason
    : error.message
  return { answer: unsure ? 'undetermined' : 'refuses', reason }
}
