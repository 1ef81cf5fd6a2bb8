/** The files that a plan becomes: their names, sizes and how each is written. */
import { PthError } from '../../errors.ts'
import type { BufferedSink } from '../../io/buffered-sink.ts'
import { shardIndex, shardName, splitShards } from '../../safetensors/shards.ts'
import type { PlannedTensor } from './content.ts'
import type { ConvertPlan } from './plan.ts'
import type { StreamContext } from './stream.ts'
import { layoutNpz, writeNpz } from './write-npz.ts'
import { layoutPth, writePth } from './write-pth.ts'
import { layoutPlan, writeSafetensors } from './write-safetensors.ts'

/** One file to be written. */
export interface OutputPart {
  readonly path: string
  /** Bytes of the file. */
  readonly byteLength: number
  readonly tensors: readonly PlannedTensor[]
  readonly metadata: ReadonlyMap<string, string> | null
  write(out: BufferedSink, context: StreamContext): Promise<void>
}

/** The index over several shards. */
export interface IndexPart {
  readonly path: string
  readonly text: string
  /** What it has beside the size of the tensors and their shards. */
  readonly metadata: ReadonlyMap<string, string>
  /** The text for shards of other names: one file name for each part. */
  textFor(files: readonly string[]): string
}

/** Every file of an output. */
export interface OutputParts {
  readonly parts: readonly OutputPart[]
  /** Over several shards; written when all of them are complete. */
  readonly index: IndexPart | null
}

/** The path without its extension, and the extension with its dot (empty when there is none). */
export function splitExtension(path: string): { readonly base: string; readonly extension: string } {
  const slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))
  const dot = path.lastIndexOf('.')
  return dot > slash + 1
    ? { base: path.slice(0, dot), extension: path.slice(dot) }
    : { base: path, extension: '' }
}

/**
 * Lay out every file; nothing is read or written.
 * @throws PthError NAME_INVALID, LIMIT_EXCEEDED, USAGE for shards of another format than safetensors
 */
export function layoutParts(plan: ConvertPlan, path: string, shardBytes: number | null): OutputParts {
  if (plan.format === 'safetensors') return safetensorsParts(plan, path, shardBytes)
  if (shardBytes !== null)
    throw new PthError('USAGE', { reason: 'only safetensors can be written in shards' })
  const { tensors } = plan
  if (plan.format === 'npz') {
    const layout = layoutNpz(plan)
    const write: OutputPart['write'] = (out, context) => writeNpz(layout, out, context)
    return { parts: [{ path, byteLength: layout.byteLength, tensors, metadata: null, write }], index: null }
  }
  const layout = layoutPth(plan, path)
  const write: OutputPart['write'] = (out, context) => writePth(layout, out, context)
  return { parts: [{ path, byteLength: layout.byteLength, tensors, metadata: null, write }], index: null }
}

function safetensorsParts(plan: ConvertPlan, path: string, shardBytes: number | null): OutputParts {
  const shards = shardBytes === null ? [plan.tensors] : splitShards(plan.tensors, shardBytes)
  const { base, extension } = splitExtension(path)
  const single = shards.length === 1
  // As huggingface_hub has it: each shard contains only its format, the index contains the rest.
  const metadata = single || plan.metadata === null ? plan.metadata : formatOnly(plan.metadata)
  const parts = shards.map((tensors, index) => {
    const layout = layoutPlan(tensors, metadata, plan.headerReserve)
    const write: OutputPart['write'] = (out, context) => writeSafetensors(layout, out, context)
    const name = shardName(base, extension, index, shards.length)
    return { path: name, byteLength: layout.byteLength, tensors, metadata, write }
  })
  if (single) return { parts, index: null }
  const rest = new Map([...(plan.metadata ?? [])].filter(([key]) => key !== 'format'))
  const textFor: IndexPart['textFor'] = (files) =>
    shardIndex(
      plan.nbytes,
      rest,
      parts.map((part, at) => ({ file: files[at] ?? '', names: part.tensors.map(({ name }) => name) })),
    )
  const text = textFor(parts.map((part) => part.path.split(/[/\\]/).at(-1) ?? ''))
  return { parts, index: { path: `${path}.index.json`, text, metadata: rest, textFor } }
}

function formatOnly(metadata: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const format = metadata.get('format')
  return format === undefined ? new Map() : new Map([['format', format]])
}
