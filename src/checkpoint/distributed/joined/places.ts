/** Which rank is each file of? Every place once, none missing, and what the files say of themselves must agree. */
import { PthError } from '../../../errors.ts'
import { consolidatedRank } from './names.ts'
import type { RankPath } from './names.ts'
import type { OpenedRank } from './rank-file.ts'

/** The files by stages, each in the order of its ranks. @throws PthError PIECES_INVALID */
export function provenPlaces(path: string, files: readonly RankPath[]): readonly (readonly RankPath[])[] {
  const stages = new Map<string, RankPath[]>()
  for (const file of files) {
    const key = file.stage.join('_')
    const known = stages.get(key)
    if (known === undefined) stages.set(key, [file])
    else known.push(file)
  }
  const sorted = [...stages.values()]
    .map((ranks) => ranks.toSorted((one, other) => one.tensor - other.tensor))
    .toSorted(byStage)
  const most = sorted.reduce((max, ranks) => Math.max(max, ranks.length), 0)
  for (const ranks of sorted)
    for (let at = 0; at < most; at += 1) {
      const here = ranks[at]
      if (here?.tensor === at) continue
      const like = here ?? ranks.at(-1)
      const twice = here !== undefined && here.tensor < at
      throw new PthError('PIECES_INVALID', {
        path,
        reason: twice ? 'two files are of one rank' : 'the file of a rank is missing',
        names: twice ? [ranks[at - 1]?.path ?? '', here.path] : [pathOfRank(like?.path ?? '', at)],
        ...(!twice && { hint: 'take the folder again from the run that wrote it' }),
      })
    }
  proveStages(path, sorted)
  return sorted
}

function byStage([one]: readonly RankPath[], [other]: readonly RankPath[]): number {
  const left = one?.stage ?? []
  const right = other?.stage ?? []
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = (left[at] ?? -1) - (right[at] ?? -1)
    if (difference !== 0) return difference
  }
  return 0
}

/** Stages of one number are 0, 1, … without a gap, and no file has more numbers than others. */
function proveStages(path: string, stages: readonly (readonly RankPath[])[]): void {
  const lengths = new Set(stages.map(([first]) => first?.stage.length))
  if (lengths.size > 1)
    throw new PthError('PIECES_INVALID', {
      path,
      reason:
        'some folders of ranks have a stage in their names and others do not: they are of several saves',
      names: stages.map(([first]) => first?.path ?? ''),
    })
  if (!lengths.has(1)) return
  for (const [at, [first]] of stages.entries())
    if (first?.stage[0] !== at)
      throw new PthError('PIECES_INVALID', {
        path,
        reason: `the files of stage ${at} of the pipeline are missing`,
        names: [],
        hint: 'take the folder again from the run that wrote it',
      })
}

function pathOfRank(like: string, rank: number): string {
  return like.replace(
    /(mp_rank_|tp_rank_|consolidated\.|model-rank-|-tp-)(\d+)/,
    (_, before: string, digits: string) => {
      return `${before}${String(rank).padStart(digits.length, '0')}`
    },
  )
}

/**
 * What the files say of themselves: how many ranks there are, of which iteration they are, the name that they were
 * written with, and the number of their process. @throws PthError PIECES_INVALID
 */
export function provenFacts(
  path: string,
  places: readonly (readonly RankPath[])[],
  opened: readonly OpenedRank[],
): void {
  const wrong = (reason: string, names: readonly string[] = []): PthError =>
    new PthError('PIECES_INVALID', { path, reason, names })
  const facts = new Map(opened.map((file) => [file.path, file.facts]))
  const [first] = opened
  for (const file of opened) {
    const { tensorRanks, pipelineRanks, iteration, writtenAs } = file.facts
    const ranks = places[0]?.length ?? 0
    if (tensorRanks !== null && tensorRanks !== ranks)
      throw wrong(
        `${file.path} is of a training with ${tensorRanks} tensor-parallel ranks, and files are there of ${ranks}`,
        ranks < tensorRanks ? [pathOfRank(file.path, ranks)] : [],
      )
    if (pipelineRanks !== null && pipelineRanks > places.length)
      throw wrong(
        `${file.path} is of a pipeline of ${pipelineRanks} stages, and files are there of ${places.length}`,
      )
    if (iteration !== null && iteration !== (first?.facts.iteration ?? iteration))
      throw wrong(
        `${file.path} is of another save than ${first?.path ?? ''}: iteration ${iteration}, not ` +
          (first?.facts.iteration ?? ''),
      )
    const called = consolidatedRank(file.path)
    const written = writtenAs === null ? null : consolidatedRank(`${writtenAs}.pth`)
    if (called !== null && written !== null && called !== written)
      throw wrong(`${file.path} is the file of another rank, renamed: it was written as`, [
        `${writtenAs ?? ''}.pth`,
      ])
  }
  // Processes of one stage are numbered in the order of their tensor-parallel ranks.
  for (const ranks of places) {
    const numbers = ranks.flatMap((rank) => facts.get(rank.path)?.processRank ?? [])
    if (numbers.length < ranks.length || new Set(numbers).size < numbers.length) continue
    const back = numbers.findIndex((number, at) => at > 0 && number < (numbers[at - 1] ?? 0))
    if (back > 0)
      throw wrong(
        `${ranks[back]?.path ?? ''} was written by process ${numbers[back] ?? 0}, and the rank before it by process ` +
          `${numbers[back - 1] ?? 0}: files have changed places`,
      )
  }
}
