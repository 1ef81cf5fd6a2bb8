/** Which tensors of the inputs are written, and under which names: `--include`, `--exclude`, `--ema` and renaming. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { TensorEntry } from '../../checkpoint/find/state-dict.ts'
import { compileGlobs } from '../../names/glob.ts'
import type { Computed, SourceTensor } from './content.ts'
import { chooseEma } from './ema.ts'
import type { EmaChoice } from './ema.ts'
import type { ConvertOptions } from './options.ts'
import { nestedEntries, unpackedName } from './packed.ts'
import { recordedNames } from './recorded.ts'
import { newNameGrowth, newRenamer } from '../../names/rename.ts'
import { trainingStates } from './training-states.ts'
import { renameComponents } from '../../diff/rewrite.ts'
import type { RenameRule } from '../../names/rename.ts'

/** A tensor and the name that it has so far. */
export interface Named {
  readonly name: string
  readonly source: SourceTensor
  /** The path of the value of the state_dict that it is inside of; null for an entry of its own. */
  readonly inside: string | null
  /** The name of that value, which a rule may name as well. Absent for an entry of its own. */
  readonly owner?: string
  /** Another shape for the same elements in the same order, in which it is written. Absent for its own. */
  readonly shape?: readonly number[]
  /** How its values are computed from several tensors; `source` is the one that has its shape. Absent for a copy. */
  readonly computed?: Computed
}

/** A tensor that is left out because the file does not have it whole. */
export interface LostTensor {
  readonly name: string
  readonly file: string
  readonly reason: string
}

/** What was chosen of all inputs. */
export interface Choice {
  readonly named: readonly Named[]
  /** Names left out by `include` and `exclude`. */
  readonly excluded: readonly string[]
  /** Selected, but not whole in the file. */
  readonly lost: readonly LostTensor[]
  /** Names left out by `ema`, and how many plain tensors an average replaced. */
  readonly emaLeftOut: readonly string[]
  readonly emaReplaced: number
  /** Whether an input has averages. */
  readonly emaFound: boolean
  /** The inputs, the state_dict of each the side that `ema` chose. */
  readonly checkpoints: readonly Checkpoint[]
  /** Tensors of the inputs' state_dicts. */
  readonly found: number
}

/** @throws PthError NOTHING_SELECTED when averages are wanted and a file has none, USAGE for a bad pattern */
export function choose(checkpoints: readonly Checkpoint[], options: ConvertOptions): Choice {
  const included = compileGlobs(options.include)
  const excluded = options.exclude.length === 0 ? () => false : compileGlobs(options.exclude)
  const named: Named[] = []
  const left: string[] = []
  const lost: LostTensor[] = []
  const emaLeftOut: string[] = []
  let emaReplaced = 0
  let found = 0
  const sides: Checkpoint[] = []
  let emaFound = false
  for (const input of checkpoints) {
    const ema = chooseEma(input, options.ema)
    const { checkpoint } = ema
    sides.push(checkpoint)
    emaFound ||= ema.found
    for (const name of ema.leftOut) emaLeftOut.push(name)
    emaReplaced += ema.replaced
    found += checkpoint.stateDict.tensors.length
    const restored = options.restoreShared ? restore(checkpoint, ema) : []
    const owners = new Map(checkpoint.stateDict.values.map(({ name, path }) => [path, name]))
    const take = (entry: TensorEntry, inside: string | null): void => {
      const name = options.unsupported.has('dequantize') ? unpackedName(entry.name) : entry.name
      const owner = inside === null ? undefined : owners.get(inside)
      const names = owner === undefined && name === entry.name ? [name] : [name, entry.name, owner ?? name]
      const reason = options.damaged.get(entry.tensor)
      if (!names.some(included) || names.some(excluded)) left.push(entry.name)
      else if (reason !== undefined) lost.push({ name: entry.name, file: input.name, reason })
      else {
        const source = sourceOf(checkpoint, entry)
        named.push(owner === undefined ? { name, source, inside } : { name, source, inside, owner })
      }
    }
    for (const entry of ema.entries) take(entry, null)
    for (const entry of restored) take(entry, null)
    // Named as left out with the other values; --include or --unsupported takes what is in them.
    const states = options.include.length === 0 ? trainingStates(checkpoint) : new Set<string>()
    for (const entry of nestedEntries(checkpoint))
      if (options.unsupported.size > 0 || !states.has(entry.inside)) take(entry, entry.inside)
  }
  return { named, excluded: left, lost, emaLeftOut, emaReplaced, emaFound, checkpoints: sides, found }
}

/** The other names that metadata records, for what `ema` made of the tensor: an average in its place, or nothing. */
function restore(checkpoint: Checkpoint, { entries }: EmaChoice): TensorEntry[] {
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  return [...recordedNames(checkpoint)].flatMap(([name, kept]) => {
    const entry = byName.get(kept.name)
    return entry === undefined || byName.has(name) ? [] : [{ ...entry, name }]
  })
}

function sourceOf(checkpoint: Checkpoint, { name, path, tensor }: TensorEntry): SourceTensor {
  return { name, file: checkpoint.name, path, tensor, maxBytes: checkpoint.limits.tensorBytes }
}

/** New names, how many differ from the old, and the rules that fitted no name. */
export function renameAll(
  named: readonly Named[],
  options: ConvertOptions,
): { readonly named: readonly Named[]; readonly count: number; readonly unused: readonly RenameRule[] } {
  const { rename } = newRenamer(options.renames)
  const used = new Set<RenameRule>()
  const growth = newNameGrowth()
  let count = 0
  const newName = (before: string): string => {
    let name = before
    for (const prefix of options.stripPrefixes) if (name.startsWith(prefix)) name = name.slice(prefix.length)
    const renamed = rename(name)
    if (renamed.rule !== null) used.add(renamed.rule)
    name = options.addPrefix + renamed.name
    for (const [old, wanted] of options.renameParts) name = renameComponents(name, old, wanted, growth)
    return name
  }
  const result = named.map((item) => {
    const name = newName(item.name)
    if (name !== item.name) count += 1
    return { ...item, name, ...(item.owner !== undefined && { owner: newName(item.owner) }) }
  })
  return { named: result, count, unused: options.renames.filter((rule) => !used.has(rule)) }
}
