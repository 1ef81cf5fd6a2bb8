/** The flag that says how the tensors of tensor-parallel ranks are joined. */
import { Option } from 'commander'
import { parseJoin } from '../names/join-rule.ts'
import type { JoinRule } from '../names/join-rule.ts'

/** `--join`, or `--expected-join` for the other side of a comparison. */
export function joinOption(flag = '--join'): Option {
  const what =
    flag === '--join'
      ? 'join tensor-parallel ranks: along a dimension (*.wq.weight=0), in blocks (*.fc1.*=0:2, *.qkv.*=0:4+1+1), or ' +
        'equal on all (*norm*=same); the first that matches a name decides (repeatable)'
      : 'the same for the expected one (repeatable)'
  return new Option(`${flag} <glob=how>`, what).argParser(collectRule)
}

/** Rules are read where they are typed: a wrong one stops before anything is opened. @throws PthError USAGE */
function collectRule(text: string, before: readonly JoinRule[] = []): readonly JoinRule[] {
  return [...before, parseJoin(text)]
}
