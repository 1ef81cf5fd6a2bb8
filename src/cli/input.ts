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

/** The flags that open the other side of a comparison. */
export interface ExpectedFlags {
  readonly expectedRoot?: string
  readonly expectedWeights?: WeightsKind
  readonly expectedJoin?: readonly JoinRule[]
}

/** The flags as they are for the other side. */
export function expectedOpenFlags<Flags extends OpenFlags & ExpectedFlags>(
  flags: Flags,
): Omit<Flags, 'root' | 'weights' | 'join'> & OpenFlags {
  const { root: _, weights: __, join: ___, ...common } = flags
  const { expectedRoot, expectedWeights, expectedJoin } = flags
  return {
    ...common,
    ...(expectedRoot !== undefined && { root: expectedRoot }),
    ...(expectedWeights !== undefined && { weights: expectedWeights }),
    ...(expectedJoin !== undefined && { join: expectedJoin }),
  }
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
