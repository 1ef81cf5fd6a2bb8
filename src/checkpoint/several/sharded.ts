/** Several files as one checkpoint: every shard opened on its own, their names put together and checked. */
import { openContainer } from '../../container/open.ts'
import { prefetchStart } from '../../container/start.ts'
import type { Container, Note } from '../../container/record.ts'
import { PthError } from '../../errors.ts'
import { sideBySide } from '../../io/side-by-side.ts'
import type { ByteSource } from '../../io/source.ts'
import { DEFAULT_LIMITS, limitsFor } from '../../limits.ts'
import { newDict, setItem } from '../../pickle/value.ts'
import type { PickleDict, PickleValue } from '../../pickle/value.ts'
import type { Candidate } from '../find/candidate.ts'
import type { Graph } from '../graph.ts'
import type { Interpreter } from '../rebuild/context.ts'
import { cluesOf } from '../find/clues.ts'
import { checkpointOf } from '../open.ts'
import type { Checkpoint, OpenOptions } from '../checkpoint.ts'
import type { ShardIndex } from './shard-index.ts'
import { stateDictAt } from '../find/state-dict.ts'
import type { StateDict, TensorEntry, ValueEntry } from '../find/state-dict.ts'
import type { Storage } from '../storage.ts'
import { splitSetNotes } from './split-set.ts'
import { recognizeWrappers } from '../find/wrappers.ts'

/** One file of a sharded checkpoint. */
export interface Shard {
  /** Name as the index has it, or the file name. */
  readonly name: string
  readonly source: ByteSource
}

/** Shards that are read at one time; their files must be open at one time too. */
const AT_ONCE = 16
/** Names reported in one note or error; more are counted. */
const NAMES_TOLD = 5

interface OpenShard {
  readonly name: string
  readonly checkpoint: Checkpoint
}

interface Placed<Entry> {
  readonly shard: string
  readonly entry: Entry
}

/**
 * Open shards as one namespace: in the order of the index, else in the order given. What differs from
 * the index is reported in notes.
 * @throws PthError SHARDS_INVALID when two shards have a tensor of one name, and those of each file
 */
export async function openShards(
  name: string,
  shards: readonly Shard[],
  index: ShardIndex | null,
  options: OpenOptions = {},
): Promise<Checkpoint> {
  const whole = shards.reduce((sum, { source }) => sum + source.byteLength, 0)
  const limits = limitsFor(options.limits ?? DEFAULT_LIMITS, whole)
  const opened: OpenShard[] = []
  for (const [at, shard] of shards.entries()) {
    // Read side by side, taken apart one after another: they share a budget, and the first that is wrong is told.
    if (at % AT_ONCE === 0)
      await sideBySide(shards.slice(at, at + AT_ONCE), AT_ONCE, ({ source }) => prefetchStart(source))
    const container = await openContainer(shard.source, limits)
    opened.push({
      name: shard.name,
      checkpoint: checkpointOf(prefixed(container, `${shard.name}:`), shard.name, shard.source.byteLength, {
        limits,
      }),
    })
  }
  const tensors = collect(name, opened, ({ stateDict }) => stateDict.tensors)
  const values = collect(name, opened, ({ stateDict }) => stateDict.values)
  const notes = shardNotes(opened)
  const parts = opened.map(({ name: shard, checkpoint }) => ({
    name: shard,
    container: checkpoint.container,
  }))
  for (const note of splitSetNotes(name, parts)) notes.push(note)
  for (const note of index === null ? [] : indexNotes(index, tensors, values)) notes.push(note)
  const metadata = mergeMetadata(opened, index, notes)
  return merge(
    name,
    opened,
    { tensors: inOrder(tensors, index), values: inOrder(values, index), metadata },
    notes,
    { ...options, limits },
  )
}

/** Every entry by name. A name in two shards could mean either: the loaders of today take the last one read. */
function collect<Entry extends TensorEntry | ValueEntry>(
  index: string,
  opened: readonly OpenShard[],
  entriesOf: (checkpoint: Checkpoint) => readonly Entry[],
): Map<string, Placed<Entry>> {
  const placed = new Map<string, Placed<Entry>>()
  for (const { name: shard, checkpoint } of opened) {
    for (const entry of entriesOf(checkpoint)) {
      const other = placed.get(entry.name)
      if (other !== undefined) {
        throw new PthError('SHARDS_INVALID', {
          index,
          reason: `"${entry.name}" is in two shards`,
          names: [other.shard, shard],
        })
      }
      placed.set(entry.name, { shard, entry })
    }
  }
  return placed
}

function indexNotes(
  { weightMap }: ShardIndex,
  tensors: ReadonlyMap<string, Placed<TensorEntry>>,
  values: ReadonlyMap<string, Placed<ValueEntry>>,
): Note[] {
  const placeOf = (name: string): string | undefined => (tensors.get(name) ?? values.get(name))?.shard
  const missing = [...weightMap.keys()].filter((name) => placeOf(name) === undefined)
  const moved = [...weightMap]
    .filter(([name, shard]) => ![undefined, shard].includes(placeOf(name)))
    .map(([name]) => name)
  const extra = [...tensors.keys()].filter((name) => !weightMap.has(name))
  const notes: Note[] = []
  if (missing.length > 0)
    notes.push({
      code: 'SHARD_TENSORS_MISSING',
      message: `the index names ${told(missing)}, which no shard has`,
    })
  if (moved.length > 0)
    notes.push({
      code: 'SHARD_TENSORS_ELSEWHERE',
      message: `${told(moved)} in another shard than the index says`,
    })
  if (extra.length > 0)
    notes.push({
      code: 'SHARD_TENSORS_EXTRA',
      message: `the shards also have ${told(extra)}, which the index does not name`,
    })
  return notes
}

/** The metadata of all shards and of the index; of two values for one key the first stays, and it is reported. */
function mergeMetadata(
  opened: readonly OpenShard[],
  index: ShardIndex | null,
  notes: Note[],
): ReadonlyMap<string, string> | null {
  const merged = new Map<string, string>()
  const differing = new Set<string>()
  for (const metadata of [...opened.map(({ checkpoint }) => checkpoint.metadata), index?.metadata]) {
    for (const [key, value] of metadata ?? []) {
      if (!merged.has(key)) merged.set(key, value)
      else if (merged.get(key) !== value) differing.add(key)
    }
  }
  if (differing.size > 0)
    notes.push({
      code: 'SHARD_METADATA_DIFFERS',
      message: `the shards differ in the metadata ${told([...differing])}; the first is used`,
    })
  return merged.size === 0 ? null : merged
}

function told(names: readonly string[]): string {
  const more = names.length - NAMES_TOLD
  return `${names.slice(0, NAMES_TOLD).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function inOrder<Entry>(placed: ReadonlyMap<string, Placed<Entry>>, index: ShardIndex | null): Entry[] {
  const names = new Set([...(index?.weightMap.keys() ?? []), ...placed.keys()])
  return [...names].flatMap((name) => placed.get(name)?.entry ?? [])
}

function merge(
  name: string,
  opened: readonly OpenShard[],
  { tensors, values, metadata }: Pick<StateDict, 'tensors' | 'values'> & Pick<Checkpoint, 'metadata'>,
  notes: readonly Note[],
  options: OpenOptions,
): Checkpoint {
  const interpreter = mergeInterpreters(opened.map(({ checkpoint }) => checkpoint.interpreter))
  const value: PickleDict = newDict()
  for (const entry of [...tensors, ...values]) setItem(value, entry.name, entry.value)
  const graph: Graph = {
    tensors: tensors.map((entry) => ({
      path: [{ kind: 'key', key: entry.name }],
      tensor: entry.tensor,
      value: entry.value,
    })),
    containers: [{ path: [], value }],
  }
  const candidate: Candidate = {
    kind: 'mapping',
    path: '$',
    steps: [],
    tensorCount: tensors.length,
    optimizer: false,
    arraysOnly: false,
    numbersOnly: false,
    value,
  }
  const candidates = [candidate]
  const whole: StateDict = { kind: 'mapping', path: '$', className: null, tensors, values, versions: null }
  return {
    name,
    byteLength: opened.reduce((sum, { checkpoint }) => sum + checkpoint.byteLength, 0),
    container: mergeContainers(opened, notes),
    value,
    graph,
    stateDict: options.root === undefined ? whole : stateDictAt(options.root, graph, candidates, interpreter),
    candidates,
    storages: interpreter.storages,
    interpreter,
    limits: options.limits ?? DEFAULT_LIMITS,
    wrappers: recognizeWrappers(cluesOf(value, whole, candidates)),
    metadata,
    notes,
  }
}

function mergeContainers(opened: readonly OpenShard[], notes: readonly Note[]): Container {
  const containers = opened.map(({ checkpoint }) => checkpoint.container)
  const kinds = [...new Set(containers.map(({ facts }) => facts.title))]
  const pickles = opened.flatMap(({ name, checkpoint }) =>
    checkpoint.container.pickles.map((pickle) => ({ ...pickle, member: `${name}:${pickle.member}` })),
  )
  return {
    facts: {
      kind: 'sharded',
      title: `${opened.length} ${opened.length === 1 ? 'shard' : 'shards'}: ${kinds.join(', ')}`,
      root: null,
      byteOrder:
        containers.every(({ facts }) => facts.byteOrder === 'big') && containers.length > 0
          ? 'big'
          : 'little',
      version: null,
      entryCount: null,
      alignment: null,
    },
    pickles,
    notes,
    // The first file of a split GGUF model has the metadata of all.
    ...(containers[0]?.properties !== undefined && { properties: containers[0].properties }),
    findStorage: (key) =>
      containers.map((container) => container.findStorage(key)).find((record) => record !== undefined),
  }
}

/** A value belongs to the one shard whose pickle made it. */
function mergeInterpreters(interpreters: readonly Interpreter[]): Interpreter {
  const storages = new Map<string, Storage>(interpreters.flatMap((one) => [...one.storages]))
  const first = <Found>(ask: (one: Interpreter) => Found | undefined): Found | undefined => {
    for (const one of interpreters) {
      const found = ask(one)
      if (found !== undefined) return found
    }
    return undefined
  }
  return {
    storages,
    addStorage: (storage) => void storages.set(storage.key, storage),
    storageOf: (value: PickleValue | undefined) => first((one) => one.storageOf(value)),
    tensorOf: (value: PickleValue | undefined) => first((one) => one.tensorOf(value)),
  }
}

/** The same container with keys that are unique among all shards. */
function prefixed(container: Container, prefix: string): Container {
  return {
    ...container,
    pickles: container.pickles.map((pickle) => ({
      ...pickle,
      storagePrefix: prefix + (pickle.storagePrefix ?? ''),
    })),
    ...(container.arrays !== undefined && {
      arrays: container.arrays.map((array) => ({ ...array, storageKey: prefix + array.storageKey })),
    }),
    findStorage: (key) =>
      key.startsWith(prefix) ? container.findStorage(key.slice(prefix.length)) : undefined,
  }
}

/** Notes of all shards; what a hundred shards lack alike is one note with their number. */
function shardNotes(opened: readonly OpenShard[]): Note[] {
  const alike = opened.flatMap(({ checkpoint }) =>
    checkpoint.notes.filter(({ code }) => code === 'FORMAT_METADATA_MISSING'),
  )
  const rest = opened.flatMap((shard) =>
    shard.checkpoint.notes
      .filter(({ code }) => code !== 'FORMAT_METADATA_MISSING' && code !== 'GGUF_PART')
      .map((note) => ({ ...note, message: `${shard.name}: ${note.message}` })),
  )
  const [first] = alike
  return first === undefined
    ? rest
    : [{ ...first, message: `${alike.length} of ${opened.length} shards: ${first.message}` }, ...rest]
}
