/** The names and shapes of a model, as the recognisers of families ask for them. */
import { hasEvery, parseBraces } from './templates.ts'

/** A tensor of the model. */
export interface NamedShape {
  readonly name: string
  readonly shape: readonly number[] | null
}

/** Names without the prefix that all of them have in common. */
export interface ModelNames {
  /** What was taken off: `model.` or nothing. */
  readonly prefix: string
  /** Distinct names with `#` for whole numbers. */
  readonly templates: ReadonlySet<string>
  /** Every name. */
  readonly names: Iterable<string>
  has(name: string): boolean
  /** The sizes of a tensor; none when it is absent or has no shape. */
  shape(name: string): readonly number[]
  /** How many of `BEFORE0AFTER`, `BEFORE1AFTER`, … there are, without a gap. */
  count(before: string, after: string): number
}

/** Distinct names with `#` for whole numbers. The largest known (Stable Diffusion XL) has about 900. */
const TEMPLATES = 5_000

/** Wrappers that put a component of their own into names: torch.compile, FSDP, activation checkpoints. */
const WRAPPERS: ReadonlySet<string> = new Set([
  '_orig_mod',
  '_fsdp_wrapped_module',
  '_fpw_module',
  '_checkpoint_wrapped_module',
])

/**
 * The model under each prefix that all names share, the whole names first: `model.conv1.weight` is looked at as it is
 * and as `conv1.weight`. Empty when there are too many different names to be one of the known families.
 */
export function modelNames(tensors: readonly NamedShape[]): ModelNames[] {
  const cleaned = tensors
    .filter(({ name }) => name !== 'n_averaged')
    .map(({ name, shape }) => ({ name: withoutWrappers(name), shape }))
  const [first] = cleaned
  const templates = new Set<string>()
  for (const { name } of cleaned) {
    templates.add(templateOf(name))
    if (templates.size > TEMPLATES) return []
  }
  if (first === undefined) return []
  const names: ModelNames[] = []
  let prefix = ''
  for (;;) {
    names.push(newNames(cleaned, templates, prefix))
    const dot = first.name.indexOf('.', prefix.length)
    if (dot < 0) return names
    prefix = first.name.slice(0, dot + 1)
    const shared = prefix
    if (!cleaned.every(({ name }) => name.startsWith(shared))) return names
  }
}

/** Most families are refused by the templates alone, so the names are only looked up where one is asked for. */
function newNames(tensors: readonly NamedShape[], whole: ReadonlySet<string>, prefix: string): ModelNames {
  let made: ReadonlyMap<string, readonly number[]> | undefined
  const shapes = (): ReadonlyMap<string, readonly number[]> =>
    (made ??= new Map(tensors.map(({ name, shape }) => [name.slice(prefix.length), shape ?? []])))
  // A prefix ends in a dot: its template is the beginning of theirs.
  const cut = templateOf(prefix).length
  return {
    prefix,
    templates: cut === 0 ? whole : new Set([...whole].map((template) => template.slice(cut))),
    get names() {
      return shapes().keys()
    },
    has: (name) => shapes().has(name),
    shape: (name) => shapes().get(name) ?? [],
    count: (before, after) => {
      let count = 0
      while (shapes().has(`${before}${count}${after}`)) count += 1
      return count
    },
  }
}

function withoutWrappers(name: string): string {
  return name.includes('_')
    ? name
        .split('.')
        .filter((part) => !WRAPPERS.has(part))
        .join('.')
    : name
}

/** `layers.3.weight` as `layers.#.weight`. */
function templateOf(name: string): string {
  return name.replace(/(?<![^.])\d+(?![^.])/g, '#')
}

/** Whether a model has all the names that it needs, and none that is neither needed nor allowed. */
export function hasNames(
  { templates }: ModelNames,
  needs: readonly string[],
  may: readonly string[],
): boolean {
  if (!hasEvery(templates, needs)) return false
  const needed = parseBraces(needs)
  const allowed = parseBraces(may)
  const known = new Set([...needed.exact, ...allowed.exact])
  return [...templates].every((template) => known.has(template) || allowed.matches(template))
}
