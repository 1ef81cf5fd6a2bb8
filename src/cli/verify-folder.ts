/** The folder of a distributed checkpoint, opened and verified. */
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import type { OpenedInput } from '../node/open-path.ts'
import { openPath } from '../node/open-path.ts'
import { verifyParts } from '../operations/verify/parts.ts'
import type { VerifyReport } from '../operations/verify/report.ts'
import type { VerifyOptions } from '../operations/verify/verify.ts'

/** Verify a folder. What breaks a rule is a finding. @throws PthError as `verifyParts` */
export async function verifyFolder(path: string, options: VerifyOptions): Promise<VerifyReport> {
  const { limits, root } = options
  const opening = {
    contents: true,
    ...(limits !== undefined && { limits }),
    ...(root !== undefined && { root }),
  }
  let input: OpenedInput | undefined
  const open = async (): Promise<Checkpoint> => {
    input = await openPath(path, opening)
    return input.checkpoint
  }
  try {
    return await verifyParts(path, open, options)
  } finally {
    await input?.close()
  }
}
