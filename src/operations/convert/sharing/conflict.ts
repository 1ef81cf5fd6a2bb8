/** Why a record is not of the plan at hand, in words: another version, another input, other flags. */
import type { RecordedInput, ShardRecord } from './shard-record.ts'

/** What two records of one plan have in common. */
export type PlanFacts = Pick<ShardRecord, 'pth' | 'plan' | 'inputs' | 'shards'>

/** Null when both are of one plan. `other` is what the record says, `own` what holds now. */
export function planConflict(other: PlanFacts, own: PlanFacts): string | null {
  if (other.pth !== own.pth) return `it is of pth ${other.pth}, and this is ${own.pth}`
  const input = inputConflict(other.inputs, own.inputs)
  if (input !== null) return input
  if (other.shards !== own.shards)
    return `it is one of ${other.shards} shards, and there are ${own.shards} here: the flags or the input are others`
  return other.plan === own.plan ? null : 'it is of another plan: the flags or the input are others'
}

/** Files that both know under one name, and not as the same file. One that only one of them opened says nothing. */
function inputConflict(others: readonly RecordedInput[], own: readonly RecordedInput[]): string | null {
  for (const { file, byteLength, mark } of others) {
    const here = own.filter((input) => input.file === file)
    if (here.length === 0 || here.some((input) => input.byteLength === byteLength && input.mark === mark))
      continue
    const [first] = here
    return (
      `it was made of ${file} with ${byteLength} bytes of ${mark}, ` +
      `and here that has ${first?.byteLength ?? 0} bytes of ${first?.mark ?? ''}`
    )
  }
  return null
}
