/** Where the shards of one output are written by several machines at once: a folder, or a bucket. */
import type { ByteSink } from '../io/sink.ts'
import type { ShardRecord } from '../operations/convert/sharing/shard-record.ts'

/** A shard being written. `commit` or `abort` must follow. */
export interface ShardFile extends ByteSink {
  /** A file with the bytes, to be read before it has its name; null where there is none. */
  readonly temporary: string | null
  /** Make what was written durable; nothing can be written after it. */
  sync(): Promise<void>
  /** What the store says of the bytes, for the record; null where it says nothing. */
  checksum(): string | null
  /** `taken`: something has the name by now. `lost`: the bytes are gone, since another run took them for left over. */
  commit(): Promise<'put' | 'taken' | 'lost'>
  /** Remove it. Never throws. */
  abort(): Promise<void>
}

/** What a killed run left, or what another run is writing. */
export interface Leftover {
  /** Path or address, for messages. */
  readonly at: string
  /** Whether whoever wrote it may still be running. */
  readonly live: boolean
  remove(): Promise<void>
}

/** One folder of files, each of which appears whole or not at all. Names have no slashes. */
export interface ShardStore {
  /** The path or address of a file, for messages. */
  at(name: string): string
  /** Everything that is there. */
  names(): Promise<ReadonlySet<string>>
  /** A small text; null when it is not there. */
  readText(name: string, mostBytes: number): Promise<string | null>
  /** Put a text whole, over another one; false when it may not be replaced and something is there. */
  writeText(name: string, text: string, replace: boolean): Promise<boolean>
  remove(name: string): Promise<void>
  /** Begin a shard; `replace` lets it take the place of what is there. */
  create(name: string, byteLength: number, replace: boolean): Promise<ShardFile>
  /** How a shard differs from its record, in words; null when every byte is proven. `told` hears of the bytes. */
  difference(name: string, record: ShardRecord, told: (bytes: number) => void): Promise<string | null>
  /** What was begun under these names and not ended. */
  leftovers(names: ReadonlySet<string>): Promise<readonly Leftover[]>
  /** @throws PthError OUTPUT_NO_SPACE */
  checkSpace(needed: number): Promise<void>
}
