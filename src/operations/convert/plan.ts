/** What a conversion will write, decided from descriptions alone: no tensor is read for it. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { partNotices, requireWhole } from '../../checkpoint/distributed/part-of.ts'
import type { StateDict } from '../../checkpoint/find/state-dict.ts'
import { plainRange } from '../../checkpoint/read/read.ts'
import { isContiguous } from '../../checkpoint/tensor.ts'
import { grouped } from '../../digits.ts'
import { PthError } from '../../errors.ts'
import { overFixedLimit } from '../../limits.ts'
import { choose } from './choose.ts'
import type { Choice, LostTensor } from './choose.ts'
import { findCodes } from './codes.ts'
import { computedOf, sourcesOf } from './content.ts'
import type { Computed, PlannedTensor } from './content.ts'
import { formAll } from './forms.ts'
import type { Formed, Substituted } from './forms.ts'
import { planMetadata } from './metadata.ts'
import type { ConvertOptions, OutputFormat } from './options.ts'
import type { RenameRule } from '../../names/rename.ts'
import { planScalars } from './plan-scalars.ts'
import { plainValues } from './scalars.ts'
import type { SharedGroup } from './share.ts'
import { refuseDamaged } from './salvage.ts'
import { sharedGroups } from './shared-groups.ts'
import { idleReforms } from './reform.ts'
import { planInput } from './plan-input.ts'
import type { PlanInput } from './plan-input.ts'
import { transform } from './transform.ts'
import type { Transformed } from './transform.ts'
import { unusedNotices } from './unused.ts'
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
  checkOptions(inputs, options)
  const chosen = choose(inputs, options)
  const { checkpoints } = chosen
  const codes = findCodes(chosen.named, chosen.excluded)
  const transformed = transform(chosen, codes, options)
  const formed = formAll(transformed.named, codes, options)
  const scalars = planScalars(checkpoints.flatMap(plainValues), options.scalars, formed.tensors.length > 0)
  const all = [...formed.tensors, ...scalars.tensors]
  checkTensors(all, chosen)
  const groups = sharedGroups(all, options)
  const versions = planVersions(checkpoints, options, transformed.renamed.count)
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
      ...choiceFacts(chosen, transformed),
      ...formFacts(formed),
      leftOut: leftOut(scalars.leftOut, transformed, formed),
      scalars: scalars.names,
      gathered: written.filter(isGathered).length,
      storage,
      notices: [
        ...inputs.flatMap(partNotices),
        ...checkpoints.flatMap(noteTexts),
        ...unusedNotices(options, chosen, formed.beforeCast),
        ...transformed.notices,
        ...idleReforms(options, transformed.renamed.named, formed.beforeReshape),
        ...notices,
        ...versions.notices,
        ...wrapNotices(options.wrap),
        ...namelessNotices(written),
      ],
    },
  }
}

/** What can be refused before a tensor is looked at. */
function checkOptions(inputs: readonly Checkpoint[], options: ConvertOptions): void {
  checkWrap(options.wrap, options.format === 'pth')
  for (const input of inputs) requireWhole(input, options.partAlone)
  if (!options.ignoreCrc)
    for (const { container } of inputs) for (const pickle of container.pickles) refuseDamaged(pickle)
  if (options.headerReserve > 0 && options.format !== 'safetensors')
    throw new PthError('USAGE', {
      reason: '--header-reserve is for safetensors: no other format has a header',
    })
}

/** There is one at least, each has a name of its own, and each can be read: all of it before a byte is written. */
function checkTensors(tensors: readonly PlannedTensor[], chosen: Choice): void {
  checkCollisions(tensors)
  if (tensors.length === 0) throw new PthError('NOTHING_SELECTED', { reason: nothingLeft(chosen) })
  for (const source of tensors.flatMap(sourcesOf)) plainRange(source)
}

/** What was chosen by the flags, and renamed. */
function choiceFacts(chosen: Choice, { renamed, excluded }: Transformed) {
  return {
    found: chosen.found,
    excluded: [...chosen.excluded, ...excluded],
    lost: chosen.lost,
    ema: { leftOut: chosen.emaLeftOut, replaced: chosen.emaReplaced },
    renamed: renamed.count,
    unusedRules: renamed.unused,
  }
}

/** In which forms tensors are written. */
function formFacts({ tensors, skipped, substituted, casts }: Formed) {
  const computed = tensors.flatMap(({ name, content }) => {
    const values = computedOf(content)
    return values === undefined ? [] : [{ name, ...values.fact }]
  })
  return { skipped, substituted, casts, computed }
}

/** Values that are not written; one whose tensors are written under names of their own is. */
function leftOut(values: PlanFacts['leftOut'], { renamed }: Transformed, { beforeCast }: Formed) {
  const written = new Set(beforeCast.map(({ source }) => source.path))
  const unpacked = new Set(
    renamed.named.flatMap(({ inside, source }) => (written.has(source.path) ? [inside] : [])),
  )
  return values.filter(({ path }) => !unpacked.has(path))
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
