/** What the library makes of one file, next to PyTorch's answer: the same tensors, a refusal by name, or a difference. */
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import type { Checkpoint } from '../../src/checkpoint/open.ts'
import { isPthError } from '../../src/errors.ts'
import { openFile } from '../../src/io/file.ts'
import { compareCheckpoint, hashOf } from './compare.ts'
import type { Comparison } from './compare.ts'
import type { Case } from './expected.ts'
import { PENDING, READ_THOUGH_REFUSED, REFUSED_THOUGH_READ } from './exceptions.ts'

/** The verdict on one file; every difference is a sentence, none means that all is as it should be. */
export interface Verdict {
  readonly outcome: 'equal' | 'both-refuse' | 'pth-reads' | 'pth-refuses' | 'differs' | 'pending'
  readonly tensors: number
  readonly hashes: number
  readonly differences: readonly string[]
  /** How pth refused, when it did. */
  readonly refusal?: string
}

const NOTHING = { tensors: 0, hashes: 0, differences: [] } as const

/** Open a file, compare it, and look every disagreement up among the known exceptions. */
export async function judge(each: Case): Promise<Verdict> {
  const verdict = await compareFile(each)
  const pending = verdict.outcome === 'differs' && isPending(each) && process.env['PTH_STRICT'] !== '1'
  return pending ? { ...NOTHING, outcome: 'pending' } : verdict
}

function isPending({ path, expected }: Case): boolean {
  return PENDING.has(expected.group) || PENDING.has(expected.file) || (path.includes('/legacy-') && PENDING.has('legacy'))
}

async function compareFile({ path, expected }: Case): Promise<Verdict> {
  const source = await openFile(path)
  try {
    const opened = await openOrRefuse(source)
    if (expected.answer === 'refused') return await judgeRefused(expected.file, expected.error ?? '', opened)
    if ('refusal' in opened) return judgeUnread(expected.file, opened.refusal)
    const comparison = await compareCheckpoint(opened.checkpoint, expected)
    return afterComparison(expected.file, comparison)
  } finally {
    await source.close()
  }
}

type Opened = { readonly checkpoint: Checkpoint } | { readonly refusal: string }

async function openOrRefuse(source: Parameters<typeof openCheckpoint>[0]): Promise<Opened> {
  try {
    return { checkpoint: await openCheckpoint(source) }
  } catch (error) {
    if (isPthError(error) && error.code !== 'INTERNAL' && error.code !== 'SOURCE_UNREADABLE') return { refusal: error.code }
    throw error
  }
}

/** PyTorch refuses the file: so must pth, or the exception says why it may be read. */
async function judgeRefused(file: string, error: string, opened: Opened): Promise<Verdict> {
  const exception = READ_THOUGH_REFUSED.get(file)
  const refusal = 'refusal' in opened ? opened.refusal : await refusedTensor(opened.checkpoint)
  if (refusal !== undefined) {
    const stale = exception === undefined ? [] : [`is listed as read, but pth refuses it: ${refusal}`]
    return { ...NOTHING, outcome: 'both-refuse', differences: stale, refusal }
  }
  const notes = 'checkpoint' in opened ? opened.checkpoint.notes.map(({ code }) => code) : []
  if (exception === undefined) {
    const difference = `PyTorch refuses it (${error.slice(0, 160)}), pth reads it with the notes [${notes.join(', ')}]`
    return { ...NOTHING, outcome: 'differs', differences: [difference] }
  }
  const missing = exception.note !== undefined && !notes.includes(exception.note)
  const differences = missing ? [`the note ${exception.note} is missing, there are [${notes.join(', ')}]`] : []
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
    return { ...comparison, outcome: 'differs', differences: ['is listed as refused, but is not', ...comparison.differences] }
  }
  return { ...comparison, outcome: comparison.differences.length === 0 ? 'equal' : 'differs' }
}
