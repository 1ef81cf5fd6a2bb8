/** Folders of torch.distributed.checkpoint for tests: `.metadata` as `pickle.dump` writes it, with any items. */
import {
  BUILD,
  NEWOBJ,
  NONE,
  bytes,
  dict,
  int,
  list,
  name,
  named,
  program,
  text,
  tuple,
} from './assembler.ts'
import { buildZip } from './zip.ts'

/** An entry of `storage_data`. */
export interface Entry {
  readonly fqn: string
  readonly path: string
  readonly offset: number
  readonly length: number
  readonly transforms?: readonly string[]
}

const METADATA = 'torch.distributed.checkpoint.metadata'

/** NEWOBJ without arguments and BUILD, as every dataclass is pickled. */
export function record(module: string, cls: string, attributes: Uint8Array): Uint8Array {
  return bytes(name(module, cls), tuple(), NEWOBJ, attributes, BUILD)
}

function attributes(entries: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return dict(...Object.entries(entries).map(([key, value]) => [text(key), value] as const))
}

/** The dict `storage_data`. */
export function storageData(entries: readonly Entry[]): Uint8Array {
  return dict(
    ...entries.map(({ fqn, path, offset, length, transforms }) => {
      const place = { relative_path: text(path), offset: int(offset), length: int(length) }
      const packed = transforms === undefined ? {} : { transform_descriptors: list(...transforms.map(text)) }
      return [
        record(METADATA, 'MetadataIndex', attributes({ fqn: text(fqn), index: NONE })),
        record(
          'torch.distributed.checkpoint.filesystem',
          '_StorageInfo',
          attributes({ ...place, ...packed }),
        ),
      ] as const
    }),
  )
}

/** The bytes of `.metadata`. */
export function metadata(entries: readonly Entry[], planner: Uint8Array = NONE): Uint8Array {
  return metadataOf(storageData(entries), planner)
}

/** The bytes of `.metadata` with any value as `storage_data`. */
export function metadataOf(storage: Uint8Array, planner: Uint8Array = NONE): Uint8Array {
  const parts = { state_dict_metadata: dict(), planner_data: planner, storage_data: storage }
  return program(record(METADATA, 'Metadata', attributes(parts)))
}

/** What torch.save writes for one item. */
export function item(pickle: Uint8Array, ...storages: readonly Uint8Array[]): Uint8Array {
  return buildZip([
    { name: 'archive/data.pkl', data: pickle },
    ...storages.map((data, at) => ({ name: `archive/data/${at}`, data })),
    { name: 'archive/version', data: bytes('3\n') },
  ])
}

/** Items one after another, and their entries under the names `a`, `b`, …. */
export function inRow(
  parts: readonly Uint8Array[],
  path: string,
): { readonly data: Uint8Array; readonly entries: readonly Entry[] } {
  let at = 0
  const entries = parts.map((part, index) => {
    const entry = { fqn: String.fromCharCode(97 + index), path, offset: at, length: part.length }
    at += part.length
    return entry
  })
  return { data: bytes(...parts), entries }
}

/** A pickle of plain values. */
export const PLAIN = named({ step: int(7) })
