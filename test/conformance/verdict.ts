/** What the library makes of one file, next to PyTorch's answer: the same tensors, a refusal by name, or a difference. */
import type { Checkpoint } from '../../src/checkpoint/checkpoint.ts'
import { isPthError } from '../../src/errors.ts'
import { withCheckpoint } from '../../src/node/with-checkpoint.ts'
import { compareCheckpoint } from './compare.ts'
import type { Comparison } from './compare.ts'
import type { Case, Expected } from './expected.ts'
import { READ_THOUGH_REFUSED, REFUSED_THOUGH_READ, TOLERATED } from './exceptions.ts'
import { hashOf } from './hash.ts'

/** The verdict on one file; every difference is a sentence, none means that all is as it should be. */
export interface Verdict {
  readonly outcome: 'equal' | 'both-refuse' | 'pth-reads' | 'pth-refuses' | 'differs'
  readonly tensors: number
  readonly hashes: number
  readonly differences: readonly string[]
  /** How pth refused, when it did. */
  readonly refusal?: string
}

const NOTHING = { tensors: 0, hashes: 0, differences: [] } as const

/** Open a file, compare it, and look every disagreement up among the known exceptions. */
export async function judge({ path, expected }: Case): Promise<Verdict> {
  try {
    return await withCheckpoint(path, {}, (checkpoint) => judgeOpened(expected, checkpoint))
  } catch (error) {
    if (!isPthError(error) || error.code === 'INTERNAL' || error.code === 'SOURCE_UNREADABLE') throw error
    if (expected.answer === 'refused') return bothRefuse(expected.file, error.code)
    return judgeUnread(expected.file, error.code)
  }
}

async function judgeOpened(expected: Expected, checkpoint: Checkpoint): Promise<Verdict> {
  if (expected.answer === 'refused') return judgeRefused(expected.file, expected.error ?? '', checkpoint)
  return afterComparison(expected.file, await compareCheckpoint(checkpoint, expected))
}

function bothRefuse(file: string, refusal: string): Verdict {
  const stale = READ_THOUGH_REFUSED.has(file) ? [`is listed as read, but pth refuses it: ${refusal}`] : []
  return { ...NOTHING, outcome: 'both-refuse', differences: stale, refusal }
}

/** PyTorch refuses the file: so must pth, or the exception says why it may be read. */
async function judgeRefused(file: string, error: string, checkpoint: Checkpoint): Promise<Verdict> {
  const exception = READ_THOUGH_REFUSED.get(file)
  const refusal = await refusedTensor(checkpoint)
  if (refusal !== undefined) return bothRefuse(file, refusal)
  const notes = checkpoint.notes.map(({ code }) => code)
  if (exception === undefined) {
    const difference = `PyTorch refuses it (${error.slice(0, 160)}), pth reads it with the notes [${notes.join(', ')}]`
    return { ...NOTHING, outcome: 'differs', differences: [difference] }
  }
  const missing = exception.note !== undefined && !notes.some((code) => code === exception.note)
  const differences = missing
    ? [`the note ${exception.note} is missing, there are [${notes.join(', ')}]`]
    : []
  return { ...NOTHING, outcome: 'pth-reads', differences }
}

/** The first tensor that pth lists but cannot give, with its error. */
async function refusedTensor(checkpoint: Checkpoint): Promise<string | undefined> {
  for (const { tensor } of checkpoint.graph.tensors) {
    const hash = 'storage' in tensor || tensor.problem !== null ? await hashOf(tensor) : ''
    if (tensor.problem !== null || hash.includes(':')) return `a tensor: ${hash}`
  }
  return undefined
}

function judgeUnread(file: string, refusal: string): Verdict {
  const exception = REFUSED_THOUGH_READ.get(file)
  if (exception?.code === refusal) return { ...NOTHING, outcome: 'pth-refuses' }
  return { ...NOTHING, outcome: 'differs', differences: [`PyTorch reads it, pth refuses it with ${refusal}`] }
}

function afterComparison(file: string, comparison: Comparison): Verdict {
  const exception = REFUSED_THOUGH_READ.get(file)
  if (exception !== undefined) {
    const refused = comparison.differences.filter((text) => text.includes(exception.code))
    if (refused.length > 0 && refused.length === comparison.differences.length) {
      return { ...NOTHING, outcome: 'pth-refuses' }
    }
    return {
      ...comparison,
      outcome: 'differs',
      differences: ['is listed as refused, but is not', ...comparison.differences],
    }
  }
  const tolerated = TOLERATED.get(file)
  const differences =
    tolerated === undefined
      ? comparison.differences
      : comparison.differences.filter((text) => !text.startsWith(tolerated.difference))
  const stale = tolerated !== undefined && differences.length === comparison.differences.length
  if (stale)
    return {
      ...comparison,
      outcome: 'differs',
      differences: [...differences, 'the tolerated difference is gone'],
    }
  return { ...comparison, differences, outcome: differences.length === 0 ? 'equal' : 'differs' }
}
