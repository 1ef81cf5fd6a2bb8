/** One thread of a crew: reads stretches of files that the process has open, and answers what it was asked. */
import { readSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import type { CrewWork } from '../checkpoint/read/crew.ts'
import { gatherRuns, runMemory } from '../checkpoint/read/gather-runs.ts'
import { dtype as dtypeNamed } from '../dtype/dtype.ts'
import { BLOCK_BYTES, kernels } from '../dtype/kernels.ts'
import { chunkMoments } from '../dtype/moments.ts'
import type { Moments } from '../dtype/moments.ts'
import { sumChunks } from '../dtype/pair-sums.ts'
import type { ChunkSums } from '../dtype/pair-sums.ts'
import type { FileStretch } from '../io/source.ts'
import { nodeCrc32 } from './crc32.ts'
import { newSha256 } from './hash.ts'

/** What comes over the port: a number for the answer, the kind of work, and what is asked. */
export interface CrewQuestion<Kind extends keyof CrewWork = keyof CrewWork> {
  readonly id: number
  readonly kind: Kind
  readonly asked: CrewWork[Kind]['asked']
}

/** `answer` is null when the file could not be read. */
export interface CrewAnswer {
  readonly id: number
  readonly answer: CrewWork[keyof CrewWork]['answer'] | null
}

/** The file ended, or the system refused to read it: whoever asked reads it and says so. */
class Unreadable extends Error {}

/** Memory of the kernels where there are any: what is read into it is not copied again. */
const first = kernels()?.first ?? new Uint8Array(BLOCK_BYTES)
const second = kernels()?.second ?? new Uint8Array(BLOCK_BYTES)
let scratch: Float64Array | undefined

type Works = {
  readonly [Kind in keyof CrewWork]: (asked: CrewWork[Kind]['asked']) => CrewWork[Kind]['answer']
}

const WORKS: Works = {
  crc32: ({ at }) => {
    let crc = 0
    for (const block of blocksOf(at)) crc = nodeCrc32(block, crc)
    return crc
  },
  sha256: ({ at }) => {
    const hash = newSha256()
    for (const block of blocksOf(at)) hash.update(block)
    return hash.hex()
  },
  measure: ({ at, dtype, digest }) => {
    const type = dtypeNamed(dtype)
    const hash = digest ? newSha256() : null
    const blocks: Moments[] = []
    for (const block of blocksOf(at)) {
      hash?.update(block)
      const moments = chunkMoments(block, type, () => (scratch ??= new Float64Array(BLOCK_BYTES)))
      if (moments === undefined) throw new TypeError(`no moments of ${dtype}`)
      blocks.push(moments)
    }
    return { blocks, sha256: hash === null ? null : hash.hex() }
  },
  compare: ({ a, b, dtype, rtol, atol }) => {
    const type = dtypeNamed(dtype)
    const sums: (ChunkSums | null)[] = []
    for (let at = 0; at < a.length; at += BLOCK_BYTES) {
      const left = read(a, at, first)
      const right = read(b, at, second)
      sums.push(sumChunks(left, right, type, { rtol, atol }) ?? null)
    }
    return sums
  },
  gather: ({ at, block, itemsize, out }) => {
    const needed = runMemory(block, itemsize)
    if (runs.length < needed) runs = new Uint8Array(needed)
    const bytes = new Uint8Array(out, 0, block.numel * itemsize)
    const read = (offset: number, target: Uint8Array): void => {
      if (offset < 0 || offset + target.length > at.length) throw new Unreadable()
      fill(at.descriptor, target, at.offset + offset)
    }
    gatherRuns(read, block, itemsize, runs, bytes)
    return bytes.length
  },
}
/** Memory of one window of runs. */
let runs = new Uint8Array(0)

function* blocksOf(stretch: FileStretch): Generator<Uint8Array> {
  for (let at = 0; at < stretch.length; at += BLOCK_BYTES) yield read(stretch, at, first)
}

/** The block that begins `at` bytes into the stretch. */
function read({ descriptor, offset, length }: FileStretch, at: number, memory: Uint8Array): Uint8Array {
  const block = memory.subarray(0, Math.min(BLOCK_BYTES, length - at))
  fill(descriptor, block, offset + at)
  return block
}

function fill(descriptor: number, target: Uint8Array, position: number): void {
  for (let done = 0; done < target.length;) {
    const count = readSome(descriptor, target, done, position + done)
    if (count === 0) throw new Unreadable()
    done += count
  }
}

function readSome(descriptor: number, block: Uint8Array, done: number, position: number): number {
  try {
    return readSync(descriptor, block, done, block.length - done, position)
  } catch {
    throw new Unreadable()
  }
}

function answerTo<Kind extends keyof CrewWork>({ kind, asked }: CrewQuestion<Kind>): CrewAnswer['answer'] {
  try {
    return WORKS[kind](asked)
  } catch (error) {
    if (error instanceof Unreadable) return null
    throw error
  }
}

parentPort?.on('message', (question: CrewQuestion) => {
  const answer: CrewAnswer = { id: question.id, answer: answerTo(question) }
  parentPort?.postMessage(answer)
})
