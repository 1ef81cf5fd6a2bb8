/** What is noted beside a shard that one of several machines wrote: enough to prove it, and to write the index. */
import { PthError } from '../../../errors.ts'
import { isJsonObject, jsonField, jsonInteger, jsonItems, parseJson } from '../../../json/parse.ts'
import type { Json } from '../../../json/parse.ts'

/** A file that the plan was made of. */
export interface RecordedInput {
  /** The last part of its path, or its address: other machines may have it in another folder. */
  readonly file: string
  /** Bytes. */
  readonly byteLength: number
  /** What tells it from another file of that length: when it was modified, or the tag of a server. */
  readonly mark: string
}

/** One shard of a plan. */
export interface ShardRecord {
  /** The version of pth that wrote it. */
  readonly pth: string
  /** SHA-256 of the lines of the plan, in lower-case hexadecimal. */
  readonly plan: string
  readonly inputs: readonly RecordedInput[]
  /** From 1. */
  readonly shard: number
  readonly shards: number
  /** Name of the shard, in the folder of the record. */
  readonly file: string
  readonly byteLength: number
  /** Of the whole file, in lower-case hexadecimal. */
  readonly sha256: string
  /** What an object store says of its bytes (`sha256:…`); null for a file. */
  readonly checksum: string | null
  /** Names in the order of the plan. */
  readonly tensors: readonly string[]
  /** Bytes of all tensors of all shards. */
  readonly totalBytes: number
  /** What the index has beside that, in its order. */
  readonly metadata: readonly (readonly [key: string, value: string])[]
  /** The words after `pth convert`, without the share, and how many shares there were. */
  readonly words: readonly string[]
  readonly shares: number
}

/** Ends the name of a record, which begins with a dot: nobody takes it for a part of the model. */
const ENDING = '.pth-shard'

/** Bytes of a record. 150,000 experts in one shard take 12 MB. */
export const RECORD_BYTES = 1 << 28

export function recordName(file: string): string {
  return `.${file}${ENDING}`
}

/** The file that a record is beside; null for a name that is none of a record. */
export function recordedFile(name: string): string | null {
  return name.startsWith('.') && name.endsWith(ENDING) ? name.slice(1, -ENDING.length) : null
}

/** A record as text; the same record is the same text. */
export function recordText(record: ShardRecord): string {
  const { byteLength, totalBytes, inputs, ...rest } = record
  const document = {
    kind: 'pth.shard',
    version: 1,
    ...rest,
    byte_length: byteLength,
    total_bytes: totalBytes,
    inputs: inputs.map((input) => ({ file: input.file, byte_length: input.byteLength, mark: input.mark })),
  }
  return `${JSON.stringify(document)}\n`
}

/** Read a record. @throws PthError PART_CONFLICT for what is none of this version */
export function parseRecord(text: string, path: string): ShardRecord {
  const value = parsed(text, path)
  const field = (key: string): Json | undefined => jsonField(value, key)
  const kind = field('kind')
  const checksum = field('checksum')
  const record = {
    pth: stringOf(field('pth')),
    plan: digestOf(field('plan')),
    inputs: listOf(field('inputs'), inputOf),
    shard: countOf(field('shard')),
    shards: countOf(field('shards')),
    file: stringOf(field('file')),
    byteLength: countOf(field('byte_length')),
    sha256: digestOf(field('sha256')),
    checksum: checksum === null ? null : stringOf(checksum),
    tensors: listOf(field('tensors'), stringOf),
    totalBytes: countOf(field('total_bytes')),
    metadata: listOf(field('metadata'), pairOf),
    words: listOf(field('words'), stringOf),
    shares: countOf(field('shares')),
  }
  if (kind === 'pth.shard' && jsonInteger(field('version')) === 1n && isWhole(record)) return record
  throw noRecord(path, 'it is no record of a shard, version 1')
}

/** Shards of one output: 100 TB in shards of 100 MB. A list is made of their numbers. */
const MOST_SHARDS = 1_000_000

type Partly = { readonly [Key in keyof ShardRecord]: ShardRecord[Key] | undefined }

function isWhole(record: Partly): record is ShardRecord {
  const { shard = 0, shards = 0, shares = 0 } = record
  return (
    Object.values(record).every((value) => value !== undefined) &&
    shard >= 1 &&
    shard <= shards &&
    shards <= MOST_SHARDS &&
    shares >= 1
  )
}

function parsed(text: string, path: string): Json {
  try {
    return parseJson(text, path)
  } catch (cause) {
    throw noRecord(path, 'it is not JSON', cause)
  }
}

function noRecord(path: string, reason: string, cause?: unknown): PthError {
  const hint = 'remove it and the shard that it names, and run the part again'
  return new PthError('PART_CONFLICT', { path, reason, hint }, { cause })
}

function stringOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function digestOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? value : undefined
}

function countOf(value: Json | undefined): number | undefined {
  const whole = jsonInteger(value)
  return whole !== undefined && whole >= 0n && whole <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(whole)
    : undefined
}

/** Undefined where one item is not what it should be. */
function listOf<Item>(
  value: Json | undefined,
  read: (item: Json | undefined) => Item | undefined,
): readonly Item[] | undefined {
  const items = jsonItems(value)?.map(read)
  return items?.every((item): item is Item => item !== undefined) === true ? items : undefined
}

function pairOf(value: Json | undefined): readonly [string, string] | undefined {
  const [key, text, ...more] = jsonItems(value)?.map(stringOf) ?? []
  return key === undefined || text === undefined || more.length > 0 ? undefined : [key, text]
}

function inputOf(value: Json | undefined): RecordedInput | undefined {
  if (!isJsonObject(value)) return undefined
  const file = stringOf(jsonField(value, 'file'))
  const byteLength = countOf(jsonField(value, 'byte_length'))
  const mark = stringOf(jsonField(value, 'mark'))
  return file === undefined || byteLength === undefined || mark === undefined
    ? undefined
    : { file, byteLength, mark }
}
