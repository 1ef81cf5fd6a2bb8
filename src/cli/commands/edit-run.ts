/** What `pth edit` does: refuses what is not one safetensors file, edits it, and says what changed. */
import { isIndexName } from '../../checkpoint/several/shard-index.ts'
import { isPthError, PthError } from '../../errors.ts'
import { DEFAULT_LIMITS } from '../../limits.ts'
import { parseRename } from '../../names/rename.ts'
import { editFile } from '../../node/edit-file.ts'
import { kindOfFile } from '../../node/kind-of-file.ts'
import { listFolder } from '../../node/file.ts'
import { memberAddress } from '../../node/member-address.ts'
import { folderOf, kindOfPlace, nameIn, placeIn } from '../../node/place.ts'
import { shardsOf } from '../../node/shards-of.ts'
import { isAddress } from '../../remote/address.ts'
import { editJson } from '../../report/edit/json.ts'
import { renderEdit } from '../../report/edit/text.ts'
import { DATA_FORMATS } from '../../report/report-format.ts'
import { shellWord } from '../../report/shell.ts'
import type { CommandContext } from '../command.ts'
import { formatOf } from '../report-flags.ts'
import type { FormatFlags } from '../report-flags.ts'
import { parseSize } from '../size.ts'

/** The options as commander hands them over. */
export interface EditFlags extends FormatFlags {
  readonly set?: readonly string[]
  readonly unset?: readonly string[]
  readonly rename?: readonly string[]
  readonly dryRun?: true
  readonly rewrite?: true
  readonly headerReserve?: string
  readonly rollBack?: true
  readonly color?: string
}

/** @throws PthError EDIT_REFUSED, EDIT_INTERRUPTED, USAGE, and those of headers and of writing */
export async function edit(
  path: string,
  flags: EditFlags,
  { io, paint, width }: CommandContext,
): Promise<void> {
  const format = formatOf(flags, DATA_FORMATS)
  const set = pairsOf(flags.set ?? [])
  const unset = new Set(flags.unset)
  for (const key of unset)
    if (set.has(key))
      throw new PthError('USAGE', { reason: `--set and --unset both name ${JSON.stringify(key)}` })
  const renames = (flags.rename ?? []).map(parseRename)
  await refuseOthers(path, flags)
  const report = await editFile(path, {
    set,
    unset,
    renames,
    dryRun: flags.dryRun === true,
    rewrite: flags.rewrite === true,
    rollBack: flags.rollBack === true,
    reserve: flags.headerReserve === undefined ? 0 : parseSize(flags.headerReserve, '--header-reserve'),
  })
  await io.stdout.write(format === 'json' ? editJson(report) : renderEdit(report, paint(flags), width))
}

/** @throws PthError USAGE */
function pairsOf(texts: readonly string[]): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>()
  for (const text of texts) {
    const at = text.indexOf('=')
    const key = text.slice(0, at)
    if (at < 1) throw new PthError('USAGE', { reason: `--set is KEY=VALUE, not ${JSON.stringify(text)}` })
    if (pairs.has(key)) throw new PthError('USAGE', { reason: `--set names ${JSON.stringify(key)} twice` })
    pairs.set(key, text.slice(at + 1))
  }
  return pairs
}

/** What is not one safetensors file of this machine. @throws PthError EDIT_REFUSED with the line that does the same */
async function refuseOthers(path: string, flags: EditFlags): Promise<void> {
  const refuse = (reason: string, hint: string): PthError =>
    new PthError('EDIT_REFUSED', { path, reason, hint })
  if (path === '-' || isAddress(path))
    throw refuse(
      'only a file of this machine can be edited',
      `another one is written by: ${lineOf(path, flags, null)}`,
    )
  if ((await memberAddress(path)) !== null)
    throw refuse('a member of an archive is not edited in it', `write it: ${lineOf(path, flags, null)}`)
  const place = await kindOfPlace(path)
  if (place === 'folder') throw refuse('it is a folder', 'name the safetensors file in it')
  if (isIndexName(path)) {
    const hint =
      (flags.rename ?? []).length > 0
        ? `write the set anew: ${lineOf(path, flags, '.safetensors')}`
        : 'the metadata is in each shard: edit those'
    throw refuse('it is the index of several files', hint)
  }
  const kind = await kindOfFile(path).catch((error: unknown) => {
    // Finished by the edit itself.
    if (isPthError(error, 'EDIT_INTERRUPTED')) return 'safetensors'
    throw error
  })
  if (kind !== 'safetensors')
    throw refuse(`it is not safetensors but ${kind}`, `write a new file: ${lineOf(path, flags, null)}`)
  if ((flags.rename ?? []).length > 0) await refuseShard(path, flags)
}

/** The index beside a shard has the names too: both would have to change at one moment. */
async function refuseShard(path: string, flags: EditFlags): Promise<void> {
  const folder = folderOf(path)
  for (const name of await listFolder(folder === '' ? '.' : folder)) {
    if (!isIndexName(name)) continue
    const place = placeIn(folder, name)
    const shards = await shardsOf(place, DEFAULT_LIMITS)
    // What an index of safetensors names that cannot be read, nobody knows.
    if (shards === undefined && !/\.safetensors\.index\.json$/i.test(name)) continue
    if (shards?.includes(nameIn(folder, path)) === false) continue
    const told =
      shards === undefined
        ? {
            reason: `${place} beside it cannot be read: the file may be one of its shards`,
            hint: `pth inspect ${shellWord(place)} says why; move it away if it is of another model`,
          }
        : {
            reason: `it is a shard of ${place}, which has the names too`,
            hint: `write the set anew: ${lineOf(place, flags, '.safetensors')}`,
          }
    throw new PthError('EDIT_REFUSED', { path, ...told })
  }
}

/** The line of `pth convert` that makes a new file of it. */
function lineOf(path: string, { rename = [], set = [] }: EditFlags, extension: string | null): string {
  const name = nameIn(folderOf(path), path).replace(/\.index\.json$/i, '')
  const [, stem = name, own = ''] = /^(.+?)(\.[^.]*)$/.exec(name) ?? []
  // Only safetensors has metadata.
  const archive = /^\.(pth?|bin|ckpt)$/i.test(own) && set.length === 0
  const words = [
    ...rename.flatMap((rule) => ['--rename', rule]),
    ...set.flatMap((pair) => ['--metadata', pair]),
    '-o',
    `${stem === '-' || stem === '' ? 'model' : stem}.edited${extension ?? (archive ? '.pth' : '.safetensors')}`,
  ]
  return ['pth convert', ...[path, ...words].map(shellWord)].join(' ')
}
