/** A checkpoint of the configuration as the operations reach it: its file opened once, an index with its shards. */
import { isIndexName } from '../../checkpoint/several/shard-index.ts'
import { isPthError, PthError } from '../../errors.ts'
import { idleOpening } from '../../checkpoint/idle-opening.ts'
import { newBlockCache } from '../../io/block-cache.ts'
import type { ByteSource } from '../../io/source.ts'
import { DEFAULT_LIMITS } from '../../limits.ts'
import type { Limits } from '../../limits.ts'
import { nodeCrc32 } from '../../node/crc32.ts'
import type { DcpParts } from '../../node/dcp-folders.ts'
import { openAddressed } from '../../node/open-addressed.ts'
import { isPartsFolder, partNames } from '../../node/part-names.ts'
import { folderOf, openPlace, placeIn } from '../../node/place.ts'
import { withCheckpoint } from '../../node/with-checkpoint.ts'
import type { OpenOptions } from '../../checkpoint/checkpoint.ts'
import { openCheckpoint } from '../../checkpoint/open.ts'
import type { CheckSubject } from '../../operations/check/check-file.ts'
import { scanFile } from '../../operations/scan/scan.ts'
import { verifyShards } from '../../operations/verify/shards.ts'
import { verifyFile } from '../../operations/verify/verify.ts'
import { verifyFolder } from '../verify-folder.ts'
import { withShardedFiles } from '../sharded-files.ts'
import { withCrew } from '../with-crew.ts'
import { shardsOf } from '../../node/shards-of.ts'

/** Bytes of a file from which threads are worth their start. */
const CREW_BYTES = 1 << 26

/** What of a checkpoint is opened: each field as the flag of its name. */
export type Opening = Pick<OpenOptions, 'root' | 'weights' | 'join'>

/** How files are opened. */
export interface SubjectOptions {
  readonly limits: Limits
  readonly opening: Opening
  readonly dcp: DcpParts
}

/** Open what `path` names, hand it to `use`, and close it. @throws PthError SOURCE_UNREADABLE, and those of `use` */
export async function withSubject<Result>(
  path: string,
  options: SubjectOptions,
  use: (subject: CheckSubject) => Promise<Result>,
): Promise<Result> {
  const index = isIndexName(path)
  if (!index && (await isPartsFolder(path, options.limits))) return withParts(path, options, use)
  const idle = idleOpening(path, options.opening, undefined)
  if (idle !== null) throw new PthError('USAGE', { reason: idle })
  return index ? withIndex(path, options, use) : withFile(path, options, use)
}

/** Files of a distributed checkpoint that somebody loads; texts and settings beside them are not judged. */
const LOADED = /\.(metadata|distcp|pt|pth|bin|ckpt|pkl|safetensors)$/

/** The folder of a distributed checkpoint: its files are one model. */
async function withParts<Result>(
  path: string,
  { limits, opening, dcp }: SubjectOptions,
  use: (subject: CheckSubject) => Promise<Result>,
): Promise<Result> {
  const files = (await partNames(path, limits)).map((name) => placeIn(path, name))
  return use({
    name: path,
    byteLength: await lengthOfAll(files),
    verify: (wanted) => verifyFolder(path, { limits, ...opening, ...wanted, crc32: nodeCrc32 }),
    open: (opened) => withCheckpoint(path, { limits, ...opening }, opened),
    scan: async (policy) => {
      const reports = []
      for (const file of files.filter((each) => LOADED.test(each))) {
        const source = await openPlace(file)
        try {
          const part = await dcp(file)
          reports.push(await scanFile(source, { limits, policy, ...(part !== undefined && { dcp: part }) }))
        } finally {
          await source.close()
        }
      }
      return reports
    },
  })
}

async function withFile<Result>(
  path: string,
  { limits, opening, dcp }: SubjectOptions,
  use: (subject: CheckSubject) => Promise<Result>,
): Promise<Result> {
  // What one rule has read of the small parts, the next one does not read again.
  const { source, folder, entering, close } = await openAddressed(path, limits, { cache: newBlockCache() })
  try {
    const common = { limits, folder, ...entering }
    return await use({
      name: path,
      byteLength: source.byteLength,
      verify: (wanted) =>
        withCrew(source.byteLength, CREW_BYTES, (crew) =>
          verifyFile(source, path, { ...common, ...opening, ...wanted, ...crew, crc32: nodeCrc32 }),
        ),
      open: async (opened) =>
        folder
          ? withCheckpoint(path, { limits, ...opening }, opened)
          : opened(await openCheckpoint(source, { ...common, ...opening })),
      scan: async (policy) => {
        const part = folder || entering.member !== undefined ? undefined : await dcp(path)
        return [await scanFile(source, { ...common, policy, ...(part !== undefined && { dcp: part }) })]
      },
    })
  } finally {
    await close()
  }
}

async function withIndex<Result>(
  path: string,
  { limits, opening }: SubjectOptions,
  use: (subject: CheckSubject) => Promise<Result>,
): Promise<Result> {
  const shards = await shardsOf(path, limits)
  const byteLength =
    shards === undefined ? null : await lengthOfAll(shards.map((shard) => placeIn(folderOf(path), shard)))
  return withShardedFiles(path, (files) =>
    use({
      name: path,
      byteLength,
      verify: (wanted) => verifyShards(path, files, { limits, ...opening, ...wanted, crc32: nodeCrc32 }),
      open: (opened) => withCheckpoint(path, { limits, ...opening }, opened),
      scan: async (policy) => {
        if (shards === undefined)
          throw new PthError('SHARDS_INVALID', { index: path, reason: 'it cannot be read', names: [] })
        const reports = []
        for (const shard of shards) {
          const source: ByteSource | null = await files.open(shard)
          if (source === null)
            throw new PthError('SHARDS_INVALID', {
              index: path,
              reason: 'a shard is missing',
              names: [shard],
            })
          reports.push(await scanFile(source, { limits: limits ?? DEFAULT_LIMITS, policy }))
        }
        return reports
      },
    }),
  )
}

/** Bytes of all files; null where one of them cannot be read. */
async function lengthOfAll(files: readonly string[]): Promise<number | null> {
  let byteLength = 0
  for (const file of files) {
    const more = await lengthOf(file)
    if (more === null) return null
    byteLength += more
  }
  return byteLength
}

/** Null where it cannot be read: the rules that open it say why. */
async function lengthOf(path: string): Promise<number | null> {
  const source = await openPlace(path).catch((error: unknown) => {
    // What the network does is no property of the file.
    if (isPthError(error, 'SOURCE_UNREADABLE', 'REMOTE_NOT_FOUND')) return null
    throw error
  })
  if (source === null) return null
  try {
    return source.byteLength
  } finally {
    await source.close()
  }
}
