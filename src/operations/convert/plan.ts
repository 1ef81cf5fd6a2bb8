/** What a conversion will write, decided from descriptions alone: no tensor is read for it. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { partNotices, requireWhole } from '../../checkpoint/distributed/part-of.ts'
import type { StateDict } from '../../checkpoint/find/state-dict.ts'
import { plainRange } from '../../checkpoint/read/read.ts'
import { isContiguous, opaqueTensor } from '../../checkpoint/tensor.ts'
import { grouped } from '../../digits.ts'
import { PthError } from '../../errors.ts'
import { compileGlobs } from '../../names/glob.ts'
import { compareNames } from '../../safetensors/layout.ts'
import { overFixedLimit } from '../../limits.ts'
import { choose, renameAll } from './choose.ts'
import type { Choice, LostTensor } from './choose.ts'
import { findCodes, refuseRawCodes } from './codes.ts'
import type { Computed, Content, PlannedTensor, SourceTensor } from './content.ts'
import { dequantizeCodes } from './dequantize-codes.ts'
import { foldAll } from './fold.ts'
import { castAll, giveForms } from './forms.ts'
import type { Substituted } from './forms.ts'
import { mergeLora } from './lora/merge.ts'
import { planMetadata } from './metadata.ts'
import type { ConvertOptions, OutputFormat } from './options.ts'
import type { RenameRule } from '../../names/rename.ts'
import { planScalars } from './plan-scalars.ts'
import { plainValues } from './scalars.ts'
import { findShared, leastName } from './share.ts'
import type { KeepRule, SharedGroup } from './share.ts'
import { keptName } from './tied.ts'
import { idleReforms, permuteAll, reshapeAll, selectRenamed, transposeAll } from './reform.ts'
import { planInput } from './plan-input.ts'
import type { PlanInput } from './plan-input.ts'
import { unusedNotices } from './unused.ts'
import { ropeAll } from './rope.ts'
import { planVersions } from './versions.ts'
import { checkWrap, wrapNotices } from './wrap.ts'
import type { Wrap } from './wrap.ts'
import { measureStorages } from './usage.ts'
import type { StorageUsage } from './usage.ts'

export type { PlanInput } from './plan-input.ts'

/** Everything that will be written, and everything worth saying about it. */
export interface ConvertPlan {
  readonly format: OutputFormat
  /** Names of the inputs, and where the state_dict of each is. */
  readonly inputs: readonly PlanInput[]
  /** In the order of the inputs' state_dicts. */
  readonly tensors: readonly PlannedTensor[]
  /** In the order in which it is written; null writes none. */
  readonly metadata: ReadonlyMap<string, string> | null
  /** Bytes of each header that stay free. */
  readonly headerReserve: number
  /** Names that are recorded as another tensor's instead of being written, and that one's name. */
  readonly aliases: ReadonlyMap<string, string>
  readonly groups: readonly SharedGroup[]
  /** Versions of the modules by their paths (`_metadata`), for a torch.save archive; null writes none. */
  readonly versions: StateDict['versions']
  /** Dictionaries around the state_dict of a torch.save archive. */
  readonly wrap: Wrap
  /** Bytes of all tensors. */
  readonly nbytes: number
  readonly facts: PlanFacts
}

/** What a plan decided beside the tensors that it writes. */
export interface PlanFacts {
  /** Tensors of the inputs' state_dicts. */
  readonly found: number
  /** Left out by `include` and `exclude`. */
  readonly excluded: readonly string[]
  /** Left out because the file does not have them whole. */
  readonly lost: readonly LostTensor[]
  /** Left out by `ema`, and how many plain tensors an average replaced. */
  readonly ema: { readonly leftOut: readonly string[]; readonly replaced: number }
  /** Left out because the format has no form for them. */
  readonly skipped: readonly { readonly name: string; readonly kind: string; readonly reason: string }[]
  /** Written in another form, and the names that took the place. */
  readonly substituted: readonly Substituted[]
  /** Tensors whose values are computed, not copied: by their new names, with the names of their parts. */
  readonly computed: readonly ({ readonly name: string } & Computed['fact'])[]
  readonly renamed: number
  /** Rules that match no name. */
  readonly unusedRules: readonly RenameRule[]
  /** Plain values that are not written, and tensors that are elsewhere. */
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
 * @throws PthError USAGE, NOTHING_SELECTED, NAME_COLLISION, TENSORS_UNSUPPORTED, TRANSFORM_REFUSED,
 * ADAPTER_REFUSED, TENSORS_SHARED,
 * LIMIT_EXCEEDED, TENSOR_UNREADABLE and STORAGE_OUT_OF_RANGE for tensors that the file does not wholly hold
 */
export function planConvert(inputs: readonly Checkpoint[], options: ConvertOptions): ConvertPlan {
  checkWrap(options.wrap, options.format === 'pth')
  for (const input of inputs) requireWhole(input, options.partAlone)
  if (options.headerReserve > 0 && options.format !== 'safetensors')
    throw new PthError('USAGE', {
      reason: '--header-reserve is for safetensors: no other format has a header',
    })
  const chosen = choose(inputs, options)
  const { checkpoints } = chosen
  const codes = findCodes(chosen.named, chosen.excluded)
  const computing = options.unsupported.has('dequantize')
  const plain = computing ? dequantizeCodes(chosen.named, codes) : { named: chosen.named, notices: [] }
  const folded = foldAll(plain.named, options.fold)
  const renamed = renameAll(folded.named, options)
  const selected = selectRenamed(renamed.named, options)
  const merged =
    options.mergeLora === null
      ? { named: selected.named, notices: [] }
      : mergeLora(selected.named, options.mergeLora)
  const moved = permuteAll(transposeAll(merged.named, options), options)
  const turned =
    options.rope === null ? { named: moved.named, notices: [] } : ropeAll(moved.named, options.rope)
  const { tensors, skipped, substituted } = giveForms(turned.named, options)
  const formed = reshapeAll(tensors, options)
  const cast = castAll(formed, options)
  refuseRawCodes(computing ? codes.filter(({ kind }) => kind === 'observed') : codes, cast.tensors)
  const writtenPaths = new Set(formed.map(({ source }) => source.path))
  const unpacked = new Set(
    renamed.named.flatMap(({ inside, source }) => (writtenPaths.has(source.path) ? [inside] : [])),
  )
  const scalars = planScalars(checkpoints.flatMap(plainValues), options.scalars, cast.tensors.length > 0)
  const all = [...cast.tensors, ...scalars.tensors]
  checkCollisions(all)
  if (all.length === 0) {
    throw new PthError('NOTHING_SELECTED', {
      reason: nothingLeft(chosen),
    })
  }
  // Reads nothing, but meets every tensor that cannot be read before a byte is written.
  for (const item of all)
    if (item.content.kind !== 'bytes') for (const source of sourcesOf(item)) plainRange(source)
  const groups = findShared(
    all.map((item) => ({
      name: item.name,
      dtype: item.dtype,
      shape: item.shape,
      tensor: sharedTensor(item),
    })),
    keepRule(options),
  )
  if (groups.length > 0 && options.shared === 'error') {
    throw new PthError('TENSORS_SHARED', { groups: groups.map(({ names }) => names) })
  }
  const versions = planVersions(checkpoints, options, renamed.count)
  const { metadata, aliases, notices } = planMetadata(checkpoints, options, groups, scalars.metadata, all)
  const listed = all.filter(({ name }) => !aliases.has(name) || options.format === 'pth')
  const written = listed.filter(({ name }) => !aliases.has(name))
  const nbytes = written.reduce((sum, item) => sum + item.nbytes, 0)
  const storage = measureStorages(all.flatMap(sourcesOf).map(({ tensor }) => tensor))
  checkExpansion(nbytes, storage, options.maxOutput)
  return {
    format: options.format,
    inputs: checkpoints.map(planInput),
    tensors: listed,
    metadata,
    headerReserve: options.headerReserve,
    aliases,
    groups,
    versions: versions.versions,
    wrap: options.wrap,
    nbytes,
    facts: {
      found: chosen.found,
      excluded: [...chosen.excluded, ...selected.excluded],
      lost: chosen.lost,
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
      computed: cast.tensors.flatMap(({ name, content }) => {
        const computed = computedOf(content)
        return computed === undefined ? [] : [{ name, ...computed.fact }]
      }),
      notices: [
        ...inputs.flatMap(partNotices),
        ...checkpoints.flatMap(noteTexts),
        ...unusedNotices(options, chosen, formed),
        ...plain.notices,
        ...folded.notices,
        ...merged.notices,
        ...moved.notices,
        ...turned.notices,
        ...idleReforms(options, renamed.named, tensors),
        ...notices,
        ...versions.notices,
        ...wrapNotices(options.wrap),
        ...namelessNotices(written),
      ],
    },
  }
}

/** What is odd about an input: a tensor that its index names and no shard has must not be missed in silence. */
function noteTexts({ name, notes }: Checkpoint): string[] {
  // An output has a format of its own.
  const told = notes.filter(({ code }) => code !== 'FORMAT_METADATA_MISSING')
  return told.map(({ code, message }) => `${name}: ${code} ${message}`)
}

/** A file that is one bare tensor gives it no name; a model does not find it under none. */
function namelessNotices(tensors: readonly PlannedTensor[]): string[] {
  return tensors.some(({ name }) => name === '')
    ? ['a tensor has no name, and is written under an empty one: --add-prefix weight calls it weight']
    : []
}

function nothingLeft({ found, lost }: Choice): string {
  const [first] = lost
  if (first !== undefined)
    return `none of the selected tensors is complete, such as ${first.name}: ${first.reason}`
  return found === 0 ? 'the file has none' : 'include, exclude and skip leave none'
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

/** Of tensors that are the same: what `--keep-name` names, else by `--shared`; an archive shares all alike. */
function keepRule({ shared, keepNames, format }: ConvertOptions): KeepRule {
  const named = keepNames.length === 0 ? () => false : compileGlobs(keepNames)
  return (names) => {
    const wanted = names.filter(named)
    if (wanted.length > 0) return wanted.toSorted(compareNames)
    if (shared !== 'tied' || format !== 'safetensors') return leastName(names)
    const kept = keptName(names)
    return kept === undefined ? [] : [kept]
  }
}

/** Halves of complex numbers share no written byte. */
function sharedTensor(item: PlannedTensor): PlannedTensor['source']['tensor'] {
  const { tensor } = item.source
  const own = item.content.kind === 'component' || item.content.kind === 'bytes'
  return own || computedOf(item.content) !== undefined ? opaqueTensor('', '') : tensor
}

function computedOf(content: Content): Computed | undefined {
  if (content.kind === 'computed') return content.computed
  return content.kind === 'cast' ? computedOf(content.of) : undefined
}

/** The tensors of the input that it is made from. */
function sourcesOf({ source, content }: PlannedTensor): readonly SourceTensor[] {
  return computedOf(content)?.parts ?? [source]
}

function isGathered({ source: { tensor }, content }: PlannedTensor): boolean {
  return computedOf(content) === undefined && tensor.kind === 'strided' && !isContiguous(tensor)
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
    why: `its tensors use ${grouped(storage.held)} bytes of storage; --max-output raises it`,
  })
}
