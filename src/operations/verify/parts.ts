/** Verify a distributed checkpoint: every piece of every tensor is read and proven, then the values of the whole. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { announceTensors } from '../../checkpoint/read/announce.ts'
import { tensorChunks } from '../../checkpoint/read/read.ts'
import type { Storage } from '../../checkpoint/storage.ts'
import type { Tensor } from '../../checkpoint/tensor.ts'
import { dottedName } from '../../checkpoint/path.ts'
import { isOfNetwork, isPthError } from '../../errors.ts'
import { chunksAhead } from '../../io/chunks-ahead.ts'
import { verifyTensors } from './tensors.ts'
import type { VerifyCheck, VerifyFinding, VerifyReport } from './report.ts'
import { addAll } from './report.ts'
import { asFindings, verifyWhole } from './verify.ts'
import type { VerifyOptions } from './verify.ts'

/** Bytes that are read at one time. */
const CHUNK_BYTES = 1 << 22

/** Opens a checkpoint, hands it to `use`, and closes it. */
export type Within = (use: (checkpoint: Checkpoint) => Promise<void>) => Promise<void>

/**
 * Verify the folder that `within` opens. What breaks a rule is a finding; what the files cannot prove is told.
 * @throws PthError FORMAT_UNSUPPORTED, SOURCE_UNREADABLE, LIMIT_EXCEEDED
 */
export async function verifyParts(
  name: string,
  within: Within,
  options: VerifyOptions,
): Promise<VerifyReport> {
  const checks: VerifyCheck[] = []
  const findings: VerifyFinding[] = []
  let unproven: readonly string[] = []
  await asFindings(name, findings, () =>
    within(async (checkpoint) => {
      const { pieces = 0, unchecked = 0 } = checkpoint.parts ?? {}
      unproven = checkpoint.parts?.unproven ?? []
      checks.push({ check: 'pieces', checked: pieces, not_recorded: unchecked })
      const broken = await readPieces(checkpoint, options)
      addAll(findings, broken)
      const crc = await compareRecords(checkpoint, options)
      if (crc.check.checked + crc.check.not_recorded > 0) checks.push(crc.check)
      addAll(findings, crc.findings)
      const tensors = verifyTensors(checkpoint)
      checks.push(tensors.check)
      addAll(findings, tensors.findings)
      // Values of what cannot be read cannot be judged; the pieces say why.
      if (broken.length === 0) await verifyWhole(checkpoint, options, checks, findings)
    }),
  )
  return { file: name, format: 'distributed', checks, findings, shards: [], unproven }
}

interface Whole {
  readonly name: string
  readonly tensor: Tensor
}

/** Read every tensor that lies in pieces: a piece that is not as the metadata says cannot be read. */
async function readPieces(
  { graph, byteLength }: Checkpoint,
  options: VerifyOptions,
): Promise<VerifyFinding[]> {
  const findings: VerifyFinding[] = []
  const wholes = new Map<Storage, Whole>()
  for (const { path, tensor } of graph.tensors) {
    const storage = inPieces(tensor)
    if (storage !== undefined && !wholes.has(storage)) wholes.set(storage, { name: dottedName(path), tensor })
  }
  announceTensors(wholes.values())
  let done = 0
  for (const { name: subject, tensor } of wholes.values()) {
    try {
      for await (const chunk of tensorChunks({ name: subject, tensor }, CHUNK_BYTES, true)) {
        done += chunk.length
        options.onProgress?.(Math.min(done, byteLength), byteLength, 'checksums')
      }
    } catch (error) {
      if (
        !isPthError(error) ||
        isOfNetwork(error) ||
        isPthError(error, 'SOURCE_UNREADABLE', 'LIMIT_EXCEEDED')
      )
        throw error
      const special = isPthError(error, 'TENSOR_UNREADABLE') && error.details.kind !== 'strided'
      const rule = special ? 'PIECE_UNLOADABLE' : 'PIECE_BROKEN'
      findings.push({ rule, severity: 'error', subject, detail: error.message })
    }
  }
  return findings
}

function inPieces(tensor: Tensor): Storage | undefined {
  if (tensor.kind !== 'strided' || tensor.problem !== null) return undefined
  return tensor.storage.record?.packing === 'pieces' ? tensor.storage : undefined
}

/** Storages of values that are whole in one file, such as random states, against the checksum of their archive. */
async function compareRecords(
  { storages }: Checkpoint,
  { crc32 }: VerifyOptions,
): Promise<{ readonly check: VerifyCheck; readonly findings: readonly VerifyFinding[] }> {
  const findings: VerifyFinding[] = []
  let checked = 0
  let absent = 0
  for (const { record } of storages.values()) {
    if (record === null || record.packing === 'pieces') continue
    if (record.crc32 === null) {
      absent += 1
      continue
    }
    checked += 1
    let crc = 0
    const source = await record.open()
    for await (const chunk of chunksAhead(source, 0, source.byteLength, CHUNK_BYTES)) crc = crc32(chunk, crc)
    if (crc !== record.crc32)
      findings.push({
        rule: 'CRC_WRONG',
        severity: 'error',
        subject: record.member,
        detail: `CRC-32 ${crc.toString(16)}, and its archive records ${record.crc32.toString(16)}`,
      })
  }
  return { check: { check: 'crc32', checked, not_recorded: absent }, findings }
}
