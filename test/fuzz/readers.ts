/** Inputs through the readers: a file of any container, a pickle, a JSON text. */
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import type { Checkpoint } from '../../src/checkpoint/checkpoint.ts'
import { listParts } from '../../src/checkpoint/read/parts.ts'
import { readDenseEntry } from '../../src/checkpoint/read/dense.ts'
import { readEntry } from '../../src/checkpoint/read/read.ts'
import { parseShardIndex } from '../../src/checkpoint/several/shard-index.ts'
import { dtype } from '../../src/dtype/dtype.ts'
import { isPthError } from '../../src/errors.ts'
import { crc32 } from '../../src/io/crc32.ts'
import { newSha256 } from '../../src/node/hash.ts'
import { memorySource } from '../../src/io/source.ts'
import { DEFAULT_LIMITS } from '../../src/limits.ts'
import { newRenamer, parseRename, parseRenameFile } from '../../src/names/rename.ts'
import { compileGlobs } from '../../src/names/glob.ts'
import { parsePolicy } from '../../src/operations/scan/policy.ts'
import { scanPickle } from '../../src/operations/scan/pickle.ts'
import { scanFile } from '../../src/operations/scan/scan.ts'
import { verifyFile } from '../../src/operations/verify/verify.ts'
import { runWeightsOnly } from '../../src/weights-only/machine.ts'
import type { LoadPersistent } from '../../src/weights-only/machine.ts'
import { parsePickle } from '../../src/pickle/machine.ts'
import { plainPaint } from '../../src/report/paint.ts'
import { REPORT_FORMATS } from '../../src/report/report-format.ts'
import { renderScanAs } from '../../src/report/scan/formats.ts'
import { renderVerifyAs } from '../../src/report/verify/formats.ts'
import { renderScan } from '../../src/report/scan/text.ts'
import { bytes, u64 } from '../support/assembler.ts'
import { checkPlain, checkPrintable } from '../support/laws.ts'

/** Bytes of one tensor that is read. */
const MOST = 1 << 20
/** What a user may have allowed and denied. */
const POLICY = parsePolicy(
  '{"allow": ["torch.nn.modules.linear.Linear"], "deny": ["numpy", "posix.system"], "ignore": ["TRAILING_DATA"], "strict": true}',
  'fuzz',
)
/** Tensors of a file that are read. */
const READ = 3

/** Open a file and read a few of its tensors in every form. */
export async function runOpen(input: Uint8Array): Promise<void> {
  await readSome(await openCheckpoint(memorySource(input, 'fuzz')))
}

/** A file that was repaired when its length is even: both kinds of damage are met. */
export function repaired(
  repair: (input: Uint8Array) => Uint8Array,
  run: (input: Uint8Array) => Promise<void>,
): (input: Uint8Array) => Promise<void> {
  return (input) => run(input.length % 2 === 0 ? repair(input) : input)
}

/** A file whose end may be missing. */
export async function runSalvage(input: Uint8Array): Promise<void> {
  await readSome(await openCheckpoint(memorySource(input, 'fuzz'), { salvage: true }))
}

/** A safetensors header alone: its length is put before it, and some data after it. */
export async function runHeader(header: Uint8Array): Promise<void> {
  await runOpen(bytes(u64(header.length), header, new Uint8Array(16)))
}

/** The first few tensors: elements, dense form and parts. A tensor that has none of one says so. */
export async function readSome({ stateDict }: Checkpoint): Promise<void> {
  const options = { maxBytes: MOST }
  for (const entry of stateDict.tensors.slice(0, READ)) {
    await answered(readEntry(entry, options))
    if (entry.tensor.kind === 'strided') continue
    await answered(readDenseEntry(entry, options))
    await answered(readParts(entry))
  }
}

async function readParts(entry: Checkpoint['stateDict']['tensors'][number]): Promise<void> {
  for (const part of (await listParts(entry)).slice(0, READ))
    await answered(readEntry(part, { maxBytes: MOST }))
}

/** A PthError is an answer. */
async function answered(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!isPthError(error) || error.code === 'INTERNAL') throw error
  }
}

export function runPickle(input: Uint8Array): void {
  if ((input[0] ?? 0) & 1) parsePickle(input)
  else scanPickle(input, 'fuzz', DEFAULT_LIMITS)
}

export function runWeights(input: Uint8Array): void {
  const buffer = { byteLength: 24, resizable: input.length % 2 === 0, bytes: null }
  const load: LoadPersistent = (id, stop) => {
    if (id.length > 5) throw stop.refuse('fuzz')
    return { kind: 'storage', type: 'torch.storage.TypedStorage', dtype: dtype('float32'), buffer }
  }
  runWeightsOnly(input, { load, mapsDevices: input.length % 3 === 0 })
}

/** Every report of a scan. */
export async function runScan(input: Uint8Array): Promise<void> {
  const report = await scanFile(memorySource(input, 'fuzz'), { policy: POLICY })
  checkPlain(report)
  checkPrintable(renderScan(report, plainPaint, { columns: 80, brief: false }))
  const run = { reports: [report], failures: [], others: [], paths: ['fuzz'], strict: true }
  for (const format of REPORT_FORMATS.filter((word) => word !== 'markdown'))
    checkPrintable(renderScanAs(format, { ...run, exitCode: 1, version: '0', columns: 80 }))
}

export async function runVerify(input: Uint8Array): Promise<void> {
  const report = await verifyFile(memorySource(input, 'fuzz'), 'fuzz', { crc32, newHasher: newSha256 })
  checkPlain(report)
  const run = {
    reports: [report],
    failures: [],
    archives: [],
    paths: ['fuzz'],
    exitCode: 1,
    version: '0',
    columns: 100,
  }
  for (const format of REPORT_FORMATS.filter((word) => word !== 'markdown'))
    checkPrintable(renderVerifyAs(format, run))
}

export function runRename(input: Uint8Array): void {
  const text = new TextDecoder().decode(input)
  const rules = (input[0] ?? 0) & 1 ? [parseRename(text)] : parseRenameFile(text, 'fuzz')
  const renamer = newRenamer(rules)
  for (const name of ['module.layer1.0.weight', 'a', 'aaaaaaaaaaaaaaaaaaaaaaaab', '']) renamer.rename(name)
}

/** A pattern, a NUL, and the name that is held against it. */
export function runGlob(input: Uint8Array): void {
  const [pattern = '', name = 'layers.10.weight'] = new TextDecoder().decode(input).split('\0')
  const matches = compileGlobs([pattern])
  matches(name)
  matches('a'.repeat(64))
}

export function runPolicy(input: Uint8Array): void {
  parsePolicy(new TextDecoder().decode(input), 'fuzz.json')
}

export function runIndex(input: Uint8Array): void {
  parseShardIndex(input, 'fuzz.bin.index.json')
}
