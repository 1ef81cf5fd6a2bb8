/** Tensors that were renamed: found by what they contain. */
import { tensorChunks } from '../checkpoint/read/read.ts'
import type { TensorEntry } from '../checkpoint/find/state-dict.ts'
import { isPthError } from '../errors.ts'
import type { ActualStateDict } from './actual.ts'
import { compareValues } from './compare-values.ts'

/** Tensors that only one side has under their name, matched by shape, dtype and bytes. */
export async function sameContent(
  actual: ActualStateDict,
  expected: ActualStateDict,
): Promise<{ from: string; to: string }[]> {
  const lacking = loners(expected, actual)
  const strays = loners(actual, expected)
  const facts = new Set(strays.map(factsOf))
  const byHash = new Map<string, TensorEntry[]>()
  for (const entry of lacking) {
    if (!facts.has(factsOf(entry))) continue
    const hash = await hashOf(entry)
    if (hash !== null) byHash.set(hash, [...(byHash.get(hash) ?? []), entry])
  }
  const wanted = new Set(lacking.map(factsOf))
  const found: { from: string; to: string }[] = []
  for (const entry of strays) {
    if (!wanted.has(factsOf(entry))) continue
    const hash = await hashOf(entry)
    const twins = hash === null ? undefined : byHash.get(hash)
    // The hash only proposes; the bytes decide. Equal twins (all zeros) are not evidence.
    const [twin] = twins ?? []
    if (twins?.length !== 1 || twin === undefined) continue
    const result = await compareValues(entry, twin, { rtol: 0, atol: 0, equalNan: true })
    if (result?.bitEqual === true) found.push({ from: entry.name, to: twin.name })
  }
  return found
}

function loners(one: ActualStateDict, other: ActualStateDict): TensorEntry[] {
  const entries: TensorEntry[] = []
  for (const [name, entry] of one.entries) {
    if (entry.entry !== undefined && !other.entries.has(name)) entries.push({ ...entry.entry, name })
  }
  return entries
}

function factsOf({ tensor }: TensorEntry): string {
  return `${tensor.dtypeName} ${tensor.shape?.join()}`
}

/** A hash of the bytes with shape and dtype; null for what cannot be read. */
async function hashOf(entry: TensorEntry): Promise<string | null> {
  let a = 0x811c9dc5
  let b = 0x9e3779b9
  try {
    for await (const chunk of tensorChunks(entry)) {
      for (const byte of chunk) {
        a = Math.imul(a ^ byte, 0x01000193)
        b = Math.imul(b, 31) + byte
      }
    }
  } catch (error) {
    if (isPthError(error, 'TENSOR_UNREADABLE', 'STORAGE_OUT_OF_RANGE')) return null
    throw error
  }
  return `${factsOf(entry)} ${a >>> 0} ${b >>> 0}`
}
