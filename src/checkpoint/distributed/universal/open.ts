/**
 * A universal checkpoint of DeepSpeed: the tree is that of its files, and the weights are the `fp32` of each parameter.
 * @see deepspeed/checkpoint/ds_to_universal.py, universal_checkpoint.py
 */
import type { Container, Note } from '../../../container/record.ts'
import { grouped } from '../../../digits.ts'
import { PthError } from '../../../errors.ts'
import { crc32 as plainCrc32 } from '../../../io/crc32.ts'
import { sideBySide } from '../../../io/side-by-side.ts'
import { checkLimit, DEFAULT_LIMITS, limitsFor } from '../../../limits.ts'
import { dictEntries, getItem, isKind, newDict, setItem } from '../../../pickle/value.ts'
import type { PickleDict } from '../../../pickle/value.ts'
import type { Checkpoint } from '../../checkpoint.ts'
import type { StateDict, TensorEntry } from '../../find/state-dict.ts'
import { rootValue } from '../../find/root.ts'
import type { Interpreter } from '../../rebuild/context.ts'
import { contiguousStride, isContiguous, numelOf } from '../../tensor.ts'
import type { Tensor } from '../../tensor.ts'
import type { PartsFolder } from '../folder.ts'
import { mergedCheckpoint, newMergedTensors } from '../merged.ts'
import type { OpenFolderOptions } from '../options.ts'
import { openWithPickle } from '../with-pickle.ts'
import { checkedContainer, openRankFile } from '../zero/rank-file.ts'
import type { RankReader } from '../zero/rank-file.ts'
import { modelStatesOf } from '../zero/model-states.ts'
import type { ModelStates } from '../zero/model-states.ts'
import { statesName } from '../zero/names.ts'
import { parameterFile } from './names.ts'
import type { ParameterFile } from './names.ts'

/** Files that are opened at one time. */
const AT_ONCE = 16
/** Names that a note lists. */
const LISTED = 5

/** Open such a folder. @throws PthError PIECES_INVALID where a parameter is missing, LIMIT_EXCEEDED */
export async function openUniversal(
  folder: PartsFolder,
  options: OpenFolderOptions = {},
): Promise<Checkpoint> {
  const files = folder.names.flatMap((name) => parameterFile(name) ?? []).toSorted(byName)
  const given = options.limits ?? DEFAULT_LIMITS
  checkLimit(given, 'pickles', `files in ${folder.path}`, files.length)
  const sizes = await sideBySide(files, AT_ONCE, async ({ path }) => (await folder.open(path)).byteLength)
  const byteLength = sizes.reduce((sum, size) => sum + size, 0)
  const limits = limitsFor(given, byteLength)
  const reader: RankReader = { folder, limits, crc32: options.crc32 ?? plainCrc32 }
  const { value, containers } = await readFiles(reader, files)
  const model = await modelOf(reader)
  const params = new Set(files.map(({ param }) => param))
  proveComplete(folder, files, model)
  const stateDict = (interpreter: Interpreter): StateDict => weightsOf(value, interpreter, model, folder)
  return mergedCheckpoint(
    {
      ...newMergedTensors(),
      name: folder.path,
      byteLength,
      title: `DeepSpeed universal checkpoint of ${grouped(params.size)} parameters, float32 master weights`,
      value,
      containers,
      notes: notesOf(files, params, model),
      parts: { pieces: files.length, unchecked: 0, unproven: [], weights: 'master' },
      stateDict,
    },
    { ...options, limits },
  )
}

function byName(one: ParameterFile, other: ParameterFile): number {
  if (one.param !== other.param) return one.param < other.param ? -1 : 1
  return one.part < other.part ? -1 : 1
}

async function readFiles(
  reader: RankReader,
  files: readonly ParameterFile[],
): Promise<{ readonly value: PickleDict; readonly containers: ReadonlyMap<string, Container> }> {
  const opened = await sideBySide(files, AT_ONCE, async ({ path }) => openWithPickle(reader, path))
  const parts = new Set(files.map(({ part }) => part))
  const value = newDict()
  const containers = new Map<string, Container>()
  for (const [at, { path, param, part }] of files.entries()) {
    const container = opened[at] as Container
    proveName(reader.folder, path, part, container.facts.root, parts)
    containers.set(`${at}:`, checkedContainer(container, path, reader.crc32))
    const known = getItem(value, param)
    const ofParam = isKind(known, 'dict') ? known : newDict()
    setItem(value, param, ofParam)
    setItem(ofParam, part, rootValue(container, null))
  }
  return { value, containers }
}

/** torch.save calls the root folder of the archive as the file is called: weights under the name of moments show it. */
function proveName(
  { path }: PartsFolder,
  name: string,
  part: string,
  root: string | null,
  parts: ReadonlySet<string>,
): void {
  if (root === null || root === part || !parts.has(root)) return
  throw new PthError('PIECES_INVALID', {
    path,
    reason: `${name} was written as ${root}.pt: files have changed names`,
    names: [],
  })
}

/** The file of the module that was copied into the folder, or undefined. */
async function modelOf(reader: RankReader): Promise<ModelStates | undefined> {
  const first = reader.folder.names.find((name) => {
    const parsed = statesName(name)
    return parsed?.kind === 'model' && (parsed.rank ?? 0) === 0 && parsed.modelRank === 0
  })
  return first === undefined ? undefined : modelStatesOf(await openRankFile(reader, first))
}

/**
 * Every parameter has its weights, and where the module is there, every one that it names. Those of the optimizer all
 * have the same states; buffers have none.
 */
function proveComplete(
  { path }: PartsFolder,
  files: readonly ParameterFile[],
  model: ModelStates | undefined,
): void {
  const found = new Set(files.map(({ param, part }) => `${param}/${part}`))
  const trained = new Set(files.filter(({ part }) => part !== 'fp32').map(({ param }) => param))
  const parts = new Set(files.map(({ part }) => part))
  const params = new Set(files.map(({ param }) => param))
  // Of pieces of tensor parallelism the module names those of one rank.
  if (model !== undefined && (model.modelRanks ?? 1) === 1)
    for (const { name } of model.groups?.flat() ?? []) {
      params.add(name)
      trained.add(name)
    }
  const missing: string[] = []
  for (const param of params)
    for (const part of trained.has(param) ? ['fp32', ...parts] : ['fp32'])
      if (!found.has(`${param}/${part}`)) missing.push(`zero/${param}/${part}.pt`)
  const names = [...new Set(missing)]
  if (names.length === 0) return
  throw new PthError('PIECES_INVALID', {
    path,
    reason: 'files of parameters are missing',
    names: names.slice(0, LISTED),
    total: names.length,
    hint: 'convert the checkpoint again with ds_to_universal.py',
  })
}

/** The weights under the names of their folders, and other names of the same parameter. */
function weightsOf(
  value: PickleDict,
  interpreter: Interpreter,
  model: ModelStates | undefined,
  folder: PartsFolder,
): StateDict {
  const shapes = new Map((model?.groups ?? []).flat().map(({ name, shape }) => [name, shape]))
  const tensors: TensorEntry[] = []
  for (const [name, parts] of dictEntries(value)) {
    const content = isKind(parts, 'dict') ? getItem(parts, 'fp32') : undefined
    const inside = isKind(content, 'dict')
    const item = inside ? getItem(content, 'param') : content
    const tensor = item === undefined ? undefined : interpreter.tensorOf(item)
    if (typeof name !== 'string' || item === undefined || tensor === undefined)
      throw new PthError('PIECES_INVALID', {
        path: folder.path,
        reason: 'a file of weights has no tensor',
        names: [`zero/${String(name)}/fp32.pt`],
      })
    const path = `$[${JSON.stringify(name)}].fp32${inside ? '.param' : ''}`
    const shaped = shapedAs(tensor, (model?.modelRanks ?? 1) > 1 ? undefined : shapes.get(name))
    if (shaped === undefined)
      throw new PthError('PIECES_INVALID', {
        path: folder.path,
        reason: `a parameter is ${shapeText(tensor.shape)}, and the module says ${shapeText(shapes.get(name))}`,
        names: [name],
      })
    tensors.push({ name, path, tensor: shaped, role: null, value: item })
  }
  const byName = new Map(tensors.map((entry) => [entry.name, entry]))
  for (const [alias, kept] of model?.aliases ?? []) {
    const known = byName.get(kept)
    if (known !== undefined && !byName.has(alias)) tensors.push({ ...known, name: alias })
  }
  return { kind: 'mapping', path: '$', className: null, tensors, values: [], versions: null }
}

/** ZeRO-3 is converted to flat parameters: the module says their shapes. Undefined where they do not fit. */
function shapedAs(tensor: Tensor, shape: readonly number[] | undefined): Tensor | undefined {
  if (shape === undefined || tensor.kind !== 'strided' || tensor.shape.join() === shape.join()) return tensor
  const flat = tensor.shape.length === 1 && isContiguous(tensor)
  if (!flat || numelOf(shape) !== numelOf(tensor.shape)) return undefined
  return { ...tensor, shape, stride: contiguousStride(shape) }
}

function notesOf(
  files: readonly ParameterFile[],
  params: ReadonlySet<string>,
  model: ModelStates | undefined,
): readonly Note[] {
  const others = [...new Set(files.map(({ part }) => part))].filter((part) => part !== 'fp32')
  const notes: Note[] = []
  if (others.length > 0)
    notes.push({
      code: 'WEIGHTS_CHOSEN',
      message: `the float32 weights that the optimizer works on; left out: its states (${others.join(', ')})`,
    })
  const known = new Set([...params, ...(model?.aliases ?? []).map(([alias]) => alias)])
  const missing: string[] = []
  for (const [name] of model?.module === null || model === undefined ? [] : dictEntries(model.module))
    if (typeof name === 'string' && !known.has(name)) missing.push(name)
  if (missing.length > 0)
    notes.push({
      code: 'NAMES_LEFT_OUT',
      message: `the folder has no weights for ${told(missing)}, which the module has`,
    })
  return notes
}

function shapeText(shape: readonly number[] | null | undefined): string {
  return `[${shape?.join(', ') ?? ''}]`
}

function told(names: readonly string[]): string {
  const more = names.length - LISTED
  return names.slice(0, LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
