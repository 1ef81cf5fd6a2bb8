/** What was dropped, picked or typed, as one checkpoint: a file, the shards of an index, or an address. */
import {
  DEFAULT_LIMITS,
  besideShards,
  blobSource,
  isAddress,
  openCheckpoint,
  openShards,
  openUrl,
  parseAddress,
  parseJoin,
  parseShardIndex,
  plannedSource,
} from 'pth-cli'
import type { ByteSource, Checkpoint, Limits, OpenOptions, PartsFolder, ShardIndex } from 'pth-cli'
import { Failure } from '../engine.ts'
import type { Input, PickedFile, ServedFile, ServedFiles } from '../engine.ts'
import type { PageNetwork } from './network.ts'
import { openParts, pickedFolder, pickedShards, servedFolder } from './open-parts.ts'
import { newSourcePool } from './source-pool.ts'

/** An opened checkpoint, and what it was read from. */
export interface OpenInput {
  readonly checkpoint: Checkpoint
  /** Every file of it, by the name that reports use; none for a folder, whose files are opened when they are read. */
  readonly sources: readonly ByteSource[]
  /** The folder of a distributed checkpoint. */
  readonly folder: PartsFolder | null
  /** The budgets that it is read with. */
  readonly limits: Limits
  /** What an address moved; null for files. */
  readonly transfer: { requests: number; bytes: number } | null
}

/** Names of files that may be checkpoints. */
const CHECKPOINT = /\.(pth|pt|bin|ckpt|safetensors|pkl|pickle|npz|pt2|ptl|th|tar|model|zip)$/i
/** `model-00001-of-00004.safetensors` */
const SHARD = /^(.*)-(\d{5})-of-(\d{5})(\.[a-z]+)$/

/**
 * Open what the input stands for.
 * @throws PthError as the openers of the core; Failure where it is not clear which of several files is meant
 */
export async function openInput(input: Input, network: PageNetwork): Promise<OpenInput> {
  if (input.kind === 'url') return openAddress(input.url, network)
  if (input.kind === 'served') return openServed(input, network)
  if (input.files.length === 0) throw new Failure('USAGE', 'no file was chosen')
  const folder = pickedFolder(input.files)
  if (folder !== null) return openDistributed(folder)
  const both = pickedShards(input.files)
  if (both === null) return openPicked(input.files)
  const opened = await openPicked(both.whole)
  const checkpoint = await besideShards(opened.checkpoint, async (compare) =>
    compare((await openParts(both.shards)).checkpoint),
  )
  return { ...opened, checkpoint }
}

/** Picked files that are no folder of a distributed checkpoint. */
async function openPicked(picked: readonly PickedFile[]): Promise<OpenInput> {
  const [only, ...others] = picked
  if (only === undefined)
    throw new Failure('USAGE', 'only shards were chosen, and not the files beside their folder')
  if (others.length === 0 && !isIndex(only)) return openOne(only)
  const index = picked.filter(isIndex)
  const [first] = index
  if (first !== undefined && index.length === 1) return openIndex(first, picked)
  const files = picked.filter(({ path }) => CHECKPOINT.test(path))
  const [file] = files
  if (file !== undefined && files.length === 1) return openOne(file)
  if (file !== undefined && areShards(files)) return openSeveral(folderOf(file.path), files, null)
  throw new Failure(
    'USAGE',
    files.length === 0
      ? `none of the ${picked.length} files has the name of a checkpoint`
      : `${files.length} checkpoints, and nothing says that they are parts of one: ${namesOf(files)}`,
    files.length === 0
      ? 'Choose the file itself.'
      : 'Choose one of them, or the shards of one model. To compare two, open one and choose the other in Compare.',
  )
}

async function openOne({ path, file }: PickedFile): Promise<OpenInput> {
  const source = blobSource(file, path)
  return ofFiles(await openCheckpoint(source), [source])
}

/** @throws PthError as `openFolder` */
async function openDistributed(folder: PartsFolder, options: OpenOptions = {}): Promise<OpenInput> {
  const { limits = DEFAULT_LIMITS } = options
  return { ...(await openParts(folder, options)), sources: [], limits, transfer: null }
}

function ofFiles(
  checkpoint: Checkpoint,
  sources: readonly ByteSource[],
  limits: Limits = DEFAULT_LIMITS,
): OpenInput {
  return { checkpoint, sources, folder: null, limits, transfer: null }
}

async function openIndex(index: PickedFile, files: readonly PickedFile[]): Promise<OpenInput> {
  const parsed = parseShardIndex(new Uint8Array(await index.file.arrayBuffer()), index.path)
  const folder = folderOf(index.path)
  const byPath = new Map(files.map((file) => [file.path, file]))
  const shards = parsed.shards.flatMap((name) => byPath.get(folder === '' ? name : `${folder}/${name}`) ?? [])
  const missing = parsed.shards.length - shards.length
  if (missing > 0)
    throw new Failure(
      'SHARDS_INVALID',
      `${index.path} names ${parsed.shards.length} files, and ${missing} of them were not chosen`,
      'Choose the whole folder, or the index together with all of its files.',
    )
  return openSeveral(index.path, shards, parsed)
}

async function openSeveral(
  name: string,
  files: readonly PickedFile[],
  index: ShardIndex | null,
): Promise<OpenInput> {
  const sorted = index === null ? files.toSorted((a, b) => (a.path < b.path ? -1 : 1)) : files
  const shards = sorted.map(({ path, file }) => ({ name: baseOf(path), source: blobSource(file, path) }))
  return ofFiles(
    await openShards(name === '' ? 'shards' : name, shards, index),
    shards.map(({ source }) => source),
  )
}

async function openAddress(text: string, network: PageNetwork): Promise<OpenInput> {
  const transfer = { requests: 0, bytes: 0 }
  const url = webAddressOf(text)
  const open = (address: string): Promise<ByteSource> => openUrl(address, { fetch: network.fetch, transfer })
  const source = await open(url)
  if (!new URL(url).pathname.toLowerCase().endsWith('.index.json'))
    return { ...ofFiles(await openCheckpoint(source), [source]), transfer }
  const index = parseShardIndex(await source.read(0, source.byteLength), source.name)
  // No name of a parsed index leads out of its folder.
  const shards: { name: string; source: ByteSource }[] = []
  for (const name of index.shards) {
    const path = name.split('/').map(encodeURIComponent).join('/')
    shards.push({ name, source: await open(new URL(path, url).href) })
  }
  const sources = shards.map((shard) => shard.source)
  return { ...ofFiles(await openShards(source.name, shards, index), sources), transfer }
}

/** What the command line named: the server has found its files, and an index is the first of them. */
async function openServed(
  { name, member, root, weights, join, parts, limits, files }: ServedFiles,
  network: PageNetwork,
): Promise<OpenInput> {
  const open = (file: ServedFile): Promise<ByteSource> => servedSource(file, network, limits)
  const options = {
    limits,
    ...(member !== null && { member }),
    ...(root !== null && { root }),
    ...(weights !== null && { weights }),
    ...(join.length > 0 && { join: join.map(parseJoin) }),
  }
  if (parts) return openDistributed(servedParts(name, files, network, limits), options)
  const [first, ...others] = files
  if (first === undefined) throw new Failure('INTERNAL', 'the server has no file')
  if (others.length === 0) {
    const source = await open(first)
    return ofFiles(await openCheckpoint(source, options), [source], limits)
  }
  const indexed = first.name.toLowerCase().endsWith('.index.json')
  const shards = await Promise.all(
    (indexed ? others : files).map(async (file) => ({ name: file.name, source: await open(file) })),
  )
  const index = indexed ? await readIndex(await open(first), limits) : null
  return ofFiles(
    await openShards(name, shards, index, options),
    shards.map(({ source }) => source),
    limits,
  )
}

/** The files of a folder, which together keep no more bytes than one file. */
function servedParts(
  name: string,
  files: readonly ServedFile[],
  network: PageNetwork,
  limits: Limits,
): PartsFolder {
  const kept = { bytes: 0 }
  const byName = new Map(files.map((file) => [file.name, file]))
  const pool = newSourcePool(async (wanted) => {
    const file = byName.get(wanted)
    if (file === undefined) throw new Failure('INTERNAL', `the server was not asked for ${wanted}`)
    return servedSource(file, network, limits, kept)
  })
  return servedFolder(name, [...byName.keys()], pool)
}

/** A file of the server, by ranges. */
export async function servedSource(
  { label, url }: ServedFile,
  network: PageNetwork,
  limits: Limits,
  kept: { bytes: number } = { bytes: 0 },
): Promise<ByteSource> {
  return plannedSource(await openUrl(url, { name: label, fetch: network.fetch, limits, kept }))
}

async function readIndex(source: ByteSource, limits: Limits): Promise<ShardIndex> {
  return parseShardIndex(await source.read(0, source.byteLength), source.name, limits)
}

/** The web address of what was typed: `hf://` is one too. @throws PthError USAGE */
export function webAddressOf(text: string): string {
  if (!isAddress(text)) return text
  const address = parseAddress(text)
  if (address.kind === 'web') return address.url
  if (address.kind !== 'hub' || address.path === '')
    throw new Failure(
      'USAGE',
      `the page opens one file at an https:// or hf:// address, not ${text}`,
      'Name the file: hf://NAMESPACE/NAME/model.safetensors. The command line opens whole repositories and buckets.',
    )
  const path = address.path.split('/').map(encodeURIComponent).join('/')
  return `https://huggingface.co/${address.type}${address.id}/resolve/${encodeURIComponent(address.revision)}/${path}`
}

function isIndex({ path }: PickedFile): boolean {
  return path.toLowerCase().endsWith('.index.json')
}

/** Whether the names count the parts of one model. */
function areShards(files: readonly PickedFile[]): boolean {
  const parts = files.map(({ path }) => SHARD.exec(baseOf(path)))
  const [first] = parts
  return parts.every(
    (part) => part !== null && part[1] === first?.[1] && part[3] === first?.[3] && part[4] === first?.[4],
  )
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function namesOf(files: readonly PickedFile[]): string {
  const names = files.slice(0, 5).map(({ path }) => path)
  return `${names.join(', ')}${files.length > names.length ? ` and ${files.length - names.length} more` : ''}`
}
