/** Several conversions of one run as one JSON document. */
import { envelope } from '../envelope.ts'
import type { ExitCode } from '../exit-code.ts'
import type { Failure } from '../failure.ts'

/** Documents in the order of the outputs, each as the conversion alone prints it, and the inputs that failed. */
export interface ConvertedFiles {
  readonly documents: readonly unknown[]
  readonly failures: readonly Failure[]
}

/** The document of `pth convert --json` of several outputs. */
export function convertFilesReport(
  { documents, failures }: ConvertedFiles,
  exitCode: ExitCode,
): Readonly<Record<string, unknown>> {
  const data = {
    summary: { outputs: documents.length, failed: failures.length },
    files: documents,
    failures,
  }
  return envelope('pth.convert-files', data, exitCode)
}
