/** What PyTorch said about a file: the JSON that oracle.py writes beside each checkpoint, as typed records. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** A component of a sparse, nested or wrapped tensor. */
export interface ExpectedPart {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly sha256: string
}

/** One tensor, storage, array or numpy scalar; shapes and strides count elements. */
export interface ExpectedTensor {
  readonly path: readonly string[]
  readonly kind: string
  readonly dtype: string
  readonly shape: readonly (number | null)[] | null
  readonly stride?: readonly number[]
  readonly storage_offset?: number
  readonly requires_grad?: boolean
  readonly parameter?: boolean
  /** Index of the first tensor that lies in the same storage. */
  readonly storage?: number
  readonly storage_nbytes?: number
  /** Of the contiguous little-endian bytes. */
  readonly sha256?: string
  /** Of the dense (dequantized) float values, where torch defines them. */
  readonly dense_sha256?: string
  readonly packed?: boolean
  readonly parts?: Readonly<Record<string, ExpectedPart | readonly ExpectedPart[]>>
  readonly quantizer?: {
    readonly scheme: string
    readonly scale?: number
    readonly zero_point?: number
    readonly axis?: number
    readonly scales?: ExpectedPart
    readonly zero_points?: ExpectedPart
  }
  readonly placements?: readonly string[]
  /** Elements of an array that has no bytes of its own (objects), as Python's repr. */
  readonly elements?: readonly string[]
}

export interface ExpectedStateDict {
  readonly path: readonly string[]
  readonly names: readonly string[]
  readonly metadata: Readonly<Record<string, number | null>> | null
}

/** The answer about one file. */
export interface Expected {
  readonly file: string
  /** Which PyTorch loaded it. */
  readonly judge: string
  readonly loader: string
  readonly group: string
  readonly what: string
  readonly answer: 'loads' | 'refused'
  /** Class and first line of PyTorch's refusal. */
  readonly error?: string
  readonly tensors: readonly ExpectedTensor[]
  readonly state_dict: ExpectedStateDict | null
}

/** A file and its answer. */
export interface Case {
  readonly path: string
  readonly expected: Expected
}

const SUFFIX = '.expected.json'

/** Every answered file below a folder, in name order; an answer beside no file is something else's. */
export function readCases(folder: string): Case[] {
  const answers = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith(SUFFIX) && existsSync(join(folder, name.slice(0, -SUFFIX.length))),
  )
  return answers.toSorted().map((name) => {
    const answer = join(folder, name)
    const expected = parseExpected(readFileSync(answer, 'utf8'), answer)
    return { path: join(dirname(answer), basename(expected.file)), expected }
  })
}

/** @throws Error when the JSON is not an answer of the oracle */
function parseExpected(text: string, name: string): Expected {
  const value: unknown = JSON.parse(text)
  if (!isAnswer(value)) throw new Error(`${name} is not an answer of the oracle`)
  return { ...value, tensors: value.tensors ?? [], state_dict: value.state_dict ?? null }
}

function isAnswer(value: unknown): value is Expected {
  if (typeof value !== 'object' || value === null) return false
  const { file, answer, loader, tensors } = value as Record<string, unknown>
  if (typeof file !== 'string' || typeof loader !== 'string') return false
  return answer === 'refused' || (answer === 'loads' && Array.isArray(tensors))
}
