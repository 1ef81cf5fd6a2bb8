/** Inspect: an opened checkpoint as one report. Reads no bytes of any storage, except where a function says so. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { haveOwnStorages } from '../../checkpoint/own-storages.ts'
import { countRoles, rolesOf } from '../../checkpoint/role.ts'
import type { RoleCounts } from '../../checkpoint/role.ts'
import { sharesOf } from './shares.ts'
import type { TensorEntry } from '../../checkpoint/find/state-dict.ts'
import type { Tensor } from '../../checkpoint/tensor.ts'
import type { PickleValue } from '../../pickle/value.ts'
import { contentsOf, fileValues, objectsOf, stateDictValues } from './contents.ts'
import { compileGlobs } from '../../names/glob.ts'
import { groupTensors } from './groups.ts'
import type {
  CandidateReport,
  DtypeReport,
  GroupBy,
  InspectReport,
  SalvageReport,
  SelectionReport,
  TensorReport,
  TotalsReport,
} from './inspect-report.ts'
import type { HistogramReport } from './histogram-report.ts'
import type { FitReport } from './fit/fit-report.ts'
import type { FormatReport } from './format-report.ts'
import { distributedOf } from './distributed.ts'
import { originOf } from './origin.ts'
import { recogniseFamily } from './architecture/recognise.ts'
import { storageUse } from './storage-use.ts'
import { firstByteOf, leavesOf, storageOf, tensorFacts } from './tensor-facts.ts'
import type { Measured } from './tensor-facts.ts'
import { mapOf } from './map.ts'
import { propertiesOf } from './properties.ts'
import { tensorTree } from './tree.ts'

/** What to report. Every field may be left out. */
export interface InspectOptions extends Measured {
  /** Globs; a tensor that matches one of them is listed. None selects all. */
  readonly filters?: readonly string[]
  /**
   * `size` is largest first, `offset` needs `offsets` from {@link tensorOffsets}; `stats` are made by
   * `tensorStats`.
   */
  readonly sort?: SelectionReport['sort']
  readonly by?: GroupBy
  /** Components that make a prefix (`by: prefix`). */
  readonly depth?: number
  /** List every value of the file, not only those of the state_dict. */
  readonly allValues?: boolean
  /** Path of a container: of all values, only those below it. */
  readonly valuesBelow?: string
  /** False leaves the groups of names out (an empty list): for whoever shows each tensor. */
  readonly groups?: boolean
  /** Say which groups of names fill the file. */
  readonly map?: boolean
  readonly tree?: boolean
  /** Say how many tensors are complete: the checkpoint was opened with `salvage`. */
  readonly salvage?: boolean
  /** Made by `tensorHistograms`. */
  readonly histograms?: readonly HistogramReport[]
  /** Made by `estimateFit`. */
  readonly fit?: FitReport
  /** Do not join numbered siblings of the tree. */
  readonly full?: boolean
}

/**
 * The report of a checkpoint: pure, JSON-ready, with exact names.
 * @throws PthError USAGE for a filter that cannot be understood
 */
export function inspectCheckpoint(checkpoint: Checkpoint, options: InspectOptions = {}): InspectReport {
  const { stateDict } = checkpoint
  const { filters = [], sort = 'file', by = 'layers' } = options
  const entries = selectEntries(checkpoint, filters)
  const tensors = sortTensors(
    entries.map((entry) => tensorFacts(entry, options)),
    sort,
  )
  const properties = propertiesOf(checkpoint)
  const groups =
    options.groups === false
      ? []
      : groupTensors(tensors, { by, ...(options.depth !== undefined && { depth: options.depth }) })
  return {
    file: checkpoint.name,
    bytes: checkpoint.byteLength,
    format: formatOf(checkpoint),
    architecture: recogniseFamily(
      stateDict.tensors.map(({ name, tensor }) => ({ name, shape: tensor.shape })),
    ),
    origin: originOf(checkpoint),
    state_dict: {
      kind: stateDict.kind,
      path: stateDict.path,
      class_name: stateDict.className,
      tensors: stateDict.tensors.length,
      values: stateDict.values.length,
      outside: outsideOf(checkpoint),
      module_versions:
        stateDict.versions === null
          ? null
          : [...stateDict.versions].map(([module, version]) => ({ module, version })),
    },
    candidates: candidatesOf(checkpoint),
    also_in: contentsOf(checkpoint),
    objects: objectsOf(checkpoint),
    selection: { filters, tensors: tensors.length, of: stateDict.tensors.length, sort, by },
    totals: { ...totalsOf(tensors), ...countSelected(checkpoint, entries) },
    shares: sharesOf(checkpoint),
    storages: storageUse(checkpoint),
    groups: sort === 'size' ? groups.sort((a, b) => b.bytes - a.bytes) : groups,
    tensors,
    values:
      options.allValues === true
        ? fileValues(checkpoint, { filters, below: options.valuesBelow ?? null })
        : stateDictValues(checkpoint),
    ...distributedOf(checkpoint),
    ...(options.tree === true && { tree: tensorTree(tensors, options.full !== true) }),
    ...(options.map === true && { map: mapOf(checkpoint) }),
    ...(options.histograms !== undefined && { histograms: options.histograms }),
    ...(options.fit !== undefined && { fit: options.fit }),
    ...(options.salvage === true && { salvage: completeness(tensors) }),
    notes: checkpoint.notes.map(({ code, message }) => ({ code, message })),
    ...(properties !== undefined && { properties }),
    metadata:
      checkpoint.metadata === null ? null : [...checkpoint.metadata].map(([key, value]) => ({ key, value })),
  }
}

/** The entries of the state_dict that match one of the globs. @throws PthError USAGE */
export function selectEntries(checkpoint: Checkpoint, filters: readonly string[]): readonly TensorEntry[] {
  const matches = compileGlobs(filters)
  return checkpoint.stateDict.tensors.filter(({ name }) => matches(name))
}

/**
 * Where the first element of each tensor is in the file, in bytes; null when its record is packed.
 * Reads the local header of each record, no content.
 */
export async function tensorOffsets(
  entries: readonly TensorEntry[],
): Promise<ReadonlyMap<Tensor, number | null>> {
  const offsets = new Map<Tensor, number | null>()
  for (const tensor of new Set(entries.flatMap((entry) => leavesOf(entry.tensor)))) {
    const start = (await storageOf(tensor)?.record?.locate()) ?? null
    offsets.set(tensor, start === null ? null : start + firstByteOf(tensor))
  }
  return offsets
}

/** Tensors that are elsewhere in the file only. */
function outsideOf({ stateDict, graph }: Checkpoint): number {
  const same = graph.tensors.length === stateDict.tensors.length
  if (same && graph.tensors.every(({ value }, at) => value === stateDict.tensors[at]?.value)) return 0
  const inside = new Set(stateDict.tensors.map(({ value }) => value))
  const outside = new Set<PickleValue>()
  for (const { value } of graph.tensors) if (!inside.has(value)) outside.add(value)
  return outside.size
}

function sortTensors(
  tensors: readonly TensorReport[],
  sort: SelectionReport['sort'],
): readonly TensorReport[] {
  switch (sort) {
    case 'name':
      return tensors.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    case 'size':
      return tensors.toSorted((a, b) => (b.bytes ?? -1) - (a.bytes ?? -1))
    case 'offset':
      return tensors.toSorted((a, b) => (a.file_offset ?? Infinity) - (b.file_offset ?? Infinity) || 0)
    default:
      return tensors
  }
}

function completeness(tensors: readonly TensorReport[]): SalvageReport {
  const complete = tensors.filter(({ problem }) => problem === null).length
  return { complete, incomplete: tensors.length - complete }
}

function formatOf({ container }: Checkpoint): FormatReport {
  const { kind, title, root, byteOrder, version, entryCount, alignment } = container.facts
  return {
    kind,
    title,
    root,
    byte_order: byteOrder,
    archive_version: version,
    entries: entryCount,
    alignment,
    pickles: container.pickles.map(({ member, role, byteLength, pickle }) => ({
      member,
      role,
      bytes: byteLength,
      protocol: pickle.protocol,
      opcodes: pickle.opcodes,
    })),
  }
}

function candidatesOf({ candidates, stateDict }: Checkpoint): CandidateReport[] {
  return candidates.map(({ path, kind, tensorCount, optimizer }) => ({
    path,
    kind,
    tensors: tensorCount,
    optimizer,
    chosen: stateDict.kind !== 'flattened' && path === stateDict.path,
  }))
}

/** Parameters and buffers of the selected entries; a name beside them may decide what a name means. */
function countSelected({ stateDict, storages }: Checkpoint, selected: readonly TensorEntry[]): RoleCounts {
  const all = rolesOf(stateDict.tensors)
  const unshared = haveOwnStorages(stateDict.tensors, storages)
  if (selected.length === all.length) return countRoles(selected, all, unshared)
  const roles = new Map(all.map((role, at) => [stateDict.tensors[at], role]))
  return countRoles(
    selected,
    selected.map((entry) => roles.get(entry) ?? { role: 'parameter', by: 'name' }),
    unshared,
  )
}

function totalsOf(tensors: readonly TensorReport[]): Omit<TotalsReport, keyof RoleCounts> {
  const dtypes = new Map<string, { dtype: string; tensors: number; elements: number; bytes: number }>()
  for (const { dtype, numel, bytes } of tensors) {
    const row = dtypes.get(dtype) ?? { dtype, tensors: 0, elements: 0, bytes: 0 }
    dtypes.set(dtype, row)
    row.tensors += 1
    row.elements += numel ?? 0
    row.bytes += bytes ?? 0
  }
  const rows: DtypeReport[] = [...dtypes.values()]
  return {
    tensors: tensors.length,
    elements: rows.reduce((sum, row) => sum + row.elements, 0),
    bytes: rows.reduce((sum, row) => sum + row.bytes, 0),
    unreadable: tensors.filter(({ problem }) => problem !== null).length,
    by_dtype: rows.sort((a, b) => b.bytes - a.bytes),
  }
}
