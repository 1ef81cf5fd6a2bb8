/** What is left of a damaged checkpoint: which tensors have every byte, with the checksum that is recorded for it. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { Storage } from '../../checkpoint/storage.ts'
import type { Tensor } from '../../checkpoint/tensor.ts'
import type { PickleRecord, StorageRecord } from '../../container/record.ts'
import { isPthError, PthError } from '../../errors.ts'
import type { Crc32 } from '../../io/crc32.ts'
import { withParts } from '../verify/tensors.ts'

/** Bytes summed at a time. */
const CHUNK = 1 << 22
/** What is wrong with these is not damage; `--unsupported` says what becomes of them. */
const WITHOUT_VALUES: ReadonlySet<Tensor['kind']> = new Set(['meta', 'uninitialized', 'opaque'])

/** How {@link damagedTensors} reads. */
export interface SalvageOptions {
  readonly crc32: Crc32
  /** Take a storage whose checksum is wrong. */
  readonly ignoreCrc?: boolean
  readonly progress?: (bytes: number) => void
}

/**
 * The tensors of a checkpoint that are not complete, each with the reason. Every storage that has a checksum, and
 * every packed one, is read once.
 * @throws PthError STORAGE_CORRUPT when the object graph itself is damaged: then no name and no place is certain;
 * SOURCE_UNREADABLE
 */
export async function damagedTensors(
  { container, graph, stateDict }: Checkpoint,
  options: SalvageOptions,
): Promise<ReadonlyMap<Tensor, string>> {
  if (options.ignoreCrc !== true) for (const pickle of container.pickles) refuseDamaged(pickle)
  const damaged = new Map<Tensor, string>()
  const records = new Map<StorageRecord, string | null>()
  const tensors = new Set([...graph.tensors, ...stateDict.tensors].map(({ tensor }) => tensor))
  for (const tensor of tensors) {
    for (const [, part] of withParts(tensor)) {
      const reason = incomplete(part) ?? (await damage(storageOf(part), records, options))
      if (reason === null) continue
      damaged.set(tensor, reason)
      break
    }
  }
  return damaged
}

/** Of several checkpoints. @throws PthError as {@link damagedTensors} */
export async function damagedIn(
  checkpoints: readonly Checkpoint[],
  options: SalvageOptions,
): Promise<ReadonlyMap<Tensor, string>> {
  const all = new Map<Tensor, string>()
  for (const checkpoint of checkpoints)
    for (const [tensor, reason] of await damagedTensors(checkpoint, options)) all.set(tensor, reason)
  return all
}

function incomplete(tensor: Tensor): string | null {
  return WITHOUT_VALUES.has(tensor.kind) ? null : tensor.problem
}

function storageOf(tensor: Tensor): Storage | null {
  return 'storage' in tensor ? tensor.storage : null
}

async function damage(
  storage: Storage | null,
  known: Map<StorageRecord, string | null>,
  options: SalvageOptions,
): Promise<string | null> {
  const record = storage?.record ?? null
  if (record === null) return null
  const found = known.get(record)
  if (found !== undefined) return found
  const reason = await recordDamage(record, options)
  known.set(record, reason)
  return reason
}

async function recordDamage(record: StorageRecord, options: SalvageOptions): Promise<string | null> {
  const expected = options.ignoreCrc === true ? null : record.crc32
  if (expected === null && record.packing !== 'deflated') return null
  try {
    const crc = await checksum(record, options)
    return expected === null || crc === expected
      ? null
      : `${record.member} has the CRC-32 ${hex(crc)}, not ${hex(expected)} as the archive records`
  } catch (error) {
    if (!isPthError(error) || isPthError(error, 'SOURCE_UNREADABLE', 'INTERRUPTED')) throw error
    return error.message
  }
}

/** Names and places of a pickle that was damaged would be taken for right ones. @throws PthError STORAGE_CORRUPT */
export function refuseDamaged({ member, wrongCrc }: PickleRecord): void {
  if (wrongCrc === undefined) return
  throw new PthError('STORAGE_CORRUPT', {
    name: member,
    member,
    expected: hex(wrongCrc.recorded),
    found: hex(wrongCrc.found),
    hint:
      'it says which tensor is where: a changed byte of it may rename or exchange tensors without a trace; ' +
      'download or copy the file again; --ignore-crc takes it as it is',
  })
}

async function checksum(
  record: StorageRecord,
  { crc32, progress }: Pick<SalvageOptions, 'crc32' | 'progress'>,
): Promise<number> {
  const content = await record.open()
  let crc = 0
  for (let at = 0; at < record.byteLength; at += CHUNK) {
    const chunk = await content.read(at, Math.min(CHUNK, record.byteLength - at))
    crc = crc32(chunk, crc)
    progress?.(chunk.length)
  }
  return crc
}

function hex(crc: number): string {
  return `0x${crc.toString(16).padStart(8, '0')}`
}
