/** What pth reads from a checkpoint: every tensor with the hash of its bytes, or the error by its code. */
import { stepName } from '../../src/checkpoint/path.ts'
import type { Checkpoint } from '../../src/checkpoint/checkpoint.ts'
import { isPthError } from '../../src/errors.ts'
import { parseJoin } from '../../src/names/join-rule.ts'
import { openPath } from '../../src/node/open-path.ts'
import type { Asked } from './folders.ts'
import { hashOf } from '../conformance/hash.ts'

/** A tensor as pth has it. */
export interface AnsweredTensor {
  /** Steps from the root, as texts. */
  readonly path: readonly string[]
  readonly dtype: string
  readonly shape: readonly number[] | null
  /** Of its bytes; or the code of an error and its message. */
  readonly sha256: string
  /** Whether the bytes were refused. */
  readonly refused: boolean
}

/** A typed refusal; anything else that is thrown is a fault of pth. */
export interface Refusal {
  readonly code: string
  readonly message: string
}

/** Open a path, read all of it, and give it to `use` while it is open. */
export async function answerOf<Result>(
  path: string,
  use: (checkpoint: Checkpoint, tensors: readonly AnsweredTensor[]) => Promise<Result>,
  { join = [], weights }: Asked = {},
): Promise<Result | Refusal> {
  try {
    const { checkpoint, close } = await openPath(path, {
      contents: true,
      join: join.map(parseJoin),
      ...(weights !== undefined && { weights }),
    })
    try {
      return await use(checkpoint, await tensorsOf(checkpoint))
    } finally {
      await close()
    }
  } catch (error) {
    if (isPthError(error)) return { code: error.code, message: error.message }
    throw error
  }
}

export function isRefusal(answer: object | null): answer is Refusal {
  return answer !== null && 'code' in answer && 'message' in answer
}

async function tensorsOf(checkpoint: Checkpoint): Promise<readonly AnsweredTensor[]> {
  const tensors: AnsweredTensor[] = []
  for (const { path, tensor } of checkpoint.graph.tensors) {
    // Arrays of numpy are values to PyTorch's tools.
    if (tensor.kind === 'array') continue
    const known = {
      path: path.map(stepName),
      dtype: tensor.dtypeName,
      shape: tensor.shape,
    }
    try {
      const hash = await hashOf(tensor)
      tensors.push({ ...known, sha256: hash, refused: !/^[0-9a-f]{64}$/.test(hash) })
    } catch (error) {
      if (!isPthError(error)) throw error
      tensors.push({ ...known, sha256: `${error.code}: ${error.message}`, refused: true })
    }
  }
  return tensors
}
