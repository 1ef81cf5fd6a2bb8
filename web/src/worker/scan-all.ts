/** Whether loading the open files runs something: what `pth scan --json` prints of them. Loaded when it is asked for. */
import {
  dcpPart,
  exitCodeFor,
  hasNothingToLoad,
  isDcpMetadata,
  isPthError,
  isScannedName,
  isTextByChance,
  readDcpFolder,
  scanDocument,
  scanFile,
  scanOutcome,
} from 'pth-cli'
import type {
  Limits,
  ByteSource,
  DcpFolder,
  DcpPart,
  Failure as FailedFile,
  PartsFolder,
  ScanReport,
} from 'pth-cli'
import type { ScanDocument } from '../documents.ts'
import type { OnProgress } from '../engine.ts'
import type { OpenInput } from './open-input.ts'

/** What was found so far. */
interface Found {
  readonly reports: ScanReport[]
  readonly failures: FailedFile[]
  /** Files beside a checkpoint in which nothing can be loaded. */
  readonly others: string[]
}

/** Every file; one that cannot be scanned is reported beside the others. */
export async function scanAll(
  { sources, folder, checkpoint, limits }: OpenInput,
  onProgress: OnProgress,
): Promise<ScanDocument> {
  const found: Found = { reports: [], failures: [], others: [] }
  const told = (done: number, total: number): void => onProgress({ stage: 'scan', done, total })
  if (folder === null) await scanSources(sources, limits, found, told)
  else await scanFolder(folder, limits, found, told)
  const { reports, failures, others } = found
  const outcome = scanOutcome(reports, false)
  const incomplete = outcome.incomplete || failures.length > 0 || reports.length === 0
  const exitCode = exitCodeFor({ ...outcome, incomplete })
  const paths = folder === null ? sources.map(({ name }) => name) : [checkpoint.name]
  return scanDocument({ reports, failures, others, strict: false, paths }, exitCode)
}

type Told = (done: number, total: number) => void

async function scanSources(
  sources: readonly ByteSource[],
  limits: Limits,
  { reports, failures }: Found,
  told: Told,
): Promise<void> {
  for (const [at, source] of sources.entries()) {
    told(at, sources.length)
    try {
      reports.push(await scanFile(source, { limits }))
    } catch (error) {
      failures.push(failureOf(error, source.name))
    }
  }
}

/** All files of a folder, with what the metadata of DCP says of those beside it. */
async function scanFolder(
  folder: PartsFolder,
  limits: Limits,
  { reports, failures, others }: Found,
  told: Told,
): Promise<void> {
  const parts = dcpParts(folder, limits)
  for (const [at, name] of folder.names.entries()) {
    told(at, folder.names.length)
    let label = `${folder.path}/${name}`
    try {
      const source = await folder.open(name)
      label = source.name
      const dcp = await parts(name)
      const report = await scanFile(source, dcp === undefined ? { limits } : { limits, dcp })
      if (await isTextByChance(source, report)) others.push(label)
      else reports.push(report)
    } catch (error) {
      if (hasNothingToLoad(error) && !isScannedName(name, error)) others.push(label)
      else failures.push(failureOf(error, label))
    }
  }
}

/** @throws what is no error of the core */
function failureOf(error: unknown, file: string): FailedFile {
  if (!isPthError(error)) throw error
  return { file, code: error.code, message: error.message }
}

/** What the folder of a file says about it. One folder is kept, since names come folder by folder. */
function dcpParts(folder: PartsFolder, limits: Limits): (name: string) => Promise<DcpPart | undefined> {
  const folders = new Map<string, string[]>()
  for (const name of folder.names) {
    const known = folders.get(insideOf(name))
    if (known === undefined) folders.set(insideOf(name), [name])
    else known.push(name)
  }
  let inside: string | undefined
  let read: DcpFolder | undefined
  return async (name) => {
    if (inside !== insideOf(name)) {
      inside = insideOf(name)
      read = await readInside(folder, inside, folders.get(inside) ?? [], limits)
    }
    return read === undefined ? undefined : dcpPart(read, name.slice(inside.length))
  }
}

/** The folder of a file with its slash, relative to the one that was opened. */
function insideOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1)
}

async function readInside(
  folder: PartsFolder,
  inside: string,
  files: readonly string[],
  limits: Limits,
): Promise<DcpFolder | undefined> {
  const names = files.map((name) => name.slice(inside.length))
  const metadata: { name: string; source: ByteSource | null }[] = []
  for (const name of names.filter(isDcpMetadata))
    metadata.push({ name, source: await opened(folder, inside + name) })
  return metadata.length === 0 ? undefined : readDcpFolder(metadata, new Set(names), limits)
}

/** Null where it cannot be opened, which the answer then says. */
async function opened(folder: PartsFolder, name: string): Promise<ByteSource | null> {
  try {
    return await folder.open(name)
  } catch (error) {
    if (isPthError(error)) return null
    throw error
  }
}
