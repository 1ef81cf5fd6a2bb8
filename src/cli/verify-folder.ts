/** The folder of a distributed checkpoint, opened and verified. */
import type { WeightsKind } from '../checkpoint/checkpoint.ts'
import type { JoinRule } from '../names/join-rule.ts'
import { withCheckpoint } from '../node/with-checkpoint.ts'
import { verifyParts } from '../operations/verify/parts.ts'
import type { VerifyReport } from '../operations/verify/report.ts'
import type { VerifyOptions } from '../operations/verify/verify.ts'

/** How a folder is verified. */
export interface VerifyFolderOptions extends VerifyOptions {
  /** Which weights of a DeepSpeed checkpoint the values and the lock are of. */
  readonly weights?: WeightsKind
  /** How the tensors of tensor-parallel ranks are joined. */
  readonly join?: readonly JoinRule[]
}

/** Verify a folder. What breaks a rule is a finding. @throws PthError as `verifyParts` */
export function verifyFolder(path: string, options: VerifyFolderOptions): Promise<VerifyReport> {
  const { limits, root, weights, join } = options
  const opening = {
    contents: true,
    ...(limits !== undefined && { limits }),
    ...(root !== undefined && { root }),
    ...(weights !== undefined && { weights }),
    ...(join !== undefined && { join }),
  }
  return verifyParts(path, (use) => withCheckpoint(path, opening, use), options)
}
