/** What a conversion will write, decided from descriptions alone: no tensor is read for it. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { StateDict } from '../../checkpoint/find/state-dict.ts'
import { plainRange } from '../../checkpoint/read/read.ts'
import { isContiguous, opaqueTensor } from '../../checkpoint/tensor.ts'
import { PthError } from '../../errors.ts'
import { overFixedLimit } from '../../limits.ts'
import { compileGlobs } from '../../names/glob.ts'
import { isCastSource } from './cast.ts'
import { choose, renameAll } from './choose.ts'
import type { Named } from './choose.ts'
import type { PlannedTensor } from './content.ts'
import { formProblem, FORMAT_NAMES, hasForm, plainTensor, substitute } from './form.ts'
import { planMetadata } from './metadata.ts'
import type { ConvertOptions, OutputFormat, UnsupportedPolicy } from './options.ts'
import type { RenameRule } from '../../names/rename.ts'
import { planScalars } from './plan-scalars.ts'
import { plainValues } from './scalars.ts'
import { findShared } from './share.ts'
import type { SharedGroup } from './share.ts'
import { unusedNotices } from './unused.ts'
import { planVersions } from './versions.ts'
import { measureStorages } from './usage.ts'
import type { StorageUsage } from './usage.ts'

/** Everything that will be written, and everything worth saying about it. */
export interface ConvertPlan {
  readonly format: OutputFormat
  /** Names of the inputs, and where the state_dict of each stands. */
  readonly inputs: readonly { readonly name: string; readonly root: string; readonly byteLength: number }[]
  /** In the order of the inputs' state_dicts. */
  readonly tensors: readonly PlannedTensor[]
  /** In the order in which it is written; null writes none. */
  readonly metadata: ReadonlyMap<string, string> | null
  /** Names that are recorded as another tensor's instead of being written, and that one's name. */
  readonly aliases: ReadonlyMap<string, string>
  readonly groups: readonly SharedGroup[]
  /** Versions of the modules by their paths (`_metadata`), for a torch.save archive; null writes none. */
  readonly versions: StateDict['versions']
  /** Bytes of all tensors. */
  readonly nbytes: number
  readonly facts: PlanFacts
}

export interface PlanFacts {
  /** Tensors of the inputs' state_dicts. */
  readonly found: number
  /** Left out by `include` and `exclude`. */
  readonly excluded: readonly string[]
  /** Left out by `ema`, and how many plain tensors an average replaced. */
  readonly ema: { readonly leftOut: readonly string[]; readonly replaced: number }
  /** Left out because the format has no form for them. */
  readonly skipped: readonly { readonly name: string; readonly kind: string; readonly reason: string }[]
  /** Written in another form, and the names that took the place. */
  readonly substituted: readonly {
    readonly name: string
    readonly kind: string
    readonly reason: string
    readonly as: readonly string[]
  }[]
  readonly renamed: number
  /** Rules that fit no name. */
  readonly unusedRules: readonly RenameRule[]
  /** Plain values that are not written, and tensors that stand elsewhere. */
  readonly leftOut: readonly { readonly path: string; readonly type: string; readonly tensors: number }[]
  /** Plain values that are written as metadata or tensors. */
  readonly scalars: readonly string[]
  /** Tensors whose elements are not in row-major order in the file. */
  readonly gathered: number
  readonly storage: StorageUsage
  readonly casts: readonly { readonly from: string; readonly to: string; readonly count: number }[]
  readonly notices: readonly string[]
}

/** The output may be this many times the bytes of the storages behind it, and this much more. */
const EXPANSION = { times: 16, bytes: 1 << 26 }

/**
 * Decide what to write.
 * @throws PthError NOTHING_SELECTED, NAME_COLLISION, TENSORS_UNSUPPORTED, TENSORS_SHARED, LIMIT_EXCEEDED,
 * TENSOR_UNREADABLE and STORAGE_OUT_OF_RANGE for tensors that the file does not wholly hold
 */
export function planConvert(inputs: readonly Checkpoint[], options: ConvertOptions): ConvertPlan {
  const chosen = choose(inputs, options)
  const { checkpoints } = chosen
  const renamed = renameAll(chosen.named, options)
  const { tensors: formed, skipped, substituted } = giveForms(renamed.named, options)
  const cast = castAll(formed, options)
  const writtenPaths = new Set(formed.map(({ source }) => source.path))
  const unpacked = new Set(
    renamed.named.flatMap(({ inside, source }) => (writtenPaths.has(source.path) ? [inside] : [])),
  )
  const scalars = planScalars(checkpoints.flatMap(plainValues), options.scalars, cast.tensors.length > 0)
  const all = [...cast.tensors, ...scalars.tensors]
  checkCollisions(all)
  if (all.length === 0) {
    throw new PthError('NOTHING_SELECTED', {
      reason: chosen.found === 0 ? 'the file has none' : 'include, exclude and skip leave none',
    })
  }
  // Reads nothing, but meets every tensor that cannot be read before a byte is written.
  for (const item of all) if (item.content.kind !== 'bytes') plainRange(item.source)
  const groups = findShared(
    all.map((item) => ({ name: item.name, dtype: item.dtype, tensor: sharedTensor(item) })),
  )
  if (groups.length > 0 && options.shared === 'error') {
    throw new PthError('TENSORS_SHARED', { groups: groups.map(({ names }) => names) })
  }
  const versions = planVersions(checkpoints, options, renamed.count)
  const { metadata, aliases, notices } = planMetadata(checkpoints, options, groups, scalars.metadata, all)
  const tensors = all.filter(({ name }) => !aliases.has(name) || options.format === 'pth')
  const written = tensors.filter(({ name }) => !aliases.has(name))
  const nbytes = written.reduce((sum, item) => sum + item.nbytes, 0)
  const storage = measureStorages(all.map(({ source }) => source.tensor))
  checkExpansion(nbytes, storage, options.maxOutput)
  return {
    format: options.format,
    inputs: checkpoints.map(({ name, stateDict, byteLength }) => ({
      name,
      root: stateDict.path,
      byteLength,
    })),
    tensors,
    metadata,
    aliases,
    groups,
    versions: versions.versions,
    nbytes,
    facts: {
      found: chosen.found,
      excluded: chosen.excluded,
      ema: { leftOut: chosen.emaLeftOut, replaced: chosen.emaReplaced },
      skipped,
      substituted,
      renamed: renamed.count,
      unusedRules: renamed.unused,
      leftOut: scalars.leftOut.filter(({ path }) => !unpacked.has(path)),
      scalars: scalars.names,
      gathered: written.filter(isGathered).length,
      storage,
      casts: cast.casts,
      notices: [
        ...checkpoints.flatMap(noteTexts),
        ...unusedNotices(options, chosen, formed),
        ...notices,
        ...versions.notices,
      ],
    },
  }
}

/** What is odd about an input: a tensor that its index names and no shard has must not be missed in silence. */
function noteTexts({ name, notes }: Checkpoint): string[] {
  return notes.map(({ code, message }) => `${name}: ${code} ${message}`)
}

/** Policies that write the tensors inside other values under names of their own. */
const UNPACKING: readonly UnsupportedPolicy[] = ['dequantize', 'parts']

function giveForms(named: readonly Named[], options: ConvertOptions) {
  const tensors: PlannedTensor[] = []
  const skipped: { name: string; kind: string; reason: string }[] = []
  const refused: { name: string; kind: string; reason: string }[] = []
  const substituted: PlanFacts['substituted'][number][] = []
  for (const { name, source, inside } of named) {
    const { tensor } = source
    const hidden = inside !== null && !UNPACKING.some((policy) => options.unsupported.has(policy))
    const reason = hidden ? 'inside another value of the state_dict' : formProblem(tensor, options.format)
    if (reason === null && tensor.dtype !== null) {
      tensors.push(plainTensor(name, source, tensor.dtype))
      continue
    }
    const facts = { name: source.name, kind: tensor.kind, reason: reason ?? 'no element type' }
    const instead = hidden
      ? options.unsupported.has('skip')
        ? 'skip'
        : undefined
      : substitute(name, source, options.format, options.unsupported)
    if (instead === undefined) refused.push(facts)
    else if (instead === 'skip') skipped.push(facts)
    else {
      for (const item of instead) tensors.push(item)
      substituted.push({ ...facts, as: instead.map((item) => item.name) })
    }
  }
  if (refused.length > 0) {
    throw new PthError('TENSORS_UNSUPPORTED', {
      format: FORMAT_NAMES[options.format],
      tensors: refused,
      hint:
        '--unsupported dequantize, dense or parts writes them in another form where there is ' +
        'one, skip leaves them out',
    })
  }
  return { tensors, skipped, substituted }
}

function castAll(tensors: readonly PlannedTensor[], options: ConvertOptions) {
  const { dtype, keep } = options
  const counts = new Map<string, number>()
  if (dtype === null) return { tensors, casts: [] }
  const kept = keep.length === 0 ? () => false : compileGlobs(keep)
  if (!hasForm(dtype, options.format)) {
    throw new PthError('USAGE', {
      reason: `${FORMAT_NAMES[options.format]} has no element type ${dtype.name}`,
    })
  }
  const cast = tensors.map((item) => {
    const from = item.dtype
    const { kind } = item.content
    if (from === dtype || !isCastSource(from) || (kind !== 'tensor' && kind !== 'dense') || kept(item.name))
      return item
    counts.set(from.name, (counts.get(from.name) ?? 0) + 1)
    const nbytes = (item.nbytes / from.itemsize) * dtype.itemsize
    return { ...item, dtype, nbytes, content: { kind: 'cast' as const, from, dense: kind === 'dense' } }
  })
  return { tensors: cast, casts: [...counts].map(([from, count]) => ({ from, to: dtype.name, count })) }
}

function checkCollisions(tensors: readonly PlannedTensor[]): void {
  const byName = new Map<string, PlannedTensor>()
  for (const item of tensors) {
    const other = byName.get(item.name)
    if (other !== undefined) {
      throw new PthError('NAME_COLLISION', {
        name: item.name,
        first: `"${other.source.name}" at ${other.source.path} of ${other.source.file}`,
        second: `"${item.source.name}" at ${item.source.path} of ${item.source.file}`,
      })
    }
    byName.set(item.name, item)
  }
}

/** Halves of complex numbers share no written byte. */
function sharedTensor(item: PlannedTensor): PlannedTensor['source']['tensor'] {
  const { tensor } = item.source
  return item.content.kind === 'component' || item.content.kind === 'bytes' ? opaqueTensor('', '') : tensor
}

function isGathered({ source: { tensor } }: PlannedTensor): boolean {
  return tensor.kind === 'strided' && !isContiguous(tensor)
}

/** A view that repeats a few bytes can claim any size. */
function checkExpansion(nbytes: number, storage: StorageUsage, maxOutput: number | null): void {
  const limit = maxOutput ?? storage.held * EXPANSION.times + EXPANSION.bytes
  if (nbytes <= limit) return
  throw overFixedLimit({
    what: 'the output',
    limit,
    found: nbytes,
    unit: 'bytes',
    why: `its tensors stand on ${storage.held.toLocaleString('en-US')} bytes of storage; --max-output raises it`,
  })
}
