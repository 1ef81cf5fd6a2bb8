/** A checkpoint of the configuration as the operations reach it: its file opened once, an index with its shards. */
import { dirname, join } from 'node:path'
import { isIndexName } from '../../checkpoint/several/shard-index.ts'
import { PthError } from '../../errors.ts'
import { newBlockCache } from '../../io/block-cache.ts'
import type { ByteSource } from '../../io/source.ts'
import { DEFAULT_LIMITS } from '../../limits.ts'
import type { Limits } from '../../limits.ts'
import { nodeCrc32 } from '../../node/crc32.ts'
import type { DcpParts } from '../../node/dcp-folders.ts'
import { openFile } from '../../node/file.ts'
import { openAddressed } from '../../node/open-addressed.ts'
import { withCheckpoint } from '../../node/with-checkpoint.ts'
import { openCheckpoint } from '../../checkpoint/open.ts'
import type { CheckSubject } from '../../operations/check/check-file.ts'
import { scanFile } from '../../operations/scan/scan.ts'
import { verifyShards } from '../../operations/verify/shards.ts'
import { verifyFile } from '../../operations/verify/verify.ts'
import { withShardedFiles } from '../sharded-files.ts'
import { withCrew } from '../with-crew.ts'
import { shardsOf } from '../../node/shards-of.ts'

/** Bytes of a file from which threads are worth their start. */
const CREW_BYTES = 1 << 26

/** How files are opened. */
export interface SubjectOptions {
  readonly limits: Limits
  readonly root: string | undefined
  readonly dcp: DcpParts
}

/** Open what `path` names, hand it to `use`, and close it. @throws PthError SOURCE_UNREADABLE, and those of `use` */
export function withSubject<Result>(
  path: string,
  options: SubjectOptions,
  use: (subject: CheckSubject) => Promise<Result>,
): Promise<Result> {
  return isIndexName(path) ? withIndex(path, options, use) : withFile(path, options, use)
}

async function withFile<Result>(
  path: string,
  { limits, root, dcp }: SubjectOptions,
  use: (subject: CheckSubject) => Promise<Result>,
): Promise<Result> {
  // What one rule has read of the small parts, the next one does not read again.
  const { source, folder, entering, close } = await openAddressed(path, limits, { cache: newBlockCache() })
  try {
    const common = { limits, folder, ...entering }
    const rooted = root === undefined ? {} : { root }
    return await use({
      name: path,
      byteLength: source.byteLength,
      verify: (wanted) =>
        withCrew(source.byteLength, CREW_BYTES, (crew) =>
          verifyFile(source, path, { ...common, ...rooted, ...wanted, ...crew, crc32: nodeCrc32 }),
        ),
      open: async (opened) =>
        folder
          ? withCheckpoint(path, { limits, ...rooted }, opened)
          : opened(await openCheckpoint(source, { ...common, ...rooted })),
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
  { limits, root }: SubjectOptions,
  use: (subject: CheckSubject) => Promise<Result>,
): Promise<Result> {
  const rooted = root === undefined ? {} : { root }
  const shards = await shardsOf(path, limits)
  let byteLength: number | null = shards === undefined ? null : 0
  for (const shard of shards ?? []) {
    const more = await lengthOf(join(dirname(path), shard))
    byteLength = byteLength === null || more === null ? null : byteLength + more
  }
  return withShardedFiles(path, (files) =>
    use({
      name: path,
      byteLength,
      verify: (wanted) => verifyShards(path, files, { limits, ...rooted, ...wanted, crc32: nodeCrc32 }),
      open: (opened) => withCheckpoint(path, { limits, ...rooted }, opened),
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

/** Null where it cannot be read: the rules that open it say why. */
async function lengthOf(path: string): Promise<number | null> {
  const source = await openFile(path).catch(() => null)
  if (source === null) return null
  try {
    return source.byteLength
  } finally {
    await source.close()
  }
}
