/** How a command opens its inputs: budgets, root and piped bytes, from the flags that every such command has. */
import type { WeightsKind } from '../checkpoint/checkpoint.ts'
import type { JoinRule } from '../names/join-rule.ts'
import type { InputOptions } from '../node/open-path.ts'
import type { CliIo } from './io.ts'
import { limitsOf } from './limit-flags.ts'
import type { LimitFlags } from './limit-flags.ts'

/** The flags that open a checkpoint. */
export type OpenFlags = LimitFlags & {
  readonly root?: string
  readonly weights?: WeightsKind
  readonly join?: readonly JoinRule[]
}

/** Options for `withCheckpoint`. `contents` when tensors are going to be read, not only described. */
export function inputOptions({ stdin }: CliIo, flags: OpenFlags, contents = false): InputOptions {
  return {
    limits: limitsOf(flags),
    contents,
    ...(flags.root !== undefined && { root: flags.root }),
    ...(flags.weights !== undefined && { weights: flags.weights }),
    ...(flags.join !== undefined && { join: flags.join }),
    ...(stdin !== undefined && { stdin }),
  }
}
