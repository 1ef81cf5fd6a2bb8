/** Carries a plan out on files: everything is checked first, every file appears whole, or none does. */
import { PthError } from '../errors.ts'
import { checkSpace, checkTarget, createOutput, namesIn, removeFile } from './output.ts'
import type { OutputFile } from './output.ts'
import { bufferedSink, sinkMemory } from '../io/buffered-sink.ts'
import { isShardName } from '../safetensors/shards.ts'
import { layoutParts, splitExtension } from '../operations/convert/parts.ts'
import type { OutputPart } from '../operations/convert/parts.ts'
import type { ConvertPlan } from '../operations/convert/plan.ts'
import type { StreamContext } from '../operations/convert/stream.ts'
import type { ConvertResult } from '../operations/convert/result.ts'
import { checkContents, checkDirectory } from './check-converted.ts'
import type { Difference } from '../operations/convert/result.ts'

/** Where a conversion is written, and how. */
export interface RunOptions {
  /** Path of the output; shards are beside it. */
  readonly output: string
  /** Paths of the inputs: none of them is written over. */
  readonly inputs: readonly string[]
  readonly force: boolean
  /** Largest shard in bytes; null writes one file. */
  readonly shardBytes: number | null
  /** Read everything back and compare. */
  readonly verify: boolean
}

/** A file to be written, and where its path leads when links are followed. */
export interface Placed {
  readonly path: string
  readonly target: string
}

/** Outputs that were found writable. */
export interface PreparedOutput {
  readonly parts: readonly (OutputPart & Placed)[]
  /** Over several shards; written when all of them are complete. */
  readonly index: (Placed & { readonly text: string }) | null
}

/**
 * Check that the output can be written, and lay it out.
 * @throws PthError OUTPUT_EXISTS, OUTPUT_IS_INPUT, OUTPUT_UNWRITABLE, OUTPUT_NO_SPACE and those of `layoutParts`
 */
export async function prepareOutput(plan: ConvertPlan, options: RunOptions): Promise<PreparedOutput> {
  const { parts, index } = layoutParts(plan, options.output, options.shardBytes)
  const checked: (OutputPart & Placed)[] = []
  for (const part of parts)
    checked.push({ ...part, target: await checkTarget(part.path, options.inputs, options) })
  const place =
    index === null ? null : { ...index, target: await checkTarget(index.path, options.inputs, options) }
  if (place !== null && !options.force) await refuseStale(checked, options.output)
  const total = checked.reduce((sum, { byteLength }) => sum + byteLength, place?.text.length ?? 0)
  await checkSpace(checked[0]?.target ?? options.output, total)
  return { parts: checked, index: place }
}

/**
 * Write, check, and only then give the files their names.
 * @throws PthError as writing and reading do; nothing is left behind then
 */
export async function runConvert(
  plan: ConvertPlan,
  { parts, index }: PreparedOutput,
  options: RunOptions,
  context: StreamContext,
): Promise<ConvertResult> {
  const files: OutputFile[] = []
  const committed: string[] = []
  const places: readonly Placed[] = index === null ? parts : [...parts, index]
  const differences: Difference[] = []
  let verified = 0
  const memory = sinkMemory()
  try {
    for (const part of parts) {
      const file = await createOutput(part.target, options)
      files.push(file)
      const out = bufferedSink(file, memory)
      await part.write(out, context)
      await out.flush()
      if (out.position !== part.byteLength) {
        throw new PthError('INTERNAL', {
          reason: `${part.path} has ${out.position} bytes, not ${part.byteLength}`,
        })
      }
      await file.sync()
      await checkDirectory(plan, part, file.temporary)
    }
    for (const [at, part] of options.verify ? parts.entries() : []) {
      const found = await checkContents(plan, part, files[at]?.temporary ?? '', context)
      for (const difference of found.differences) differences.push(difference)
      verified += found.compared
    }
    if (differences.length > 0) {
      for (const file of files) await file.abort()
      return { files: [], byteLength: 0, verified, differences }
    }
    if (index !== null) {
      const file = await createOutput(index.target, options)
      files.push(file)
      await file.write(new TextEncoder().encode(index.text))
      await file.sync()
    }
    // Shards of another run may have appeared since the first look.
    if (index !== null && !options.force) await refuseStale(parts, options.output)
    // An index of an earlier run would point at the new shards until the new one is written.
    if (index !== null && options.force) await removeFile(index.target)
    for (const file of files) {
      await file.commit()
      committed.push(file.target)
    }
  } catch (error) {
    for (const file of files) await file.abort()
    for (const path of committed) await removeFile(path).catch(() => undefined)
    throw error
  }
  if (index !== null && options.force) await removeStale(committed, options.output)
  const byteLength = parts.reduce((sum, part) => sum + part.byteLength, index?.text.length ?? 0)
  return { files: places.map(({ path }) => path), byteLength, verified, differences }
}

/** Shards of another run beside the new ones would be taken for a part of the model. */
async function staleShards(written: readonly string[], output: string): Promise<string[]> {
  const { base, extension } = splitExtension(output)
  const slash = Math.max(base.lastIndexOf('/'), base.lastIndexOf('\\'))
  const folder = slash < 0 ? '.' : base.slice(0, slash) || '/'
  const own = new Set(written.map((path) => path.split(/[/\\]/).at(-1)))
  const names = await namesIn(folder)
  return names
    .filter((name) => isShardName(name, base.slice(slash + 1), extension) && !own.has(name))
    .map((name) => (slash < 0 ? name : `${folder === '/' ? '' : folder}/${name}`))
}

async function refuseStale(parts: readonly Placed[], output: string): Promise<void> {
  const [first] = await staleShards(
    parts.map(({ target }) => target),
    output,
  )
  if (first !== undefined) throw new PthError('OUTPUT_EXISTS', { path: first })
}

async function removeStale(committed: readonly string[], output: string): Promise<void> {
  for (const path of await staleShards(committed, output)) await removeFile(path)
}
