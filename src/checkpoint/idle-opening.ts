/** Was something chosen of a checkpoint that it has no choice of? A choice without an effect is a mistake. */
import type { Checkpoint, OpenOptions } from './checkpoint.ts'

/**
 * Why `weights` or `join` decide nothing for what is at `path`, in words; null where they do. `parts` are those of the
 * opened checkpoint, undefined for one that has none.
 */
export function idleOpening(
  path: string,
  { weights, join = [] }: Pick<OpenOptions, 'weights' | 'join'>,
  parts: Checkpoint['parts'],
): string | null {
  if (weights !== undefined && parts?.weights !== weights)
    return `the weights ${JSON.stringify(weights)} are chosen of a DeepSpeed folder, and ${path} has none of the kind`
  if (join.length > 0 && parts?.joined === undefined)
    return `a rule of joining is for the files of several tensor-parallel ranks, and ${path} has none`
  return null
}
