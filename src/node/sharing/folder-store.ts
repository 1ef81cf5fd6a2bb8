/** Shards in a folder, which several machines may share. */
import { stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isPthError, PthError } from '../../errors.ts'
import { newSha256 } from '../hash.ts'
import { chunksAhead } from '../../io/chunks-ahead.ts'
import type { ShardRecord } from '../../operations/convert/sharing/shard-record.ts'
import { openFile } from '../file.ts'
import { checkSpace, createOutput, namesIn, removeFile, TEMPORARY, TEMPORARY_NAME } from '../output.ts'
import type { OutputFile } from '../output.ts'
import { BEAT_SECONDS, mayLive, newOwner } from './owner.ts'
import type { Leftover, ShardFile, ShardStore } from '../shard-store.ts'

const CHUNK_BYTES = 1 << 22

/** The folder of a path. */
export function folderStore(output: string): ShardStore {
  const folder = dirname(output)
  const at = (name: string): string => join(folder, name)

  async function writeText(name: string, text: string, replace: boolean): Promise<boolean> {
    const file = await createOutput(at(name), { force: replace, owner: await newOwner() })
    try {
      await file.write(new TextEncoder().encode(text))
      await file.sync()
      await file.commit()
      return true
    } catch (error) {
      await file.abort()
      if (isPthError(error, 'OUTPUT_EXISTS')) return false
      throw error
    }
  }

  async function leftovers(names: ReadonlySet<string>): Promise<readonly Leftover[]> {
    const found: Leftover[] = []
    const targets = new Set([...names].map((name) => name.slice(0, TEMPORARY_NAME)))
    for (const name of await namesIn(folder)) {
      const [, target = '', owner = ''] = PARTIAL.exec(name) ?? []
      if (!targets.has(target)) continue
      const facts = await stat(at(name)).catch(() => undefined)
      if (facts === undefined) continue
      const live = await mayLive(owner, (Date.now() - facts.mtimeMs) / 1000)
      found.push({ at: at(name), live, remove: () => removeFile(at(name)) })
    }
    return found
  }

  return {
    at,
    names: async () => new Set(await namesIn(folder)),
    readText: (name, mostBytes) => readText(at(name), mostBytes),
    writeText,
    remove: (name) => removeFile(at(name)),
    create: async (name, _, replace) =>
      shardFile(await createOutput(at(name), { force: replace, owner: await newOwner() })),
    difference: (name, record, told) => difference(at(name), record, told),
    leftovers,
    checkSpace: (needed) => checkSpace(output, needed),
  }
}

/** A name that {@link createOutput} gives, with an owner. */
const PARTIAL = new RegExp(`^\\.(.+)\\.([0-9a-f]{12}-\\d+-[0-9a-f]{12})\\${TEMPORARY}$`, 's')

function shardFile(file: OutputFile): ShardFile {
  const beat = setInterval(() => {
    const now = new Date()
    utimes(file.temporary, now, now).catch(() => undefined)
  }, BEAT_SECONDS * 1000)
  beat.unref()
  return {
    temporary: file.temporary,
    write: (bytes) => file.write(bytes),
    sync: () => file.sync(),
    checksum: () => null,
    commit: async () => {
      clearInterval(beat)
      try {
        await file.commit()
        return 'put'
      } catch (error) {
        const gone = (await stat(file.temporary).catch(() => undefined)) === undefined
        await file.abort()
        if (isPthError(error, 'OUTPUT_EXISTS')) return 'taken'
        if (gone) return 'lost'
        throw error
      }
    },
    abort: async () => {
      clearInterval(beat)
      await file.abort()
    },
  }
}

async function readText(path: string, mostBytes: number): Promise<string | null> {
  const facts = await stat(path).catch(() => undefined)
  if (facts === undefined) return null
  const source = await openFile(path)
  try {
    if (source.byteLength > mostBytes)
      throw new PthError('PART_CONFLICT', {
        path,
        reason: `it has ${source.byteLength} bytes, and no file of pth of this name is so long`,
        hint: 'remove it',
      })
    return new TextDecoder().decode(await source.read(0, source.byteLength))
  } finally {
    await source.close()
  }
}

async function difference(
  path: string,
  record: ShardRecord,
  told: (bytes: number) => void,
): Promise<string | null> {
  const source = await openFile(path)
  try {
    if (source.byteLength !== record.byteLength)
      return `it has ${source.byteLength} bytes, and ${record.byteLength} were written`
    const hasher = newSha256()
    for await (const chunk of chunksAhead(source, 0, source.byteLength, CHUNK_BYTES)) {
      hasher.update(chunk)
      told(chunk.length)
    }
    const found = hasher.hex()
    return found === record.sha256 ? null : `its SHA-256 is ${found}, and ${record.sha256} was written`
  } finally {
    await source.close()
  }
}
