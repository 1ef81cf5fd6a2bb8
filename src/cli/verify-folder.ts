/** The folder of a distributed checkpoint, opened and verified. */
import { withCheckpoint } from '../node/with-checkpoint.ts'
import { verifyParts } from '../operations/verify/parts.ts'
import type { VerifyReport } from '../operations/verify/report.ts'
import type { VerifyOptions } from '../operations/verify/verify.ts'

/** Verify a folder. What breaks a rule is a finding. @throws PthError as `verifyParts` */
export function verifyFolder(path: string, options: VerifyOptions): Promise<VerifyReport> {
  const { limits, root } = options
  const opening = {
    contents: true,
    ...(limits !== undefined && { limits }),
    ...(root !== undefined && { root }),
  }
  return verifyParts(path, (use) => withCheckpoint(path, opening, use), options)
}
