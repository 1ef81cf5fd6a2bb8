/** Work on several things at the same time, as if it were one after another. */

/**
 * What `work` gives for each item, in their order; at most `most` are worked on at one time. Where some fail, the error
 * is that of the first of them in their order, and no other item is begun.
 */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const failures: { readonly at: number; readonly error: unknown }[] = []
  const waiting = items.entries()
  const next = async (): Promise<void> => {
    for (const [at, item] of waiting) {
      try {
        results[at] = await work(item)
      } catch (error) {
        failures.push({ at, error })
      }
      if (failures.length > 0) return
    }
  }
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, next))
  const [first] = failures.toSorted((a, b) => a.at - b.at)
  if (first !== undefined) throw first.error
  return results
}
