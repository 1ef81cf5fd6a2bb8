/** Which files belong together as one distributed checkpoint? Decided by names alone; its metadata proves it. */
import { isDcpMetadata } from './dcp/names.ts'

/** The layouts that are read. */
export type LayoutKind = 'dcp'

/** A layout and the folder that it is in, relative to the one that was asked for; empty for that one itself. */
export interface FoundLayout {
  readonly kind: LayoutKind
  readonly inside: string
}

interface Layout {
  readonly kind: LayoutKind
  /** Whether the names directly in a folder are of this layout. */
  readonly matches: (names: readonly string[]) => boolean
}

const LAYOUTS: readonly Layout[] = [
  {
    kind: 'dcp',
    // Without metadata it is one whose end is lost, and opening it says so.
    matches: (names) => names.some((name) => name.endsWith('.distcp') || isLone(name)),
  },
]

/** Folders of the optimizer, beside those of the weights. */
const OPTIMIZER = /^optim/i
/** A model as libraries name it: it is what a folder with parts in folders stands for. */
const WHOLE_MODEL = /^(model|pytorch_model|adapter_model|consolidated)\b.*\.(safetensors|bin|pth|json)$/

/** Other programs have metadata of this name, too; an empty save has nothing else. */
function isLone(name: string): boolean {
  return isDcpMetadata(name) || name === '.metadata.tmp'
}

/** The layout of the names directly in a folder, or undefined. */
function layoutOf(names: readonly string[]): LayoutKind | undefined {
  return LAYOUTS.find(({ matches }) => matches(names))?.kind
}

/**
 * The layouts that the names of a folder and of the folders in it show; one of the folder itself is the only one. Names
 * of folders in it have slashes. Best first: weights before states of optimizers.
 */
export function layoutsIn(names: readonly string[]): readonly FoundLayout[] {
  const inside = new Map<string, string[]>([['', []]])
  for (const name of names) {
    const end = name.lastIndexOf('/')
    const folder = end < 0 ? '' : name.slice(0, end)
    const known = inside.get(folder)
    if (known === undefined) inside.set(folder, [name.slice(end + 1)])
    else known.push(name.slice(end + 1))
  }
  const own = inside.get('') ?? []
  const direct = layoutOf(own)
  if (direct !== undefined) return [{ kind: direct, inside: '' }]
  if (own.some((name) => WHOLE_MODEL.test(name))) return []
  const found: FoundLayout[] = []
  for (const [folder, some] of inside) {
    const kind = folder === '' ? undefined : layoutOf(some)
    if (kind !== undefined) found.push({ kind, inside: folder })
  }
  const weights = found.filter((each) => !OPTIMIZER.test(each.inside))
  return [...weights, ...found.filter((each) => !weights.includes(each))]
}
