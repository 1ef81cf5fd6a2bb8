/** What a run writes: new locks and the baseline. Every target is looked at before the first of them is written. */
import { resolve } from 'node:path'
import { isOn } from '../../config/cascade.ts'
import { isPthError, PthError } from '../../errors.ts'
import type { Limits } from '../../limits.ts'
import { kindOfPath } from '../../node/file.ts'
import { realTarget } from '../../node/real-target.ts'
import { baselineOf, parseBaseline } from '../../operations/check/budget.ts'
import type { BaselineRow, Sizes } from '../../operations/check/budget.ts'
import { parseLock } from '../../operations/verify/lock.ts'
import type { Lock } from '../../operations/verify/lock.ts'
import { jsonDocument } from '../../report/json.ts'
import { isAddress } from '../../remote/address.ts'
import { readSmallFile } from '../small-file.ts'
import type { CheckPath } from './expand.ts'
import { shown } from './locate.ts'
import type { Located } from './locate.ts'
import { baselinePath, LARGE, lockPath } from './references.ts'
import type { ReferenceShelf } from './references.ts'
import { inputsOf } from './select.ts'
import type { AskedPath } from './select.ts'

/** What the command line asks to write. */
export interface Wanted {
  readonly locks: boolean
  readonly baseline: boolean
}

/** Where a run writes; null for what it does not write. */
export interface Outputs {
  /** By the absolute path of the checkpoint. */
  readonly locks: ReadonlyMap<string, string> | null
  readonly baseline: string | null
}

/**
 * The targets of `chosen`. None is an input of the run, of `all` its checkpoints; what is there is a lock, or a
 * baseline.
 * @throws PthError USAGE, OUTPUT_UNWRITABLE, CONFIG_INVALID
 */
export async function planOutputs(
  located: Located,
  all: readonly AskedPath[],
  chosen: readonly AskedPath[],
  wanted: Wanted,
  limits: Limits,
): Promise<Outputs> {
  if (!wanted.locks && !wanted.baseline) return { locks: null, baseline: null }
  const { checkTextTarget, refuseOutside } = await import('../../node/write-text.ts')
  const taken = await takenPaths(located, all, limits)
  const planned = async (path: string, kind: 'lock' | 'baseline', whose: string): Promise<string> => {
    const target = await checkTextTarget(path, true)
    const other = taken.get(target) ?? taken.get(resolve(path))
    if (other !== undefined) {
      const hint = kind === 'lock' ? '; put {path} or {name} into the field lock' : ''
      throw new PthError('USAGE', { reason: `${shown(path)} cannot be the ${whose}: it is ${other}${hint}` })
    }
    taken.set(target, `the ${whose}`)
    await refuseOutside(shown(located.root), shown(target))
    await refuseOther(target, kind)
    return target
  }
  const baseline = wanted.baseline ? await planned(baselinePath(located), 'baseline', 'baseline') : null
  if (!wanted.locks) return { locks: null, baseline }
  const locks = new Map<string, string>()
  for (const { path, asked } of chosen)
    if (isOn(asked, 'lock'))
      locks.set(path.path, await planned(lockPath(located, path, asked), 'lock', `lock of ${path.shown}`))
  return { locks, baseline }
}

/** Everything that the run reads, by its path behind symbolic links. */
async function takenPaths(
  located: Located,
  all: readonly AskedPath[],
  limits: Limits,
): Promise<Map<string, string>> {
  const taken = new Map<string, string>()
  const take = async (path: string, what: string): Promise<void> => {
    if (isAddress(path)) return
    for (const one of new Set([resolve(path), await realTarget(path)])) taken.set(one, what)
  }
  for (const one of all)
    for (const { path, what } of await inputsOf(located, one, limits)) await take(path, what)
  await take(located.config.path, 'the configuration')
  return taken
}

/** Only what pth wrote is replaced. @throws PthError USAGE for anything else */
async function refuseOther(target: string, kind: 'lock' | 'baseline'): Promise<void> {
  if ((await kindOfPath(target)) === 'missing') return
  try {
    const text = await readSmallFile(target, LARGE)
    if (kind === 'lock') parseLock(text, shown(target))
    else parseBaseline(text, shown(target))
  } catch (cause) {
    if (!isPthError(cause)) throw cause
    const reason = `--update-${kind} does not replace ${shown(target)}: it is there and is not a ${kind}`
    throw new PthError('USAGE', { reason }, { cause })
  }
}

/** Writes the lock of a file; null in a run that compares with locks. */
export type SaveLock = ((path: CheckPath, lock: Lock) => Promise<string>) | null

export function newLockWriter({ locks }: Outputs): SaveLock {
  if (locks === null) return null
  return async (path, lock) => {
    const { writeText } = await import('../../node/write-text.ts')
    const target = locks.get(path.path)
    if (target === undefined) throw new Error(`no place was planned for the lock of ${path.shown}`)
    await writeText(target, jsonDocument(lock), true)
    return shown(target)
  }
}

/**
 * All rows are new in a whole run, but those of broken files, which keep what they had; a part of one keeps the others.
 * @throws PthError OUTPUT_UNWRITABLE
 */
export async function writeBaseline(
  target: string,
  shelf: ReferenceShelf,
  rows: readonly BaselineRow[],
  keeps: (file: string) => boolean,
): Promise<void> {
  const { writeText } = await import('../../node/write-text.ts')
  const kept = new Map<string, Sizes>([...(await shelf.baseline())].filter(([file]) => keeps(file)))
  for (const { file, ...sizes } of rows) kept.set(file, sizes)
  const all = [...kept].map(([file, sizes]) => ({ file, ...sizes }))
  await writeText(target, jsonDocument(baselineOf(all)), true)
}
