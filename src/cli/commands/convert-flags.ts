/** The flags of `pth convert`, from text to options. */
import type { WeightsKind } from '../../checkpoint/checkpoint.ts'
import type { JoinRule } from '../../names/join-rule.ts'
import { PthError } from '../../errors.ts'
import { parseFloatDtype } from '../float-dtype.ts'
import type { ConvertOptions, OutputFormat, UnsupportedPolicy } from '../../operations/convert/options.ts'
import type { Rope } from '../../operations/convert/rope-config.ts'
import { parseRename } from '../../names/rename.ts'
import type { RenameRule } from '../../names/rename.ts'
import { parsePermute, parseRenamePart, parseReshape, parseWords } from '../../names/transform.ts'
import { FOLDS } from '../../diff/fold-names.ts'
import { parseSize } from '../size.ts'
import type { LimitFlags } from '../limit-flags.ts'
import { oneOf } from '../flag-values.ts'
import { parseWrap } from './wrap-flags.ts'

/** As commander hands them over. */
export interface ConvertFlags extends LimitFlags {
  readonly output?: string
  readonly to?: OutputFormat
  readonly root?: string
  readonly weights?: WeightsKind
  readonly join?: readonly JoinRule[]
  readonly partAlone?: boolean
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
  readonly stripPrefix?: readonly string[]
  readonly addPrefix?: string
  readonly rename?: readonly string[]
  readonly renameFile?: string
  readonly renamePart?: readonly string[]
  readonly only?: readonly string[]
  readonly ignore?: readonly string[]
  readonly transpose?: readonly string[]
  readonly reshape?: readonly string[]
  readonly permute?: readonly string[]
  readonly rope?: Rope['to']
  readonly heads?: string
  readonly mergeLora?: string
  readonly kvHeads?: string
  readonly fold?: readonly string[]
  readonly schema?: string
  readonly applyHints?: boolean
  readonly merge?: boolean
  readonly preset?: string
  readonly ema?: 'prefer' | 'drop' | 'only'
  readonly dtype?: string
  readonly keep?: readonly string[]
  /** False after `--no-metadata`; true when neither was given. */
  readonly metadata?: readonly string[] | boolean
  readonly scalars: 'metadata' | 'tensors' | 'drop'
  readonly shared: ConvertOptions['shared']
  readonly keepName?: readonly string[]
  readonly restoreShared?: boolean
  readonly unsupported?: readonly string[]
  readonly shardSize?: string
  readonly part?: string
  readonly maxOutput?: string
  readonly headerReserve?: string
  readonly wrap?: string
  readonly set?: readonly string[]
  readonly force?: boolean
  readonly ignoreCrc?: boolean
  readonly salvage?: boolean
  readonly verify?: boolean
  readonly dryRun?: boolean
  readonly format?: string
  readonly json?: boolean
  readonly color?: string
}

/** Options that files beside the input decide. */
export type MoreOptions = Pick<ConvertOptions, 'rope' | 'mergeLora'>

/** Options of the plan. @throws PthError USAGE */
export function convertOptions(
  flags: ConvertFlags,
  format: OutputFormat,
  fileRules: readonly RenameRule[],
  more: MoreOptions,
): ConvertOptions {
  return {
    format,
    partAlone: flags.partAlone === true,
    ignoreCrc: flags.ignoreCrc === true,
    include: flags.include ?? [],
    exclude: flags.exclude ?? [],
    stripPrefixes: flags.stripPrefix ?? [],
    addPrefix: flags.addPrefix ?? '',
    renames: [...(flags.rename ?? []).map(parseRename), ...fileRules],
    renameParts: (flags.renamePart ?? []).map(parseRenamePart),
    only: flags.only ?? [],
    ignore: flags.ignore ?? [],
    transpose: flags.transpose ?? [],
    permute: (flags.permute ?? []).map(parsePermute),
    ...more,
    reshape: (flags.reshape ?? []).map(parseReshape),
    fold: parseWords('--fold', flags.fold ?? [], FOLDS),
    ema: flags.ema ?? null,
    dtype: flags.dtype === undefined ? null : parseFloatDtype(flags.dtype, '--dtype'),
    keep: flags.keep ?? [],
    metadata: flags.metadata === false ? null : parseMetadata(flags.metadata),
    scalars: flags.scalars,
    shared: flags.shared,
    keepNames: flags.keepName ?? [],
    restoreShared: flags.restoreShared === true,
    unsupported: parsePolicies(flags.unsupported ?? []),
    damaged: new Map(),
    wrap: parseWrap(flags.wrap, flags.set ?? []),
    maxOutput: flags.maxOutput === undefined ? null : parseSize(flags.maxOutput),
    headerReserve: flags.headerReserve === undefined ? 0 : parseSize(flags.headerReserve, '--header-reserve'),
  }
}

function parseMetadata(pairs: readonly string[] | boolean | undefined): Map<string, string> {
  const metadata = new Map<string, string>()
  for (const pair of typeof pairs === 'object' ? pairs : []) {
    const at = pair.indexOf('=')
    if (at < 1)
      throw new PthError('USAGE', { reason: `--metadata is KEY=VALUE, not ${JSON.stringify(pair)}` })
    metadata.set(pair.slice(0, at), pair.slice(at + 1))
  }
  return metadata
}

const POLICIES: readonly UnsupportedPolicy[] = ['skip', 'parts', 'dequantize', 'dense']

function parsePolicies(lists: readonly string[]): Set<UnsupportedPolicy> {
  const words = lists.flatMap((list) => list.split(','))
  return new Set(words.map((word) => oneOf('--unsupported', word, POLICIES)))
}
