/** Many names as few lines: names that differ only in numbers are one group. Counts stay exact. */

/** A group of names. */
export interface NameGroup<Item = unknown> {
  /** The names as one: `layers.{0..31}.attn.weight`; a single name stays as it is. */
  readonly pattern: string
  readonly items: readonly Item[]
}

/** Group by the name with its numeric components taken out and by `alike`, in order of first appearance. */
export function groupByPattern<Item extends { readonly name: string }>(
  items: readonly Item[],
  alike: (item: Item) => string,
): NameGroup<Item>[] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = `${item.name.replaceAll(NUMBER, '0')}\n${alike(item)}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return [...groups.values()].map((members) => ({
    pattern: patternOf(members.map(({ name }) => name)),
    items: members,
  }))
}

/** A whole component of digits. */
const NUMBER = /(?<![^.])\d+(?![^.])/g

function patternOf(names: readonly string[]): string {
  const [first = ''] = names
  if (names.length === 1) return first
  const columns = first.split('.').map(() => new Set<string>())
  for (const name of names) for (const [at, part] of name.split('.').entries()) columns[at]?.add(part)
  return columns.map((parts) => (parts.size === 1 ? [...parts].join('') : rangeOf([...parts]))).join('.')
}

/** `{0..3}`, or `{0,2,5}`; long lists show how many are hidden. */
function rangeOf(parts: readonly string[]): string {
  const numbers = parts.map(Number).sort((a, b) => a - b)
  const runs: string[] = []
  for (let at = 0; at < numbers.length;) {
    let end = at
    while (numbers[end + 1] === (numbers[end] ?? 0) + 1) end += 1
    runs.push(end === at ? `${numbers[at]}` : `${numbers[at]}..${numbers[end]}`)
    at = end + 1
  }
  const shown = runs.length > 6 ? [...runs.slice(0, 5), `… ${runs.length - 5} more`] : runs
  return `{${shown.join(',')}}`
}
