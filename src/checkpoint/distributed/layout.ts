/** Which files belong together as one distributed checkpoint? Decided by names alone; its metadata proves it. */
import { isDcpMetadata } from './dcp/names.ts'
import { isUniversalFolder } from './universal/names.ts'
import { isStatesFolder } from './zero/names.ts'
import { shardName } from './hf/names.ts'
import { consolidatedFiles, isRanksFolder, shardedStateFiles } from './joined/names.ts'
import { rankSets } from './ranks/names.ts'

/** The layouts that are read. */
export type LayoutKind =
  | 'lightning'
  | 'zarr'
  | 'dcp'
  | 'dcp-safetensors'
  | 'rank-files'
  | 'deepspeed'
  | 'deepspeed-universal'
  | 'megatron'
  | 'consolidated'
  | 'sharded-state'

/** A layout and the folder that it is in, relative to the one that was asked for; empty for that one itself. */
export interface FoundLayout {
  readonly kind: LayoutKind
  readonly inside: string
}

interface Layout {
  readonly kind: LayoutKind
  /** Whether the names directly in a folder, and those in the folders in it, are of this layout. */
  readonly matches: (names: readonly string[], below: readonly string[]) => boolean
}

const LAYOUTS: readonly Layout[] = [
  { kind: 'lightning', matches: (names) => names.includes('.metadata') && names.includes('meta.pt') },
  {
    kind: 'dcp',
    // Without metadata it is one whose end is lost, and opening it says so.
    matches: (names) => names.some((name) => name.endsWith('.distcp') || isLone(name)),
  },
  { kind: 'deepspeed-universal', matches: (names, below) => isUniversalFolder(names, below) },
  {
    kind: 'deepspeed',
    // Its own files, or the name of the folder that has them.
    matches: (names, below) =>
      isStatesFolder(names) ||
      (names.includes('latest') && below.some((name) => isStatesFolder([afterFolder(name)]))),
  },
  {
    kind: 'zarr',
    matches: (names, below) =>
      names.includes('metadata.json') && below.some((name) => /^[^/]+\/\.zarray$/.test(name)),
  },
  { kind: 'dcp-safetensors', matches: (names) => names.some((name) => shardName(name) !== undefined) },
  { kind: 'rank-files', matches: (names) => rankSets(names).length > 0 },
  { kind: 'megatron', matches: isRanksFolder },
  { kind: 'consolidated', matches: (names) => consolidatedFiles(names).length > 0 },
  { kind: 'sharded-state', matches: (names) => shardedStateFiles(names).length > 0 },
]

/** Folders of the optimizer, beside those of the weights. */
const OPTIMIZER = /(^|\/)optim[^/]*$/i
/** A model as libraries name it: it is what a folder with parts in folders stands for. */
const WHOLE_MODEL =
  /^(model|pytorch_model|adapter_model|consolidated)\b.*\.(safetensors|bin|pth|index\.json)$/

/** Layouts whose own files are never called like a whole model. */
const OWN_NAMES: ReadonlySet<LayoutKind> = new Set(['dcp', 'lightning', 'deepspeed', 'deepspeed-universal'])

/** The files in the folder of a layout that are called like a whole model: they are not what is opened. */
export function wholeModels({ kind, inside }: FoundLayout, names: readonly string[]): readonly string[] {
  if (!OWN_NAMES.has(kind)) return []
  const prefix = inside === '' ? '' : `${inside}/`
  return names.filter((name) => name.startsWith(prefix) && WHOLE_MODEL.test(name.slice(prefix.length)))
}

/** Other programs have metadata of this name, too; an empty save has nothing else. */
function isLone(name: string): boolean {
  return isDcpMetadata(name) || name === '.metadata.tmp'
}

/** The layout of the names directly in a folder, or undefined. */
function layoutOf(names: readonly string[], below: readonly string[]): LayoutKind | undefined {
  return LAYOUTS.find(({ matches }) => matches(names, below))?.kind
}

/**
 * The layouts that the names of a folder and of the folders in it show; one of the folder itself is the only one. Names
 * of folders in it have slashes. Best first: weights before states of optimizers.
 */
export function layoutsIn(names: readonly string[]): readonly FoundLayout[] {
  const folders = foldersOf(names)
  const { own, below } = folders.get('') as FolderNames
  const direct = layoutOf(own, below)
  if (direct !== undefined) return [{ kind: direct, inside: '' }]
  if (own.some((name) => WHOLE_MODEL.test(name))) return []
  const found: FoundLayout[] = []
  // The outer folder comes first: what is inside of a checkpoint is a part of it.
  for (const [inside, some] of [...folders].toSorted(([one], [other]) => one.length - other.length)) {
    if (inside === '' || found.some((outer) => inside.startsWith(`${outer.inside}/`))) continue
    const kind = layoutOf(some.own, some.below)
    if (kind !== undefined) found.push({ kind, inside })
  }
  const sorted = found.toSorted((one, other) => (one.inside < other.inside ? -1 : 1))
  const weights = sorted.filter((each) => !hasOnlyStates(each, sorted))
  return [...weights, ...sorted.filter((each) => !weights.includes(each))]
}

/** The names in a folder. */
interface FolderNames {
  /** Those directly in it. */
  readonly own: string[]
  /** All of them, with slashes. */
  readonly below: string[]
}

/** The names by each folder, the outermost among them as the empty one. */
function foldersOf(names: readonly string[]): ReadonlyMap<string, FolderNames> {
  const folders = new Map<string, FolderNames>([['', { own: [], below: [] }]])
  for (const name of names) {
    let end = name.lastIndexOf('/')
    for (let direct = true; ; direct = false) {
      const folder = end < 0 ? '' : name.slice(0, end)
      const known = folders.get(folder) ?? { own: [], below: [] }
      folders.set(folder, known)
      const relative = name.slice(end + 1)
      known.below.push(relative)
      if (direct) known.own.push(relative)
      if (end < 0) break
      end = folder.lastIndexOf('/')
    }
  }
  return folders
}

/** What follows the first folder of a path, or nothing. */
function afterFolder(name: string): string {
  return name.slice(name.indexOf('/') + 1)
}

/**
 * Whether a folder has no weights by its name: that of an optimizer, and `train` of olmo-core, which keeps there what
 * each rank has of the trainer, beside `model_and_optim`.
 */
export function hasOnlyStates({ kind, inside }: FoundLayout, all: readonly FoundLayout[]): boolean {
  if (isOptimizerFolder(inside)) return true
  const weights = inside.replace(/(^|\/)train$/, '$1model_and_optim')
  return kind === 'rank-files' && weights !== inside && all.some((other) => other.inside === weights)
}

/** Whether a folder is called as those of optimizers are. */
export function isOptimizerFolder(path: string): boolean {
  return OPTIMIZER.test(path)
}
