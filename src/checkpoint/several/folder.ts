/** Which checkpoint does a folder hold? Content decides what is one; names tell sets and what stands beside a model. */
import { isBeside } from '../../container/beside.ts'
import { isCheckpointName } from '../checkpoint-name.ts'
import { grouped } from '../../digits.ts'
import { PthError } from '../../errors.ts'
import { isIndexName } from './shard-index.ts'
import { refuseOtherProgram } from './other-program.ts'
import { groupShards } from './shard-names.ts'

/** A file of a folder. */
export interface FolderFile {
  readonly name: string
  /** Bytes. */
  readonly byteLength: number
  /** Whether its content is that of a checkpoint. */
  readonly checkpoint: boolean
  /** Whether it is an archive of other files, in which checkpoints may be. */
  readonly archive: boolean
}

/** Indexes of Hugging Face folders, best first. */
const INDEXES = ['model.safetensors.index.json', 'pytorch_model.bin.index.json']
/** Candidates that are listed. */
const LISTED = 10

interface Foreign {
  readonly matches: (names: readonly string[]) => boolean
  /** What the folder is, in words. */
  readonly found: (names: readonly string[]) => string
  readonly hint: string
}

/** The folder of a rank: tensor-parallel, then pipeline and expert where there are several. */
const MEGATRON_RANK = /^mp_rank_(\d+)(?:_(\d+))?(?:_(\d+))?$/

const FOREIGN: readonly Foreign[] = [
  {
    // With the files of ranks it is opened as what it is.
    matches: (names) => names.includes('latest') && names.some((name) => name.startsWith('global_step')),
    found: () => 'a DeepSpeed folder without the files of its ranks',
    hint: 'take the folder global_step… again, with every file in it, from the run that wrote it',
  },
  {
    matches: (names) =>
      names.includes('latest_checkpointed_iteration.txt') || names.some((name) => MEGATRON_RANK.test(name)),
    found: megatronText,
    // With the files of ranks it is joined by the rules of --join.
    hint:
      'take the folder iter_… again, with model_optim_rng.pt or model_rng.pt in every mp_rank folder, from the run ' +
      'that wrote it',
  },
]

/** A Megatron folder and its ranks by kinds; two numbers do not say of which kind the second is. */
function megatronText(names: readonly string[]): string {
  const ranks = names.flatMap((name) => {
    const [whole, ...numbers] = MEGATRON_RANK.exec(name) ?? []
    return whole === undefined ? [] : [numbers]
  })
  const kinds = ranks.some(([, , third]) => third !== undefined)
    ? ['tensor-parallel', 'pipeline', 'expert']
    : ['tensor-parallel', 'pipeline or expert']
  const counted = kinds
    .map((kind, at) => ({ kind, count: new Set(ranks.map((numbers) => numbers[at])).size }))
    .filter(({ count }, at) => count > 1 || (at === 0 && count > 0))
    .map(({ kind, count }) => `${count} ${kind}`)
  const split = 'a Megatron folder without the files of its ranks'
  return counted.length === 0 ? split : `${split} (${counted.join(', ')})`
}

/** @throws PthError FORMAT_UNSUPPORTED for a folder that another program writes */
function refuseForeign(path: string, names: readonly string[]): void {
  const foreign = FOREIGN.find(({ matches }) => matches(names))
  if (foreign === undefined) return
  throw new PthError('FORMAT_UNSUPPORTED', { path, found: foreign.found(names), hint: foreign.hint })
}

/** Whether the names are those of a folder that another program writes and that has to be joined first. */
export function isForeignFolder(names: readonly string[]): boolean {
  return FOREIGN.some(({ matches }) => matches(names))
}

/**
 * The index that represents a folder, from the names alone; undefined where the files have to be looked at.
 * @throws PthError FORMAT_UNSUPPORTED for folders of other programs and for several indexes
 */
export function indexInFolder(path: string, names: readonly string[]): string | undefined {
  refuseForeign(path, names)
  const index = INDEXES.find((name) => names.includes(name))
  if (index !== undefined) return aloneInFolder(path, names, index)
  const [only, ...others] = names.filter(isIndexName).toSorted()
  if (only === undefined) return undefined
  if (others.length === 0) return aloneInFolder(path, names, only)
  throw new PthError('FORMAT_UNSUPPORTED', {
    path,
    found: `a folder with ${others.length + 1} indexes of shards`,
    hint: `name one of them: ${[only, ...others].slice(0, LISTED).join(', ')}`,
  })
}

/** Libraries read the whole file where there are shards of the same name too: they may be two models. */
function aloneInFolder(path: string, names: readonly string[], index: string): string {
  const whole = index.slice(0, -'.index.json'.length)
  if (!names.includes(whole)) return index
  throw new PthError('FORMAT_UNSUPPORTED', {
    path,
    found: `a folder with ${whole} and with shards of the same name`,
    hint: `name one of them: ${whole} (which transformers reads), or ${index}`,
  })
}

/**
 * The names in a folder without an index that represent it: the only file whose content is a checkpoint, or every
 * shard of the only set. Where no content is, the only file that is called like a checkpoint is taken: opening it
 * says what it is instead.
 * @throws PthError FORMAT_UNSUPPORTED for several candidates, which are listed; SHARDS_INVALID
 */
export function chooseInFolder(path: string, files: readonly FolderFile[]): readonly string[] {
  const wanted = files.filter(({ name }) => !isBeside(name) && !name.startsWith('.'))
  const opened = wanted.filter(({ checkpoint }) => checkpoint)
  if (opened.length === 0) refuseOtherProgram(path, new Set(files.map(({ name }) => name)))
  const candidates = opened.length > 0 ? opened : wanted.filter(({ name }) => isCheckpointName(name))
  const groups = groupShards(candidates.map(({ name }) => name))
  const [only, ...others] = groups
  if (only === undefined)
    throw new PthError('FORMAT_UNSUPPORTED', {
      path,
      found: 'a folder without a checkpoint in it',
      hint: 'name a file',
    })
  if (others.length > 0) throw severalIn(path, candidates)
  // A single file that is called like a shard is what it is: the rest may never have been there.
  if (only.missing === 0 || only.names.length === 1) return only.names
  throw new PthError('SHARDS_INVALID', {
    index: path,
    reason: `${only.missing} of ${only.missing + only.names.length} shards are missing; found`,
    names: only.names.slice(0, LISTED),
    total: only.names.length,
  })
}

function severalIn(path: string, candidates: readonly FolderFile[]): PthError {
  const sorted = candidates.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const listed = sorted
    .slice(0, LISTED)
    .map(({ name, byteLength }) => `${name} (${grouped(byteLength)} bytes)`)
  const more = sorted.length > LISTED ? `, … ${sorted.length - LISTED} more` : ''
  const first = `${path.replace(/[/\\]+$/, '')}/${sorted[0]?.name ?? ''}`
  // What a shell would read otherwise is not offered to be copied.
  const line = /^[\w@%+=:,./-]+$/.test(first) ? `, such as: pth inspect ${first}` : ''
  return new PthError('FORMAT_UNSUPPORTED', {
    path,
    found: `a folder with ${candidates.length} checkpoint files`,
    hint: `name one of them: ${listed.join(', ')}${more}${line}`,
  })
}
