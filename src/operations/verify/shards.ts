/**
 * Verify several files as one checkpoint: each shard for itself, the index with the shards, and the values of
 * the whole.
 */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { readShardIndex } from '../../checkpoint/several/shard-index.ts'
import type { ShardIndex } from '../../checkpoint/several/shard-index.ts'
import { openShards } from '../../checkpoint/several/sharded.ts'
import type { Shard } from '../../checkpoint/several/sharded.ts'
import { isOfNetwork, isPthError, PthError } from '../../errors.ts'
import type { ByteSource } from '../../io/source.ts'
import { digestFinding } from './digest.ts'
import { addAll } from './report.ts'
import type { VerifyCheck, VerifyFinding, VerifyReport } from './report.ts'
import { asFindings, verifyFile, verifyWhole } from './verify.ts'
import type { VerifyOptions } from './verify.ts'

/** An index and the files beside it. */
export interface ShardedFiles {
  readonly index: ByteSource
  /** The file that the index calls `shard`; null when there is none. @throws PthError SOURCE_UNREADABLE */
  open(shard: string): Promise<ByteSource | null>
}

export interface VerifyShardsOptions extends Omit<VerifyOptions, 'sha256'> {
  /**
   * Expected SHA-256 of a file by its name: of the index, and of each shard as the index calls it. Undefined
   * for no expectation.
   */
  readonly sha256Of?: (name: string) => string | undefined
}

interface Found {
  readonly name: string
  /** Null when there is no such file. */
  readonly source: ByteSource | null
}

/**
 * Verify what an index names. What breaks a rule is a finding: of the shard it is in, or of the whole.
 * @throws PthError SOURCE_UNREADABLE and LIMIT_EXCEEDED, with the shard named
 */
export async function verifyShards(
  name: string,
  files: ShardedFiles,
  options: VerifyShardsOptions,
): Promise<VerifyReport> {
  const checks: VerifyCheck[] = []
  const findings: VerifyFinding[] = []
  const sha256 = options.sha256Of?.(name)
  if (sha256 !== undefined) {
    checks.push({ check: 'sha256', checked: 1, not_recorded: 0 })
    addAll(findings, await digestFinding(files.index, name, sha256, options.newHasher))
  }
  let shards: readonly VerifyReport[] = []
  await asFindings(name, findings, async () => {
    const index = await readShardIndex(files.index, name, options.limits)
    const found: Found[] = []
    for (const shard of index.shards) found.push({ name: shard, source: await files.open(shard) })
    shards = await verifyEach(found, options)
    const there = found.flatMap(({ name: shard, source }) =>
      source === null ? [] : [{ name: shard, source }],
    )
    const whole = await openWhole(name, there, index, options)
    checks.push({ check: 'index', checked: index.weightMap.size, not_recorded: 0 })
    addAll(findings, indexFindings(whole, name))
    await verifyWhole(whole, options, checks, findings)
  })
  return { file: name, format: 'sharded', checks, findings, shards }
}

/** Every shard on its own: its digest, its container, its tensors. */
async function verifyEach(found: readonly Found[], options: VerifyShardsOptions): Promise<VerifyReport[]> {
  const { crc32, newHasher, limits, sha256Of } = options
  const total = found.reduce((sum, { source }) => sum + (source?.byteLength ?? 0), 0)
  const reports: VerifyReport[] = []
  let before = 0
  for (const { name, source } of found) {
    const sha256 = sha256Of?.(name)
    const done = before
    const own: VerifyOptions = {
      crc32,
      newHasher,
      ...(limits !== undefined && { limits }),
      ...(sha256 !== undefined && { sha256 }),
      onProgress: (bytes, _, stage) => options.onProgress?.(done + bytes, total, stage),
    }
    reports.push(source === null ? missing(name) : await verifyShard(name, source, own))
    before += source?.byteLength ?? 0
  }
  return reports
}

function missing(shard: string): VerifyReport {
  const finding: VerifyFinding = {
    rule: 'SHARD_MISSING',
    severity: 'error',
    subject: shard,
    detail: 'the index names it, but there is no such file',
  }
  return { file: shard, format: null, checks: [], findings: [finding], shards: [] }
}

/** One shard. A file that is not a checkpoint at all is a broken shard. */
async function verifyShard(name: string, source: ByteSource, options: VerifyOptions): Promise<VerifyReport> {
  try {
    return await verifyFile(source, name, options)
  } catch (error) {
    if (isPthError(error, 'LIMIT_EXCEEDED')) {
      throw new PthError(
        'LIMIT_EXCEEDED',
        { ...error.details, what: `${name}: ${error.details.what}` },
        { cause: error },
      )
    }
    if (!isPthError(error, 'FORMAT_UNKNOWN', 'FORMAT_UNSUPPORTED')) throw error
    const finding: VerifyFinding = {
      rule: 'STRUCTURE_BROKEN',
      severity: 'error',
      subject: name,
      detail: `${error.code}: ${error.message}`,
    }
    return { file: name, format: null, checks: [], findings: [finding], shards: [] }
  }
}

/**
 * @throws PthError SHARDS_INVALID when the shards cannot be read together; what is wrong with each is reported at
 * the shard
 */
async function openWhole(
  name: string,
  found: readonly Shard[],
  index: ShardIndex,
  options: VerifyShardsOptions,
): Promise<Checkpoint> {
  try {
    const { limits, root } = options
    return await openShards(name, found, index, {
      ...(limits !== undefined && { limits }),
      ...(root !== undefined && { root }),
    })
  } catch (error) {
    if (
      isPthError(error, 'SHARDS_INVALID', 'SOURCE_UNREADABLE', 'LIMIT_EXCEEDED', 'INTERNAL') ||
      !isPthError(error) ||
      isOfNetwork(error)
    )
      throw error
    const reason = `the shards cannot be read together, so the index${asked(options)} could not be checked`
    throw new PthError('SHARDS_INVALID', { index: name, reason, names: [error.message] }, { cause: error })
  }
}

function asked({ finite, nonzero, lock }: VerifyShardsOptions): string {
  const parts = [
    ...(finite === true || nonzero === true ? ['the values'] : []),
    ...(lock === undefined ? [] : ['the lock']),
  ]
  return parts.map((part) => ` and ${part}`).join('')
}

/** Where index and shards differ. Loaders read a shard whole, so an additional tensor does no harm on its own. */
function indexFindings({ notes }: Checkpoint, name: string): VerifyFinding[] {
  return notes
    .filter(({ code }) => code.startsWith('SHARD_TENSORS_'))
    .map(({ code, message }) => ({
      rule: 'INDEX_DIFFERS',
      severity: code === 'SHARD_TENSORS_EXTRA' ? 'warning' : 'error',
      subject: name,
      detail: message,
    }))
}
