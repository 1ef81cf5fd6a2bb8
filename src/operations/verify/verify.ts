/** Verify one file: everything in it that can be checked against something else in it, or against a digest. */
import { explainDamage } from '../../container/damage.ts'
import type { ContainerKind } from '../../container/record.ts'
import { enterAll, enterMember, notEntered } from '../../container/members/enter.ts'
import { newUnpacking } from '../../container/members/unpack.ts'
import type { Unpack } from '../../container/members/unpack.ts'
import { openCheckpoint } from '../../checkpoint/open.ts'
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { Crew } from '../../checkpoint/read/crew.ts'
import { isOfNetwork, isPthError } from '../../errors.ts'
import type { PthErrorCode } from '../../errors.ts'
import type { Crc32 } from '../../io/crc32.ts'
import type { NewHasher } from '../../io/hash.ts'
import type { ByteSource } from '../../io/source.ts'
import { DEFAULT_LIMITS, limitsFor } from '../../limits.ts'
import type { Limits } from '../../limits.ts'
import type { NameRule } from '../../names/name-rule.ts'
import { verifyArchive } from './archive.ts'
import { newDigest } from './digest.ts'
import { compareLock } from './compare-lock.ts'
import { lockOf } from './lock.ts'
import { newStatsOnce } from './stats-once.ts'
import type { Lock } from './lock.ts'
import { addAll } from './report.ts'
import type { VerifyCheck, VerifyFinding, VerifyReport } from './report.ts'
import { verifyTensors } from './tensors.ts'
import { verifyValues } from './values.ts'
import { archiveOf, torchFindings } from './torch-archive.ts'

/** What a file is verified against, and with what. */
export interface VerifyOptions {
  readonly crc32: Crc32
  readonly newHasher: NewHasher
  /** Expected SHA-256 of the file, lower-case hexadecimal. */
  readonly sha256?: string
  readonly lock?: Lock
  readonly limits?: Limits
  /** The member of an archive to verify, as `member` of `openCheckpoint`; the checkpoint inside when absent. */
  readonly member?: string
  /** Where packed members are unpacked to, as `unpack` of `openCheckpoint`. */
  readonly unpack?: Unpack
  /** The source is a folder read as the archive that it was: it has no structure of its own, and no checksums. */
  readonly folder?: boolean
  /** Where the state_dict is of which values and lock are asked, as `--root` of every command. */
  readonly root?: string
  readonly finite?: boolean
  readonly nonzero?: boolean
  /** Names whose values `finite` and `nonzero` look at; every tensor of the file when absent. */
  readonly only?: NameRule
  readonly ignore?: NameRule
  /** @internal Threads that take a part of the work on a large file; without them it is done by one. */
  readonly crew?: Crew
  /** Handed the opened checkpoint before its values are read: what else is asked of the file opens it once. */
  readonly also?: (checkpoint: Checkpoint) => void | Promise<void>
  /** Told how far a stage is, in bytes: of the file for its checksums and digest, of tensors for values and lock. */
  readonly onProgress?: (done: number, total: number, stage: VerifyStage) => void
}

/** The stages that read a whole file. */
export type VerifyStage = 'checksums' | 'digest' | 'values' | 'lock'

/** Failures that say nothing about the file: it is not a checkpoint, or pth is not able to judge it. */
const NO_VERDICT: readonly PthErrorCode[] = [
  'FORMAT_UNKNOWN',
  'FORMAT_UNSUPPORTED',
  'EDIT_INTERRUPTED',
  'JOIN_NEEDED',
  'JOIN_INVALID',
  'SOURCE_UNREADABLE',
  'LIMIT_EXCEEDED',
  'MEMBER_MISSING',
  'MEMBER_UNCLEAR',
  'STATE_DICT_NOT_FOUND',
  'USAGE',
  'INTERNAL',
]

/**
 * Verify a file. What breaks a rule is a finding.
 * @throws PthError FORMAT_UNKNOWN, FORMAT_UNSUPPORTED, SOURCE_UNREADABLE, LIMIT_EXCEEDED, STATE_DICT_NOT_FOUND
 */
export async function verifyFile(
  source: ByteSource,
  name: string,
  given: VerifyOptions,
): Promise<VerifyReport> {
  const limits = limitsFor(given.limits ?? DEFAULT_LIMITS, source.byteLength)
  const options = { ...given, limits }
  const checks: VerifyCheck[] = []
  const findings: VerifyFinding[] = []
  let format: string | null = null
  const unpacking = newUnpacking(limits, options.unpack)
  // A member that is named is what is verified; the archives around it are looked at, too.
  const named =
    options.member === undefined
      ? source
      : (await enterMember(notEntered(source), options.member, unpacking)).source
  const digest =
    options.sha256 === undefined ? undefined : newDigest(named, options.sha256, options.newHasher)
  if (digest !== undefined) checks.push({ check: 'sha256', checked: 1, not_recorded: 0 })
  // A named member that cannot be reached leaves nothing to open in its place.
  let entered = options.member === undefined ? notEntered(source) : null
  await asFindings(name, findings, async () => {
    if (options.folder === true) return
    // What is read for the checksums is hashed on the way.
    const whole = options.member === undefined ? (digest?.source ?? source) : source
    await verifyLevel(whole, '', options, checks, findings)
    entered = await enterAll(source, options.member, unpacking).catch(async (error: unknown) => {
      throw await explainDamage(source, error)
    })
    const { source: last, through } = entered
    // The file itself was the first level.
    const levels = [...through, last].slice(1)
    for (const level of levels)
      await verifyLevel(level, `${level.name.slice(source.name.length + 1)}: `, options, checks, findings)
  })
  const digested = (await digest?.finding(name, toldOf(options, 'digest'))) ?? []
  await asFindings(name, findings, async () => {
    const checkpoint = entered === null ? undefined : await openWhole(entered.source, name, options, findings)
    if (checkpoint === undefined || entered === null) return
    const { kind } = checkpoint.container.facts
    format = kind
    addAll(findings, await torchRefusals(entered.source, kind, limits))
    await verifyOpened(checkpoint, name, options, checks, findings)
  })
  return { file: name, format, checks, findings: unique([...digested, ...findings]), shards: [] }
}

/** The checkpoint of a file; undefined where PyTorch refuses it, too: its reasons are findings. */
async function openWhole(
  whole: ByteSource,
  name: string,
  { limits = DEFAULT_LIMITS, unpack, root }: VerifyOptions,
  findings: VerifyFinding[],
): Promise<Checkpoint | undefined> {
  try {
    const opened = await openCheckpoint(whole, {
      limits,
      ...(unpack !== undefined && { unpack }),
      ...(root !== undefined && { root }),
    })
    await opened.container.check?.()
    return opened
  } catch (error) {
    if (!isPthError(error, 'FORMAT_UNSUPPORTED')) throw error
    const refused = await torchRefusals(whole, null, limits)
    if (refused.length === 0) throw error
    addAll(findings, refused)
    findings.push({ rule: 'STRUCTURE_BROKEN', severity: 'error', subject: name, detail: error.message })
    return undefined
  }
}

/** Everything that an opened file says of itself. */
async function verifyOpened(
  checkpoint: Checkpoint,
  name: string,
  options: VerifyOptions,
  checks: VerifyCheck[],
  findings: VerifyFinding[],
): Promise<void> {
  const { kind } = checkpoint.container.facts
  if (kind === 'safetensors' || kind === 'gguf') checks.push({ check: 'header', checked: 1, not_recorded: 0 })
  const tensors = verifyTensors(checkpoint)
  checks.push(tensors.check)
  addAll(findings, tensors.findings)
  // Files of a set are verified together, and their names say nothing of damage.
  if (checkpoint.partOf?.by === 'content')
    findings.push({
      rule: 'PART_OF_WHOLE',
      severity: 'warning',
      subject: name,
      detail: `the file is ${checkpoint.partOf.what}`,
    })
  await verifyWhole(checkpoint, options, checks, findings)
}

/** The records of one archive; `prefix` says which one it is inside another. Nothing of it for other files. */
async function verifyLevel(
  source: ByteSource,
  prefix: string,
  { crc32, limits = DEFAULT_LIMITS, crew, onProgress }: VerifyOptions,
  checks: VerifyCheck[],
  findings: VerifyFinding[],
): Promise<void> {
  const zip = await archiveOf(source)
  if (zip === null) return
  const told = (done: number): void => onProgress?.(done, source.byteLength, 'checksums')
  const archive = await verifyArchive(zip, crc32, limits, told, crew).catch(async (error: unknown) => {
    throw await explainDamage(source, error)
  })
  for (const { check, checked, not_recorded } of archive.checks) {
    const before = checks.findIndex((other) => other.check === check)
    const sum = checks[before] ?? { check, checked: 0, not_recorded: 0 }
    const both = { check, checked: sum.checked + checked, not_recorded: sum.not_recorded + not_recorded }
    checks.splice(before < 0 ? checks.length : before, 1, both)
  }
  for (const finding of archive.findings)
    findings.push({ ...finding, subject: `${prefix}${finding.subject}` })
}

function toldOf({ onProgress }: VerifyOptions, stage: VerifyStage): (done: number, total: number) => void {
  return (done, total) => onProgress?.(done, total, stage)
}

/** What is asked of a whole checkpoint, be it one file or several: its values, and its lock. */
export async function verifyWhole(
  checkpoint: Checkpoint,
  options: VerifyOptions,
  checks: VerifyCheck[],
  findings: VerifyFinding[],
): Promise<void> {
  await options.also?.(checkpoint)
  const stats = newStatsOnce(checkpoint, options.newHasher, options.crew)
  if (options.finite === true || options.nonzero === true) {
    const { only, ignore } = options
    const wanted = {
      finite: options.finite === true,
      nonzero: options.nonzero === true,
      rooted: options.root !== undefined,
      ...(only !== undefined && { only }),
      ...(ignore !== undefined && { ignore }),
    }
    const values = await verifyValues(checkpoint, wanted, stats, toldOf(options, 'values'))
    checks.push(values.check)
    addAll(findings, values.findings)
  }
  if (options.lock !== undefined) {
    const found = await lockOf(checkpoint, options.newHasher, stats, toldOf(options, 'lock'))
    checks.push({ check: 'lock', checked: options.lock.tensors.length, not_recorded: 0 })
    addAll(findings, compareLock(options.lock, found, checkpoint.metadata))
  }
}

/** A broken rule is a finding; what keeps pth from judging is thrown. */
export async function asFindings(
  name: string,
  findings: VerifyFinding[],
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!isPthError(error) || NO_VERDICT.includes(error.code) || isOfNetwork(error)) throw error
    findings.push({
      rule: 'STRUCTURE_BROKEN',
      severity: 'error',
      subject: name,
      detail: `${error.code}: ${error.message}`,
    })
  }
}

/** What torch says of the archive that the file is. @throws PthError SOURCE_UNREADABLE */
async function torchRefusals(
  source: ByteSource,
  kind: ContainerKind | null,
  limits: Limits,
): Promise<VerifyFinding[]> {
  const archive = await archiveOf(source)
  return archive === null ? [] : torchFindings(archive, kind, limits)
}

/** The archive and the checkpoint may fail for the same reason, which is reported once. */
function unique(findings: readonly VerifyFinding[]): VerifyFinding[] {
  return [
    ...new Map(
      findings.map((finding) => [JSON.stringify([finding.rule, finding.subject, finding.detail]), finding]),
    ).values(),
  ]
}
