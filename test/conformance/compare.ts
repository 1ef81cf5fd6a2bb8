/** Compares what the library reads from a file with what PyTorch said: every difference is one sentence. */
import type { Checkpoint } from '../../src/checkpoint/checkpoint.ts'
import { moduleParts } from '../../src/checkpoint/module.ts'
import { stepName } from '../../src/checkpoint/path.ts'
import type { PathStep } from '../../src/checkpoint/path.ts'
import { stateDictAt } from '../../src/checkpoint/find/state-dict.ts'
import type { Storage } from '../../src/checkpoint/storage.ts'
import type { Tensor } from '../../src/checkpoint/tensor.ts'
import { isKind } from '../../src/pickle/value.ts'
import { compareComposite } from './composite.ts'
import type { Expected, ExpectedStateDict, ExpectedTensor } from './expected.ts'
import { hashOf } from './hash.ts'

/** What was compared, and what differs. */
export interface Comparison {
  readonly tensors: number
  /** Tensors whose bytes were hashed and found equal. */
  readonly hashes: number
  readonly differences: readonly string[]
}

/** A tensor under the components of its dotted name. */
interface Found {
  readonly path: readonly string[]
  readonly tensor: Tensor
  /** Where the oracle does not look: plain attributes of a module, arrays of objects, random generators. */
  readonly plain: boolean
}

/** Compare an opened checkpoint with an answer that PyTorch gave for the same file. */
export async function compareCheckpoint(checkpoint: Checkpoint, expected: Expected): Promise<Comparison> {
  const { loader } = expected
  const { pairs, differences } = pair(
    expected.tensors,
    foundTensors(checkpoint, loader),
    keyOf(loader),
    loader === 'dotted',
  )
  let hashes = 0
  for (const [wanted, tensor] of pairs) {
    const own = await compareTensor(wanted, tensor)
    differences.push(...own.map((text) => `${wanted.path.join('.')}: ${text}`))
    if (own.length === 0 && wanted.sha256 !== undefined) hashes += 1
  }
  differences.push(...compareSharing(expected.tensors, pairs))
  // Of an exported program the state_dict is all that the loader gives: it is compared above.
  if (expected.state_dict !== null && expected.loader !== 'torch.export.load') {
    differences.push(...compareStateDict(checkpoint, expected.state_dict, expected.tensors))
  }
  return { tensors: pairs.length, hashes, differences }
}

/** What to compare: every tensor of the object graph; of a program, what its state_dict holds. */
function foundTensors(checkpoint: Checkpoint, loader: string): Found[] {
  if (loader === 'torch.jit.load' || loader === 'torch.export.load') {
    return checkpoint.stateDict.tensors.map(({ name, tensor }) => ({ path: [name], tensor, plain: false }))
  }
  const inside = new Set([...modulePaths(checkpoint), ...randomPaths(checkpoint)])
  const arrays = new Set(
    checkpoint.graph.tensors.filter(({ tensor }) => tensor.kind === 'array').map(({ path }) => pathKey(path)),
  )
  return checkpoint.graph.tensors.map(({ path, tensor }) => ({
    path: path.map(stepName),
    tensor,
    // The oracle does not look into arrays of objects either.
    plain:
      path.some((_, at) => arrays.has(pathKey(path.slice(0, at)))) ||
      path.some(
        ({ kind }, at) =>
          (kind === 'attribute' || kind === 'argument') && inside.has(pathKey(path.slice(0, at))),
      ),
  }))
}

/** `torch.load` gives an object graph, whose steps are compared one by one; the other loaders give dotted names. */
function keyOf(loader: string): (path: readonly string[]) => string {
  return loader === 'torch.load' ? (path) => JSON.stringify(path) : (path) => path.join('.')
}

/** The paths at which whole modules stand. */
function modulePaths(checkpoint: Checkpoint): ReadonlySet<string> {
  const modules = checkpoint.graph.containers.filter(({ value }) => moduleParts(value) !== undefined)
  return new Set(modules.map(({ path }) => pathKey(path)))
}

/** numpy's random generators: Python shows no attribute of theirs, the file holds their state. */
function randomPaths(checkpoint: Checkpoint): ReadonlySet<string> {
  const objects = checkpoint.graph.containers.filter(
    ({ value }) =>
      isKind(value, 'object') &&
      isKind(value.callee, 'global') &&
      value.callee.module === 'numpy.random._pickle',
  )
  return new Set(objects.map(({ path }) => pathKey(path)))
}

function pathKey(path: readonly PathStep[]): string {
  return JSON.stringify(path.map(stepName))
}

/** Pair by path, in order; every tensor of PyTorch must be there, and nothing else. */
function pair(
  expected: readonly ExpectedTensor[],
  found: readonly Found[],
  keyOf: (path: readonly string[]) => string,
  listedApart: boolean,
): { pairs: (readonly [ExpectedTensor, Tensor])[]; differences: string[] } {
  const differences: string[] = []
  const byPath = new Map<string, Found[]>()
  for (const entry of found) {
    const key = keyOf(entry.path)
    byPath.set(key, [...(byPath.get(key) ?? []), entry])
  }
  const pairs: (readonly [ExpectedTensor, Tensor])[] = []
  const used = new Set<Found>()
  for (const wanted of expected) {
    const entry = byPath.get(keyOf(wanted.path))?.find((candidate) => !used.has(candidate))
    if (entry === undefined) {
      differences.push(`${wanted.path.join('.')}: PyTorch has this ${wanted.kind} tensor, pth does not`)
      continue
    }
    used.add(entry)
    pairs.push([wanted, entry.tensor])
  }
  for (const entry of found) {
    if (!used.has(entry) && !entry.plain)
      differences.push(`${entry.path.join('.')}: pth has this ${entry.tensor.kind}, PyTorch does not`)
  }
  // The answers about the real files list the arrays apart, after the tensors.
  const isArray = ({ tensor }: Found): boolean => tensor.kind === 'array'
  const orders = listedApart
    ? [[...used].filter(isArray), [...used].filter((entry) => !isArray(entry))]
    : [[...used]]
  const positions = new Map(found.map((entry, at) => [entry, at]))
  for (const order of orders) {
    const sorted = order.every(
      (entry, at) => at === 0 || position(positions, order[at - 1]) < position(positions, entry),
    )
    if (!sorted) differences.push('the tensors stand in another order')
  }
  return { pairs, differences }
}

function position(positions: ReadonlyMap<Found, number>, entry: Found | undefined): number {
  return entry === undefined ? -1 : (positions.get(entry) ?? -1)
}

async function compareTensor(wanted: ExpectedTensor, tensor: Tensor): Promise<string[]> {
  const differences: string[] = []
  const check = (what: string, expected: unknown, found: unknown): void => {
    const [a, b] = [JSON.stringify(expected), JSON.stringify(found)]
    if (a !== b) differences.push(`${what}: PyTorch ${a}, pth ${b}`)
  }
  const kind = wanted.kind === 'numpy_scalar' ? 'array' : wanted.kind
  check('kind', kind, tensor.kind)
  // The ragged dimensions of a nested tensor have no size.
  if (wanted.shape?.includes(null) === true) check('shape', null, tensor.shape)
  else check('shape', wanted.shape, tensor.shape)
  check(
    'dtype',
    wanted.dtype,
    tensor.kind === 'array' ? nativeOrder(tensor.numpyDtype, wanted.dtype) : tensor.dtypeName,
  )
  if (wanted.requires_grad !== undefined) check('requires_grad', wanted.requires_grad, tensor.requiresGrad)
  if (wanted.parameter !== undefined) check('parameter', wanted.parameter, tensor.parameter)
  if (tensor.kind === 'strided') {
    check('stride', wanted.stride, tensor.stride)
    check('storage_offset', wanted.storage_offset, tensor.storageOffset)
    check('storage_nbytes', wanted.storage_nbytes, tensor.storage.byteLength)
  }
  if (wanted.sha256 !== undefined && 'storage' in tensor) check('sha256', wanted.sha256, await hashOf(tensor))
  else if (wanted.sha256 !== undefined && tensor.kind === 'array')
    check('sha256', wanted.sha256, await hashOf(tensor))
  if ('parts' in tensor) differences.push(...(await compareComposite(wanted, tensor)))
  return differences
}

/** numpy turns a big-endian array into a native one as it loads it; pth says how the file has it. */
function nativeOrder(found: string, wanted: string): string {
  return wanted.startsWith('<') ? found.replace('>', '<') : found
}

/** Two tensors lie in one storage here exactly when they do in PyTorch. */
function compareSharing(
  expected: readonly ExpectedTensor[],
  pairs: readonly (readonly [ExpectedTensor, Tensor])[],
): string[] {
  const differences: string[] = []
  const storageOfFirst = new Map<number, string>()
  const firstOfStorage = new Map<string, number>()
  const dataless = (first: number): boolean => (expected[first]?.storage_nbytes ?? 0) === 0
  for (const [wanted, tensor] of pairs) {
    // Storages without bytes have no address: PyTorch cannot tell them apart.
    if (wanted.storage === undefined || dataless(wanted.storage) || !('storage' in tensor)) continue
    const address = addressOf(tensor.storage)
    const known = storageOfFirst.get(wanted.storage)
    const first = firstOfStorage.get(address)
    if ((known ?? address) !== address || (first ?? wanted.storage) !== wanted.storage) {
      differences.push(`${wanted.path.join('.')}: shares its storage with other tensors than in PyTorch`)
    }
    storageOfFirst.set(wanted.storage, address)
    firstOfStorage.set(address, wanted.storage)
  }
  return differences
}

/** PyTorch tells storages apart by their address: a view that begins where its root does has the same. */
function addressOf({ key, view }: Storage): string {
  return view === undefined ? `${key}+0` : `${view.root}+${view.byteOffset}`
}

/** Where pth finds no single state_dict (a list of models), `--root` names the one that is meant. */
function meant(checkpoint: Checkpoint, expected: ExpectedStateDict): Pick<Checkpoint, 'stateDict'> {
  const { stateDict, graph, candidates, interpreter } = checkpoint
  if (stateDict.kind !== 'flattened' || expected.path.length === 0) return checkpoint
  return { stateDict: stateDictAt(expected.path.join('.'), graph, candidates, interpreter) }
}

/** The state_dict that pth finds by itself is the one that the file's author meant, name by name, in order. */
function compareStateDict(
  checkpoint: Checkpoint,
  expected: ExpectedStateDict,
  tensors: readonly ExpectedTensor[],
): string[] {
  const differences: string[] = []
  const { stateDict } = meant(checkpoint, expected)
  const place = checkpoint.candidates.find(({ path }) => path === stateDict.path)?.steps.map(stepName)
  if (JSON.stringify(place ?? []) !== JSON.stringify(expected.path)) {
    differences.push(`state_dict: meant at ${JSON.stringify(expected.path)}, found at ${stateDict.path}`)
    return differences
  }
  const prefix = expected.path.join('.')
  const tensorNames = new Set(
    tensors
      .filter(
        ({ path }) => JSON.stringify(path.slice(0, expected.path.length)) === JSON.stringify(expected.path),
      )
      .map(({ path }) => path.slice(expected.path.length).join('.')),
  )
  const names = expected.names.filter((name) => tensorNames.has(name))
  const others = expected.names.filter((name) => !tensorNames.has(name))
  const check = (what: string, wanted: unknown, found: unknown): void => {
    const [a, b] = [JSON.stringify(wanted), JSON.stringify(found)]
    if (a !== b) differences.push(`state_dict ${prefix} ${what}: PyTorch ${a}, pth ${b}`)
  }
  check(
    'names',
    names,
    stateDict.tensors.map(({ name }) => name),
  )
  if (stateDict.kind === 'mapping')
    check(
      'other values',
      others,
      stateDict.values.map(({ name }) => name),
    )
  if (expected.metadata !== null && stateDict.kind === 'mapping') {
    // A JSON object has lost the order of keys that look like numbers.
    check('_metadata', Object.entries(expected.metadata).sort(), [...(stateDict.versions ?? [])].sort())
  }
  return differences
}
