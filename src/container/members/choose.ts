/** Which member of an archive is meant when none is named: the only checkpoint, or the policy of stable-baselines3. */
import { isPthError, PthError } from '../../errors.ts'
import { memorySource } from '../../io/source.ts'
import type { Limits } from '../../limits.ts'
import { looksLikeCheckpoint } from '../looks-like.ts'
import type { Note } from '../record.ts'
import { sniff } from '../sniff.ts'
import { isBeside } from '../beside.ts'
import { holdsTensors } from '../bare-pickle.ts'
import { lastPart, refusedTwice, TWICE } from './archive.ts'
import type { Archive, ArchiveMember } from './archive.ts'
import { policyNotes, POLICY } from './stable-baselines.ts'

/** Bytes of each member that are looked at. */
const HEAD = 1024
/** Members that a message lists. */
const LISTED = 10

/** The member that is opened, and what is worth telling about the others. */
export interface Chosen {
  readonly member: ArchiveMember
  readonly notes: readonly Note[]
}

/** A member with the kind that its first bytes show. */
interface Looked {
  readonly member: ArchiveMember
  readonly kind: 'checkpoint' | 'pickle' | 'archive' | 'other'
}

/**
 * Choose a member by the content of all. What trainers put beside a model, and pickles without tensors, count only
 * where there is nothing else; an archive in the archive counts where there is no checkpoint.
 * @throws PthError MEMBER_UNCLEAR when several could be meant, which are listed; FORMAT_UNSUPPORTED when none could
 */
export async function chooseMember(archive: Archive, limits: Limits): Promise<Chosen> {
  const looked: Looked[] = []
  for (const member of archive.members) if (isLookedAt(member)) looked.push(await lookAt(member))
  refuseDistributed(archive)
  const checkpoints = looked.filter(({ kind }) => kind === 'checkpoint' || kind === 'pickle')
  const policy = await policyNotes(
    archive,
    checkpoints.map(({ member }) => member.name),
  )
  const chosen = looked.find(({ member }) => policy !== null && member.name === POLICY)?.member
  if (chosen !== undefined && policy !== null) return { member: chosen, notes: policy }
  const archives = looked.filter(({ kind }) => kind === 'archive')
  const models = some(
    checkpoints,
    checkpoints.filter(({ member }) => !isBeside(lastPart(member.name))),
  )
  const sure = models.length + archives.length < 2 ? models : await withTensors(models, limits)
  const [only, ...others] = [sure, archives, models].find((some) => some.length > 0) ?? []
  if (only === undefined) throw nothingIn(archive)
  const twice = [only, ...others].find(({ member }) => member.refused === TWICE)
  if (twice !== undefined) throw refusedTwice(archive, twice.member)
  if (others.length > 0)
    throw unclear(
      archive,
      [only, ...others].map(({ member }) => member),
    )
  const count = archive.members.length
  const among = count === 1 ? 'its only file' : `the only ${kindWord(only)} of its ${count} files`
  const message = `${only.member.name} inside ${lastPart(archive.source.name)} (${archive.title}): ${among}`
  return { member: only.member, notes: [{ code: 'MEMBER_OPENED', message }] }
}

/** A name that is there twice stands for two files: which is meant is for the user to say. */
function isLookedAt({ refused, byteLength }: ArchiveMember): boolean {
  return (refused === null || refused === TWICE) && byteLength !== 0
}

function kindWord({ kind }: Looked): string {
  return kind === 'archive' ? 'archive' : 'checkpoint'
}

/** The narrower choice where anything is left of it. */
function some(all: readonly Looked[], fewer: readonly Looked[]): readonly Looked[] {
  return fewer.length > 0 ? fewer : all
}

async function lookAt(member: ArchiveMember): Promise<Looked> {
  const head = memorySource(await member.head(HEAD), member.name)
  const kind = await sniff(head).catch((error: unknown) => {
    if (isPthError(error)) return undefined
    throw error
  })
  if (kind !== undefined && (await looksLikeCheckpoint(head)))
    return { member, kind: kind === 'pickle' ? 'pickle' : 'checkpoint' }
  return { member, kind: kind === 'zip' || kind === 'tar' || kind === 'gzip' ? 'archive' : 'other' }
}

/** Those that are more than a pickle of words and numbers. */
async function withTensors(models: readonly Looked[], limits: Limits): Promise<Looked[]> {
  const kept: Looked[] = []
  for (const looked of models)
    if (looked.kind !== 'pickle' || (await holdsTensors(await looked.member.open(), limits)))
      kept.push(looked)
  return kept
}

/** @throws PthError FORMAT_UNSUPPORTED for weights that are spread over the files of torch.distributed.checkpoint */
function refuseDistributed({ source, title, members }: Archive): void {
  if (!members.some(({ name }) => name.endsWith('.distcp'))) return
  throw new PthError('FORMAT_UNSUPPORTED', {
    path: source.name,
    found: `a ${title} with a folder of torch.distributed.checkpoint (DCP) inside`,
    hint: 'unpack it, and name the folder: pth inspect FOLDER',
  })
}

/** What Keras 3 writes into its archive. */
const KERAS = ['metadata.json', 'config.json', 'model.weights.h5']

function nothingIn({ source, title, members }: Archive): PthError {
  if (KERAS.every((wanted) => members.some(({ name }) => name === wanted)))
    return new PthError('FORMAT_UNSUPPORTED', {
      path: source.name,
      found: 'a Keras 3 model (.keras)',
      hint: 'it is not a PyTorch checkpoint; keras.saving.load_model reads it',
    })
  const names = members.slice(0, LISTED).map(({ name }) => JSON.stringify(name))
  const more = members.length > LISTED ? `, … ${members.length - LISTED} more` : ''
  return new PthError('FORMAT_UNSUPPORTED', {
    path: source.name,
    found: `a ${title} without a checkpoint in it`,
    hint: members.length === 0 ? 'it contains no files' : `it contains ${names.join(', ')}${more}`,
  })
}

function unclear({ source, title }: Archive, members: readonly ArchiveMember[]): PthError {
  return new PthError('MEMBER_UNCLEAR', {
    path: source.name,
    archive: title,
    members: members.map(({ name, byteLength }) => ({ name, byteLength })),
  })
}
