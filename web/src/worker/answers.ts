/** The calls of the page, over the checkpoint that is open. */
import {
  inspectCheckpoint,
  inspectDocument,
  mapOf,
  newSha256,
  readPlane,
  tensorFacts,
  tensorHistograms,
  tensorOffsets,
  tensorStats,
} from 'pth-cli'
import type { TensorEntry } from 'pth-cli'
import { Failure } from '../engine.ts'
import type { Input, OnProgress } from '../engine.ts'
import { tensorTable } from '../table/tensor-table.ts'
import type { CallName, Calls } from './messages.ts'
import type { PageNetwork } from './network.ts'
import { openInput } from './open-input.ts'
import type { OpenInput } from './open-input.ts'

/** A function for each call. */
export type Answers = {
  readonly [Name in CallName]: (
    given: Calls[Name]['given'],
    onProgress: OnProgress,
    signal: AbortSignal,
  ) => Promise<Calls[Name]['answer']>
}

/** Bins of a histogram: they fit a phone. */
const BINS = 60

/** The answers of one worker, and the input that they are about: the one that was asked for last. */
export interface Answering {
  readonly calls: Answers
  opened(): Input | null
}

/** The answers of one worker. Opening another input forgets the one before. */
export function answers(network: PageNetwork): Answering {
  let current: OpenInput | null = null
  let asked: Input | null = null

  function opened(): OpenInput {
    if (current === null) throw new Failure('USAGE', 'no file is open')
    return current
  }

  function entryOf(row: number): TensorEntry {
    const entry = opened().checkpoint.stateDict.tensors[row]
    if (entry === undefined) throw new Failure('INTERNAL', `there is no tensor ${row}`)
    return entry
  }

  const calls: Answers = {
    open: async ({ input: wanted }) => {
      asked = wanted
      const input = await openInput(wanted, network)
      const report = inspectCheckpoint(input.checkpoint, { groups: false })
      current = input
      const { tensors, groups: _, ...summary } = inspectDocument(report, input.transfer)
      return {
        summary,
        table: tensorTable(tensors),
        files: input.folder?.names ?? input.sources.map(({ name }) => name),
      }
    },
    map: async () => mapOf(opened().checkpoint),
    tensor: async ({ row }) => {
      const entry = entryOf(row)
      return tensorFacts(entry, { offsets: await tensorOffsets([entry]) })
    },
    measure: async ({ row }, onProgress) => {
      const { checkpoint } = opened()
      const entry = entryOf(row)
      const told =
        (stage: string) =>
        (done: number, total: number): void =>
          onProgress({ stage, done, total })
      const stats = await tensorStats(checkpoint, [entry], {
        newHasher: newSha256,
        onProgress: told('statistics'),
      })
      const [histogram] = await tensorHistograms(checkpoint, [entry], {
        bins: BINS,
        onProgress: told('histogram'),
      })
      return { stats: stats.get(entry.tensor) ?? null, histogram: histogram ?? null }
    },
    plane: async ({ row, wanted }) => readPlane(entryOf(row), wanted),
    // The tables of names are half of all the code: only who looks at this view waits for them.
    scan: async (_, onProgress) => {
      const { scanAll } = await import('./scan-all.ts')
      return scanAll(opened(), onProgress)
    },
    compare: async ({ input, wanted }, onProgress) => {
      if (input === null) return null
      const { compareWith } = await import('./compare.ts')
      return compareWith(opened().checkpoint, input, wanted, network, onProgress)
    },
    planConvert: async ({ wanted }) => {
      const { planFiles } = await import('../convert/convert-files.ts')
      return planFiles(opened().checkpoint, wanted)
    },
    convert: async ({ wanted, place }, onProgress, signal) => {
      const { convertFiles } = await import('../convert/convert-files.ts')
      return convertFiles(opened().checkpoint, wanted, place, { onProgress, signal })
    },
    discard: async () => {
      const { discardFiles } = await import('../convert/convert-files.ts')
      await discardFiles()
    },
  }

  return { calls, opened: () => asked }
}
