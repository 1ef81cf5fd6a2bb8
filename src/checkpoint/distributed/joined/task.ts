/** What is joined, and by which rules. */
import type { Crc32 } from '../../../io/crc32.ts'
import type { JoinRule } from '../../../names/join-rule.ts'
import type { SharedName, Staged } from './ranks.ts'

/** The ranks, and the rules that were given. */
export interface JoinTask extends Staged {
  readonly rules: readonly JoinRule[]
  readonly crc32: Crc32
}

/** A name, and the rule that decides it; null for what one rank alone has. */
export interface Ruled {
  readonly shared: SharedName
  readonly rule: JoinRule | null
}
