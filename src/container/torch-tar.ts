/** The tar of PyTorch 0.1: tables of storages and tensors beside the pickle, which names them by number. */
import { PthError } from '../errors.ts'
import { newCursor, readI64 } from '../io/cursor.ts'
import { sliceSource } from '../io/source.ts'
import type { ByteSource } from '../io/source.ts'
import type { Limits } from '../limits.ts'
import type { Pickle } from '../pickle/machine.ts'
import { isKind, qualifiedName } from '../pickle/value.ts'
import type { PickleGlobal, PicklePersistent, PickleValue } from '../pickle/value.ts'
import { memoryRecord, rangeRecord } from './range-record.ts'
import type { Container, Note, PickleRecord, StorageRecord } from './record.ts'
import { parseStorageReference } from './storage-reference.ts'
import { invalid, nextBytes, nextCount, nextPickle } from './tar-table.ts'
import type { Table } from './tar-table.ts'
import { readTar } from './tar.ts'
import type { TarMember } from './tar.ts'
import { newWindow, pickleAt } from './window.ts'

/** The members that PyTorch reads; `sys_info` is also there and says nothing. */
const RECORDS = ['pickle', 'tensors', 'storages'] as const
/** Dimensions of one tensor; torch itself allows 64. */
const DIMENSIONS = 64

interface Tables {
  /** By key: a persistent id of a storage, or a call that makes a tensor. */
  readonly values: Map<string, PickleValue>
  readonly records: Map<string, StorageRecord>
}

/**
 * Open a tar; the data of its storages is not read.
 * @throws PthError FORMAT_UNSUPPORTED for a tar of other things, CONTAINER_INVALID, PICKLE_*, SOURCE_TRUNCATED
 * @see torch/serialization.py `legacy_load`
 */
export async function openTorchTar(source: ByteSource, limits: Limits): Promise<Container> {
  const members = await readTar(source, limits)
  const [object, tensors, storages] = RECORDS.map((name) => members.get(name))
  if (storages === undefined || tensors === undefined || object === undefined)
    throw missingRecord(source, members)
  const tables: Tables = { values: new Map(), records: new Map() }
  await readStorages(source, storages, tables, limits)
  await readTensors(source, tensors, tables, limits)
  const pickle = await pickleAt(
    newWindow(sliceSource(source, object.offset, object.size)),
    0,
    'pickle',
    limits,
  )
  const notes: Note[] = []
  checkPersistents(pickle, tables, notes)
  if (pickle.end < object.size) {
    notes.push({ code: 'TRAILING_DATA', message: `${object.size - pickle.end} bytes follow the pickle` })
  }
  const pickles: PickleRecord[] = [{ member: 'pickle', role: 'data', byteLength: pickle.end, pickle }]
  return {
    facts: {
      kind: 'tar',
      title: 'PyTorch 0.1 archive (tar)',
      root: null,
      byteOrder: 'little',
      version: null,
      entryCount: members.size,
      alignment: null,
    },
    pickles,
    notes,
    tables: tables.values,
    findStorage: (key) => tables.records.get(key),
  }
}

function missingRecord(source: ByteSource, members: ReadonlyMap<string, TarMember>): PthError {
  const entry = RECORDS.find((name) => !members.has(name)) ?? 'pickle'
  if (members.has('sys_info') || members.has('pickle')) {
    return new PthError('ENTRY_MISSING', { entry, needed_by: 'every archive of PyTorch 0.1' })
  }
  return new PthError('FORMAT_UNSUPPORTED', {
    path: source.name,
    found: 'a tar archive, but not one of PyTorch 0.1',
    hint: 'unpack it first: tar xf, then open the checkpoint inside',
  })
}

/**
 * Count, then for each: pickle (key, location, class) or, still older, (key, class); i64 elements; data. Then
 * the views.
 */
async function readStorages(
  source: ByteSource,
  member: TarMember,
  tables: Tables,
  limits: Limits,
): Promise<void> {
  const table: Table = { source, member, limits, at: 0 }
  const count = await nextCount(table)
  for (let index = 0; index < count; index += 1) {
    const items = tupleItems(await nextPickle(table, `storage ${index}`))
    const [first, second, third = second] = items
    const key = keyOf(first)
    const location = items.length === 3 && typeof second === 'string' ? second : 'cpu'
    if (key === undefined || !isKind(third, 'global') || items.length < 2 || items.length > 3) {
      throw invalid(`storage ${index} of the tar`, '(key, location, class)', 'something else')
    }
    const numel = readI64(newCursor(await nextBytes(table, 8), `storage ${key}`))
    const persistent = storageId(key, third, location, numel, null)
    const byteLength = byteLengthOf(persistent, key, numel)
    if (byteLength > member.size - table.at) {
      throw new PthError('SOURCE_TRUNCATED', {
        what: `storage ${key} of the tar`,
        offset: member.offset + table.at,
        expected: byteLength,
        found: member.size - table.at,
      })
    }
    addValue(tables, key, persistent)
    tables.records.set(key, rangeRecord(source, `storages/${key}`, member.offset + table.at, byteLength))
    table.at += byteLength
  }
  // The oldest files end here.
  if (table.at < member.size) readViews(await nextPickle(table, 'views'), tables)
}

/** A list of (view key, root key, offset, elements). */
function readViews(value: PickleValue, tables: Tables): void {
  const views = isKind(value, 'list') || isKind(value, 'tuple') ? value.items : undefined
  if (views === undefined) throw invalid('storage views of the tar', 'a list', 'something else')
  for (const view of views) {
    const [viewKey, rootKey, offset, numel] = tupleItems(view)
    const key = keyOf(viewKey)
    const root = tables.values.get(keyOf(rootKey) ?? '')
    const id = isKind(root, 'persistent') && isKind(root.id, 'tuple') ? root.id.items : undefined
    if (key === undefined || id === undefined || typeof offset !== 'number' || typeof numel !== 'number') {
      throw invalid('storage view of the tar', '(key, key of a storage, offset, elements)', 'something else')
    }
    const parts: PickleValue = { kind: 'tuple', items: [key, offset, numel] }
    addValue(tables, key, {
      kind: 'persistent',
      id: { kind: 'tuple', items: [...id.slice(0, 5), parts] },
      at: 0,
    })
  }
}

/** Count, then for each: pickle (key, storage key, class), in the oldest (key, class, storage key); then the layout. */
async function readTensors(
  source: ByteSource,
  member: TarMember,
  tables: Tables,
  limits: Limits,
): Promise<void> {
  const table: Table = { source, member, limits, at: 0 }
  const count = await nextCount(table)
  for (let index = 0; index < count; index += 1) {
    const items = tupleItems(await nextPickle(table, `tensor ${index}`))
    const [first, second, third] = items
    const [storageKey, cls] = isKind(second, 'global') ? [third, second] : [second, third]
    const key = keyOf(first)
    if (key === undefined || !isKind(cls, 'global') || items.length !== 3) {
      throw invalid(`tensor ${index} of the tar`, '(key, storage key, class)', 'something else')
    }
    const layout = await readLayout(table, key)
    const storage =
      storageKey === null ? emptyStorage(tables, key, cls) : tables.values.get(keyOf(storageKey) ?? '')
    if (!isKind(storage, 'persistent'))
      throw invalid(`tensor ${key} of the tar`, 'a storage of the table', 'a key without storage')
    addValue(tables, key, {
      kind: 'object',
      callee: { kind: 'global', module: 'torch._utils', name: '_rebuild_tensor', at: 0 },
      how: 'reduce',
      args: [
        storage,
        layout.offset,
        { kind: 'tuple', items: layout.sizes },
        { kind: 'tuple', items: layout.strides },
      ],
      kwargs: null,
      states: null,
      items: null,
      entries: null,
      at: member.offset,
    })
  }
}

async function readLayout(
  table: Table,
  key: string,
): Promise<{ readonly sizes: number[]; readonly strides: number[]; readonly offset: number }> {
  const head = await nextBytes(table, 8)
  // i32 dimensions; the other four bytes were the upper half of an i64 once and are not looked at.
  const dimensions = new DataView(head.buffer, head.byteOffset, 8).getInt32(0, true)
  if (dimensions < 0 || dimensions > DIMENSIONS) {
    throw invalid(`dimensions of tensor ${key} of the tar`, `0 to ${DIMENSIONS}`, String(dimensions))
  }
  const cursor = newCursor(await nextBytes(table, 8 * (2 * dimensions + 1)), `tensor ${key}`)
  const sizes = Array.from({ length: dimensions }, () => readI64(cursor))
  const strides = Array.from({ length: dimensions }, () => readI64(cursor))
  return { sizes, strides, offset: readI64(cursor) }
}

/** A tensor without storage has no elements; its class gives the type. */
function emptyStorage(tables: Tables, tensorKey: string, cls: PickleGlobal): PicklePersistent {
  const key = `${tensorKey}:none`
  tables.records.set(key, memoryRecord(`tensors/${tensorKey}`, new Uint8Array(0)))
  const storageClass = { ...cls, name: cls.name.replace(/Tensor$/, 'Storage') }
  const persistent = storageId(key, storageClass, 'cpu', 0, null)
  addValue(tables, key, persistent)
  return persistent
}

function storageId(
  key: string,
  cls: PickleGlobal,
  location: string,
  numel: number,
  view: PickleValue,
): PicklePersistent {
  return {
    kind: 'persistent',
    id: { kind: 'tuple', items: ['storage', cls, key, location, numel, view] },
    at: 0,
  }
}

function byteLengthOf(persistent: PicklePersistent, key: string, numel: number): number {
  const reference = parseStorageReference(persistent)
  if (reference === undefined)
    throw invalid(`elements of storage ${key} of the tar`, 'a count', String(numel))
  if (reference.dtype === null) {
    throw invalid(`class of storage ${key} of the tar`, 'a storage class of PyTorch', reference.className)
  }
  return numel * reference.dtype.itemsize
}

function addValue(tables: Tables, key: string, value: PickleValue): void {
  if (tables.values.has(key)) throw invalid('tables of the tar', 'each key once', `${key} a second time`)
  tables.values.set(key, value)
}

function tupleItems(value: PickleValue | undefined): readonly PickleValue[] {
  return isKind(value, 'tuple') || isKind(value, 'list') ? value.items : []
}

/** Keys were addresses in memory: integers of any size. */
function keyOf(value: PickleValue | undefined): string | undefined {
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined
}

/**
 * Every persistent id is a key of the tables, or a class with its source: anything else is refused, as
 * PyTorch does.
 */
function checkPersistents(pickle: Pickle, tables: Tables, notes: Note[]): void {
  const sources: string[] = []
  for (const { id, at } of pickle.persistents) {
    if (typeof id === 'string' && tables.values.has(id)) continue
    const [cls, , text] = tupleItems(id)
    if (!isKind(cls, 'global')) {
      throw new PthError('CONTAINER_INVALID', {
        what: 'persistent id in the tar',
        offset: at,
        expected: 'the key of a tensor or storage, or (class, file, source)',
        found: typeof id === 'string' ? JSON.stringify(id.slice(0, 40)) : 'something else',
        hint: 'torch.load also refuses it',
      })
    }
    if (typeof text === 'string') sources.push(qualifiedName(cls))
  }
  if (sources.length > 0) {
    notes.push({
      code: 'LEGACY_SOURCE_CODE',
      message: `the file contains the source text of ${sources.join(', ')}; pth does not run it`,
    })
  }
}
