/** Whether loading the open files runs something: what `pth scan --json` prints of them. Loaded when it is asked for. */
import { exitCodeFor, isPthError, scanDocument, scanFile, scanOutcome } from 'pth-cli'
import type { Failure as FailedFile, ScanReport } from 'pth-cli'
import type { ScanDocument } from '../documents.ts'
import type { OnProgress } from '../engine.ts'
import type { OpenInput } from './open-input.ts'

/** Every file; one that cannot be scanned is reported beside the others. */
export async function scanAll({ sources }: OpenInput, onProgress: OnProgress): Promise<ScanDocument> {
  const reports: ScanReport[] = []
  const failures: FailedFile[] = []
  for (const [at, source] of sources.entries()) {
    onProgress({ stage: 'scan', done: at, total: sources.length })
    try {
      reports.push(await scanFile(source))
    } catch (error) {
      if (!isPthError(error)) throw error
      failures.push({ file: source.name, code: error.code, message: error.message })
    }
  }
  const outcome = scanOutcome(reports, false)
  const exitCode = exitCodeFor({ ...outcome, incomplete: outcome.incomplete || failures.length > 0 })
  const paths = sources.map(({ name }) => name)
  return scanDocument({ reports, failures, others: [], strict: false, paths }, exitCode)
}
