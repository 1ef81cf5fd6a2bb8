/** A conversion as data: what `--json` prints, and what the text is made from. */
import { wrapText, wrapType } from './wrap.ts'
import { envelope } from '../envelope.ts'
import { exitCodeFor } from '../exit-code.ts'
import type { ExitCode } from '../exit-code.ts'
import type { ConvertPlan } from '../../operations/convert/plan.ts'
import type { ConvertResult } from '../../operations/convert/result.ts'
import type { ShareOutcome } from '../../operations/convert/sharing/outcome.ts'
import type { StreamContext } from '../../operations/convert/stream.ts'

/** What is known of a run beside plan and result. */
export interface ConvertRun {
  /** Path that was asked for. */
  readonly output: string
  /** Files that are or would be written, and their bytes. */
  readonly files: readonly { readonly path: string; readonly byteLength: number }[]
  /** Null for a dry run. */
  readonly result: ConvertResult | null
  readonly context: StreamContext
  readonly seconds: number
  /** Largest memory of the process, in bytes. */
  readonly peakBytes: number
  /** Which share of the shards this is; absent where all are written. */
  readonly part?: ShareOutcome
}

/** The one JSON document of a conversion. Names are exact and complete. */
export function convertReport(plan: ConvertPlan, run: ConvertRun): Readonly<Record<string, unknown>> {
  const { facts } = plan
  const { result, context } = run
  const data = {
    inputs: plan.inputs.map(({ name, root, byteLength }) => ({ file: name, root, byte_length: byteLength })),
    output: run.output,
    format: plan.format,
    dry_run: result === null,
    summary: {
      found: facts.found,
      tensors: plan.tensors.length,
      nbytes: plan.nbytes,
      renamed: facts.renamed,
      aliases: plan.aliases.size,
      gathered: facts.gathered,
      storage_held: facts.storage.held,
      storage_used: facts.storage.used,
      overflow: context.count.overflow,
      underflow: context.count.underflow,
    },
    files: run.files.map(({ path, byteLength }) => ({ path, byte_length: byteLength })),
    tensors: plan.tensors.map(({ name, source, dtype, shape, nbytes }) => ({
      name,
      source: source.name,
      dtype: dtype.name,
      shape,
      nbytes,
      ...(source.tensor.dtype !== dtype && { source_dtype: source.tensor.dtypeName }),
    })),
    metadata: plan.metadata === null ? null : [...plan.metadata].map(([key, value]) => ({ key, value })),
    wrap: wrapReport(plan),
    aliases: [...plan.aliases].map(([name, kept]) => ({ name, kept })),
    shared: plan.groups.map(({ names, overlap }) => ({ names, overlap })),
    casts: facts.casts,
    excluded: facts.excluded,
    lost: facts.lost,
    ema: { left_out: facts.ema.leftOut, replaced: facts.ema.replaced },
    skipped: facts.skipped,
    substituted: facts.substituted,
    computed: facts.computed,
    left_out: facts.leftOut,
    scalars: facts.scalars,
    unused_renames: facts.unusedRules.map(({ from, to }) => ({ from, to })),
    notices: facts.notices,
    crc: {
      checked: context.checks.checked,
      unchecked: context.checks.unchecked,
      wrong: context.checks.wrong,
    },
    ...(run.part !== undefined && { part: partReport(run.part) }),
    written: result === null ? null : writtenReport(run, result),
  }
  return envelope('pth.convert', data, convertExitCode(plan, result))
}

/** 1 when the output differs from what was written; 2 when tensors are left out because the input is damaged. */
export function convertExitCode({ facts }: ConvertPlan, result: ConvertResult | null): ExitCode {
  const findings = result !== null && result.differences.length > 0
  return exitCodeFor({ findings, incomplete: facts.lost.length > 0 })
}

/** Null without dictionaries around the state_dict. Integers that JSON would round, and floats, are text. */
function wrapReport({ wrap }: ConvertPlan): Readonly<Record<string, unknown>> | null {
  if (wrap.path.length === 0) return null
  return {
    path: wrap.path,
    values: wrap.values.map(({ path, value }) => ({ path, type: wrapType(value), text: wrapText(value) })),
  }
}

function partReport({
  share,
  shards,
  from,
  to,
  done,
  left,
}: ShareOutcome): Readonly<Record<string, unknown>> {
  return {
    number: share.number,
    count: share.count,
    shards,
    from,
    to,
    done: done?.map(({ path, byteLength, state }) => ({ path, byte_length: byteLength, state })) ?? null,
    left,
  }
}

function writtenReport(run: ConvertRun, result: ConvertResult): Readonly<Record<string, unknown>> {
  return {
    files: result.files,
    byte_length: result.byteLength,
    seconds: run.seconds,
    stages: result.stages,
    peak_bytes: run.peakBytes,
    verified: result.verified,
    differences: result.differences,
  }
}
