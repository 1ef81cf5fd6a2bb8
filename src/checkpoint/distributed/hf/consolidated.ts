/**
 * Whole files that DCP consolidated, and the shards that they were made of: the consolidation of PyTorch 2.13 gives 0.0
 * for a DTensor without dimensions, so that what is cheap to compare is compared.
 */
import type { Note } from '../../../container/record.ts'
import type { Checkpoint } from '../../checkpoint.ts'
import type { TensorEntry } from '../../find/state-dict.ts'
import { readEntry } from '../../read/read.ts'
import { nbytesOf } from '../../tensor.ts'

/** Bytes of a tensor whose values are compared. */
const CHEAP = 4096
/** Bytes that are compared in all. */
const MOST = 1 << 22
/** Names that a note lists. */
const LISTED = 5

/** What the whole files have otherwise than the shards; nothing where all that was compared is the same. */
export async function consolidatedNotes(
  whole: Checkpoint,
  shards: Checkpoint,
  folder: string,
): Promise<readonly Note[]> {
  const known = new Map(whole.stateDict.tensors.map((entry) => [entry.name, entry]))
  const differing: string[] = []
  let read = 0
  for (const entry of shards.stateDict.tensors) {
    const other = known.get(entry.name)
    known.delete(entry.name)
    if (other === undefined || !isAlike(entry, other)) {
      differing.push(entry.name)
      continue
    }
    const nbytes = nbytesOf(entry.tensor) ?? 0
    if (nbytes > CHEAP || read + nbytes > MOST) continue
    read += nbytes
    if (!(await hasSameBytes(entry, other))) differing.push(entry.name)
  }
  const notes: Note[] = []
  if (differing.length > 0)
    notes.push({
      code: 'CONSOLIDATED_DIFFERS',
      message:
        `the whole files have other values, shapes or types than the shards in ${folder}/ for ${told(differing)}: ` +
        'pass that folder to read the shards',
    })
  if (known.size > 0)
    notes.push({
      code: 'CONSOLIDATED_DIFFERS',
      message: `no shard in ${folder}/ has ${told([...known.keys()])}: the shards are not complete`,
    })
  return notes
}

function isAlike({ tensor: one }: TensorEntry, { tensor: other }: TensorEntry): boolean {
  return one.dtypeName === other.dtypeName && one.shape?.join() === other.shape?.join()
}

async function hasSameBytes(one: TensorEntry, other: TensorEntry): Promise<boolean> {
  if (one.tensor.problem !== null || other.tensor.problem !== null) return true
  const [left, right] = await Promise.all([readEntry(one), readEntry(other)])
  return left.length === right.length && left.every((byte, at) => byte === right[at])
}

function told(names: readonly string[]): string {
  const shown = names.slice(0, LISTED).map((name) => (name.length > 100 ? `${name.slice(0, 100)}…` : name))
  const more = names.length - shown.length
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '')
}
