/** The library's answer about one folder, judged by the official one. */
import { answerOf, isRefusal } from './answer.ts'
import type { AnsweredTensor } from './answer.ts'
import { compareAnswer, compareTensors, keyOf } from './compare.ts'
import { wantedOf } from './exceptions.ts'
import type { Folder } from './folders.ts'

export interface Verdict {
  readonly differences: readonly string[]
  /** `equal`: every tensor and value. `refused`: a typed error, where one was wanted or allowed. */
  readonly outcome: 'equal' | 'refused'
  /** Tensors whose bytes were found equal. */
  readonly tensors: number
  readonly values: number
}

/** Judge one folder. A difference is one sentence; none means that pth is right. */
export async function judge(folder: Folder): Promise<Verdict> {
  const wanted = wantedOf(folder)
  const answer = await answerOf(
    folder.path,
    async (checkpoint, tensors): Promise<Verdict> => {
      if (wanted.outcome === 'refusal') return judgeDoubtful(folder, tensors)
      const { differences, equal, refused, values } = compareAnswer(
        wanted.expected,
        checkpoint,
        tensors,
        wanted.unordered,
      )
      const refusals = refused === 0 ? [] : [`${refused} tensors are refused: ${refusalOf(tensors)}`]
      return { differences: [...differences, ...refusals], outcome: 'equal', tensors: equal, values }
    },
    folder.expected,
  )
  if (!isRefusal(answer)) return answer
  const text = `${answer.code}: ${answer.message}`
  const differences = wanted.outcome === 'refusal' ? [] : [`refused: ${text}`]
  return { differences, outcome: 'refused', tensors: 0, values: 0 }
}

/** Where the tool is wrong, every tensor is right by what is known, or refused on its own. */
function judgeDoubtful({ expected }: Folder, found: readonly AnsweredTensor[]): Verdict {
  const wanted = expected.right ?? expected.tensors ?? []
  const given = found.filter(({ refused }) => !refused)
  const keys = new Set(given.map(({ path }) => keyOf(path)))
  const known = wanted.filter(({ path }) => keys.has(keyOf(path)))
  const { differences, equal } = compareTensors(known, given)
  return { differences, outcome: given.length === 0 ? 'refused' : 'equal', tensors: equal, values: 0 }
}

function refusalOf(tensors: readonly AnsweredTensor[]): string {
  return tensors.find(({ refused }) => refused)?.sha256 ?? ''
}
