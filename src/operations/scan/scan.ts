/** Scan one file: every pickle it contains, what they name and call, what is odd about the container, the verdict. */
import { enterMember, notEntered } from '../../container/members/enter.ts'
import { explainDamage } from '../../container/damage.ts'
import { unpackGzip } from '../../container/members/tar-members.ts'
import { newUnpacking, unpacked } from '../../container/members/unpack.ts'
import type { Unpack } from '../../container/members/unpack.ts'
import { sniff } from '../../container/sniff.ts'
import { unmarkedSource } from '../../container/marked-zip.ts'
import type { Sniffed } from '../../container/sniff.ts'
import { findEndRecord } from '../../zip/end-record.ts'
import { isPthError } from '../../errors.ts'
import { beginsZlib } from '../../io/zlib-start.ts'
import { memorySource } from '../../io/source.ts'
import { unpackedChunks } from '../../io/unpacked.ts'
import type { ByteSource } from '../../io/source.ts'
import { checkLimit, DEFAULT_LIMITS, limitsFor } from '../../limits.ts'
import type { Limits } from '../../limits.ts'
import { weightsOnlyVerdict } from '../../weights-only/verdict.ts'
import type { WeightsOnly } from '../../weights-only/verdict.ts'
import { find, newContext, overNesting } from './context.ts'
import type { ScanContext } from './context.ts'
import { applyPolicy, globalFinding, NO_POLICY } from './policy.ts'
import type { ScanPolicy } from './policy.ts'
import { scanVerdict } from './report.ts'
import type { ScanReport, ScannedGlobal } from './report.ts'
import { scanStream } from './stream.ts'
import { scanTar } from './tar.ts'
import type { Covered } from './tar.ts'
import { scanUnsigned } from './unsigned.ts'
import { arrayDataOffset, scanArray } from './arrays.ts'
import { isDistcp, walkDistcp } from './dcp.ts'
import { refuseDamaged } from './damaged.ts'
import { scanPart } from './dcp-part.ts'
import type { DcpPart } from './dcp-folder.ts'
import { auditGguf } from './gguf.ts'
import { scanOnnx } from './onnx.ts'
import { auditSafetensors } from './safetensors.ts'
import { scanZip } from './zip.ts'
import { beginsAsZip } from '../../zip/signatures.ts'

/** How a file is scanned. */
export interface ScanOptions {
  readonly limits?: Limits
  readonly policy?: ScanPolicy
  /** The member of an archive to scan, as `member` of `openCheckpoint`; the whole file when absent. */
  readonly member?: string
  /** Where packed members are unpacked to, as `unpack` of `openCheckpoint`. */
  readonly unpack?: Unpack
  /** The source is a folder read as the archive that it was: torch.load opens no folder. */
  readonly folder?: boolean
  /** What the folder of a distributed checkpoint (DCP) says about this file: see `dcpPart`. */
  readonly dcp?: DcpPart
}

/**
 * Scan a file. Storages are not scanned, nothing in the file is ever called.
 * @throws PthError FORMAT_UNKNOWN, FORMAT_UNSUPPORTED for what is not a checkpoint, SOURCE_UNREADABLE, and
 * those of a container that cannot be read at all
 */
export async function scanFile(file: ByteSource, options: ScanOptions = {}): Promise<ScanReport> {
  const { policy = NO_POLICY, member, unpack } = options
  const limits = limitsFor(options.limits ?? DEFAULT_LIMITS, file.byteLength)
  const unpacking = newUnpacking(limits, unpack)
  const source = member === undefined ? file : (await enterMember(notEntered(file), member, unpacking)).source
  const context = newContext(limits, unpacking)
  const whole = (): Promise<string> => scanTop(context, source)
  const format = await scanPart(context, source, options.dcp, { whole, inside: scanInside }).catch(
    async (error: unknown) => {
      throw await explainDamage(source, error)
    },
  )
  await refuseDamaged(context, source)
  const globals = context.globals.map((global) => applyPolicy(global, policy))
  const findings = [
    ...globals.map(globalFinding).filter((finding) => finding !== undefined),
    ...context.findings.filter(({ rule }) => !policy.ignore.has(rule)),
  ]
  const body = { globals, findings }
  return {
    file: source.name,
    format,
    verdict: scanVerdict(body),
    weights_only:
      options.folder === true ||
      format === 'npy' ||
      format === 'onnx' ||
      // Nobody gives a whole .distcp file to torch.load: DCP loads its items one by one.
      format === 'distcp' ||
      // Nor one of another program, unless it is a pickle too.
      ((format === 'safetensors' || format === 'gguf') && context.pickles.length === 0)
        ? null
        : soberAdvice(await weightsOnlyVerdict(source, limits), globals),
    pickles: context.pickles,
    ...body,
  }
}

/** A list that makes a dangerous file load does not help, so it is not returned. */
function soberAdvice(answer: WeightsOnly, globals: readonly ScannedGlobal[]): WeightsOnly {
  const dangerous = globals.find(({ verdict }) => verdict === 'dangerous')
  if (dangerous === undefined || answer.add_safe_globals === null) return answer
  const name = `${dangerous.module}.${dangerous.name}`
  const reason = `${name} is dangerous (${dangerous.reason ?? 'it runs code'}): allow nothing of this file`
  return { ...answer, add_safe_globals: null, no_list: reason }
}

/** Bytes by which arrays, zlib data and models of ONNX are told: what says how long the header of a .npy file is. */
const START = 12

function startOf(source: ByteSource): Promise<Uint8Array> {
  return source.read(0, Math.min(START, source.byteLength))
}

/** Whether the source is a .npy file, which then is scanned. numpy.load looks for it before it tries a pickle. */
async function scanIfArray(
  context: ScanContext,
  source: ByteSource,
  start: Uint8Array,
  member: string,
  depth: number,
): Promise<boolean> {
  const offset = arrayDataOffset(start)
  if (offset === undefined) return false
  await scanArray(context, source, offset, member === '' ? 'array' : member, depth, scanInside)
  await scanHiddenZip(context, source, member, depth)
  return true
}

/** Whether the source is zlib data, such as `joblib.dump(…, compress=3)` writes, which then is unpacked and scanned. */
async function scanIfZlib(
  context: ScanContext,
  source: ByteSource,
  start: Uint8Array,
  member: string,
  depth: number,
): Promise<boolean> {
  if (!beginsZlib(start)) return false
  checkLimit(context.limits, 'nesting', 'files in files', depth + 1)
  const name = member === '' ? 'zlib' : `${member} > zlib`
  const content = await unpacked(context.unpacking, unpackedChunks(source, 'deflate'), name)
  await scanAs(context, content, await sniff(content), name, depth + 1)
  return true
}

/** Scan by content; what has no signature may still be an old pickle, or an archive behind something else. */
async function scanTop(context: ScanContext, source: ByteSource): Promise<Sniffed | 'npy' | 'zlib' | 'onnx'> {
  try {
    const start = await startOf(source)
    if (await scanIfArray(context, source, start, '', 0)) return 'npy'
    if (await scanIfZlib(context, source, start, '', 0)) return 'zlib'
    if (await scanOnnx(context, source, start)) {
      await scanHiddenZip(context, source, '', 0)
      await scanUnsigned(context, source, '', 0, scanInside)
      return 'onnx'
    }
    const format = await sniff(source)
    await scanAs(context, source, format, '', 0)
    return format
  } catch (error) {
    if (!isPthError(error, 'FORMAT_UNKNOWN', 'FORMAT_UNSUPPORTED') || source.byteLength === 0) throw error
    await scanHiddenZip(context, source, '', 0)
    await scanUnsigned(context, source, '', 0, scanInside)
    if (context.globals.length === 0 && context.findings.length === 0) throw error
    return 'pickle'
  }
}

async function scanAs(
  context: ScanContext,
  source: ByteSource,
  format: Sniffed,
  member: string,
  depth: number,
): Promise<void> {
  // A pickle has no signature: it may begin with what looks like another kind of file, and pickle.load looks at none.
  if (
    format !== 'pickle' &&
    format !== 'legacy' &&
    format !== 'marked-zip' &&
    !(await torchSeesZip(source)) &&
    (await scanUnsigned(context, source, member, depth, scanInside))
  ) {
    find(
      context,
      'POLYGLOT',
      'error',
      member === '' ? null : member,
      null,
      `the file looks like ${format} and is also a pickle: two programs see two files`,
    )
  }
  let covered = nothingCovered
  switch (format) {
    case 'zip':
      return scanZip(context, source, member === '' ? '' : `${member} > `, depth, scanInside)
    case 'marked-zip':
      return scanZip(context, unmarkedSource(source), member === '' ? '' : `${member} > `, depth, scanInside)
    case 'tar':
      covered = await scanTar(context, source, member === '' ? '' : `${member} > `, depth, scanInside)
      break
    case 'legacy':
    case 'pickle':
      await scanStream(context, source, member === '' ? 'pickle' : member, depth, scanInside)
      break
    case 'gzip':
      await scanGzip(context, source, member, depth)
      break
    case 'safetensors':
      await auditSafetensors(context, source, member === '' ? null : member)
      break
    case 'gguf':
      await auditGguf(context, source, member === '' ? null : member)
      break
  }
  await scanHiddenZip(context, source, member, depth, covered)
}

/** Of a file that has no members. */
const nothingCovered: Covered = () => false

/** Where torch.load sees a zip archive, and pickle.load stops at the first byte. */
async function torchSeesZip(source: ByteSource): Promise<boolean> {
  return beginsAsZip(await source.read(0, Math.min(4, source.byteLength)))
}

/** What a gzip file unpacks to, such as a tar of files. @throws PthError FORMAT_UNKNOWN when it is nothing known */
async function scanGzip(
  context: ScanContext,
  source: ByteSource,
  member: string,
  depth: number,
): Promise<void> {
  checkLimit(context.limits, 'nesting', 'files in files', depth + 1)
  const name = member === '' ? 'gzip' : `${member} > gzip`
  const content = await unpackGzip(source, name, context.unpacking)
  if (await scanIfArray(context, content, await startOf(content), name, depth + 1)) return
  await scanAs(context, content, await sniff(content), name, depth + 1)
}

/** A file of another kind that is a zip archive at its end too: torch reads one, zip programs the other. */
async function scanHiddenZip(
  context: ScanContext,
  source: ByteSource,
  member: string,
  depth: number,
  covered: Covered = nothingCovered,
): Promise<void> {
  try {
    const end = await findEndRecord(source)
    if (end.entryCount === 0 || covered(end.offset)) return
  } catch (error) {
    if (isPthError(error, 'SOURCE_UNREADABLE') || !isPthError(error)) throw error
    // The file became shorter, or an end record leads out of it: nobody can say what is there.
    if (isPthError(error, 'SOURCE_TRUNCATED'))
      find(context, 'MEMBER_UNREADABLE', 'error', member === '' ? null : member, null, error.message)
    return
  }
  find(
    context,
    'POLYGLOT',
    'error',
    member === '' ? null : member,
    null,
    'the file is also a zip archive: two programs see two files',
  )
  await scanZip(context, source, `${member === '' ? '' : `${member} > `}zip > `, depth, scanInside)
}

/** Why the items of a `.distcp` file in an archive are not known. */
const UNREAD = 'in an archive it is not looked for'

/** Bytes inside another pickle or archive: scanned when they are something that can hold a pickle. */
async function scanInside(
  context: ScanContext,
  data: Uint8Array | ByteSource,
  member: string,
  depth: number,
): Promise<void> {
  if (depth > context.limits.nesting) {
    find(context, 'NESTED_LIMIT', 'error', member, null, overNesting(context.limits, depth).message)
    return
  }
  const source = data instanceof Uint8Array ? memorySource(data, member) : data
  try {
    if (isDistcp(member) && (await walkDistcp(context, source, member, depth, scanInside, UNREAD))) return
    const start = await startOf(source)
    if (await scanIfArray(context, source, start, member, depth)) return
    if (await scanIfZlib(context, source, start, member, depth)) return
    await scanAs(context, source, await sniff(source), member, depth)
  } catch (error) {
    if (!isPthError(error) || isPthError(error, 'SOURCE_UNREADABLE')) throw error
    // Arguments of an unknown callee may be any bytes, a pickle that begins like nothing known among them.
    if (isPthError(error, 'FORMAT_UNKNOWN', 'FORMAT_UNSUPPORTED'))
      await scanUnsigned(context, source, member, depth, scanInside)
    else find(context, 'MEMBER_UNREADABLE', 'warning', member, null, error.message)
  }
}
