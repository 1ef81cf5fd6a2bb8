/** A whole run of check: every checkpoint that is selected, some at a time, in the order of their paths. */
import { askedOf } from '../../config/cascade.ts'
import type { Ignore } from '../../config/config.ts'
import type { Limits } from '../../limits.ts'
import type { BaselineRow } from '../../operations/check/budget.ts'
import { configLine, isExpired } from '../../operations/check/settle.ts'
import type { RuleResult } from '../../operations/check/report.ts'
import type { CheckFacts } from '../../report/check/text.ts'
import { expandEntries, expandGlob } from './expand.ts'
import type { CheckPath } from './expand.ts'
import { shown } from './locate.ts'
import type { Located } from './locate.ts'
import { judgePath } from './judge.ts'
import type { Judged } from './judge.ts'
import { newLockWriter, planOutputs, writeBaseline } from './outputs.ts'
import { newShelf } from './references.ts'
import { onlyChanged, onlyNamed } from './select.ts'
import type { AskedPath } from './select.ts'
import { uncoveredLines } from './uncovered.ts'

/** What the command line asks for. */
export interface RunOptions {
  readonly limits: Limits
  /** Files that are judged; all of the configuration when empty. */
  readonly files: readonly string[]
  readonly since: string | undefined
  readonly updateBaseline: boolean
  readonly updateLock: boolean
  /** Files that are open at one time. */
  readonly jobs: number
  /** YYYY-MM-DD */
  readonly today: string
}

/** Told how the run goes on. */
export interface RunListener {
  /** Before the first result. Everything that is read, and how wide the paths are. */
  begin(facts: CheckFacts, paths: readonly CheckPath[]): Promise<void>
  results(results: readonly RuleResult[]): Promise<void>
}

/** A run that is over. */
export interface FinishedRun {
  readonly facts: CheckFacts
  readonly results: readonly RuleResult[]
}

/** @throws PthError CONFIG_INVALID, USAGE, LIMIT_EXCEEDED, and those of writing a baseline */
export async function runCheck(
  located: Located,
  options: RunOptions,
  listener: RunListener,
): Promise<FinishedRun> {
  const { config } = located
  const { limits, today, since } = options
  const { paths, faults, left } = await expandEntries(located, limits)
  const scopes = await scopesOf(located, limits)
  const all = paths.map((path): AskedPath => ({ path, asked: askedFor(located, path, scopes) }))
  const named = await onlyNamed(all, options.files, limits)
  const chosen = since === undefined ? named.paths : await onlyChanged(located, named.paths, since, limits)
  const wanted = { locks: options.updateLock, baseline: options.updateBaseline }
  const outputs = await planOutputs(located, all, chosen, wanted, limits)
  const facts: CheckFacts = {
    config: config.path,
    files: chosen.length,
    changed: since === undefined ? null : { since, of: named.paths.length },
  }
  await listener.begin(
    facts,
    chosen.map(({ path }) => path),
  )
  const results: RuleResult[] = []
  const add = async (more: readonly RuleResult[]): Promise<void> => {
    for (const result of more) results.push(result)
    await listener.results(more)
  }
  const ignores = [...config.ignores, ...config.entries.flatMap((entry) => entry.ignores)]
  await add([
    ...faults,
    ...named.faults,
    ...ignores.filter((one) => isExpired(one, today)).map(expired(config.path)),
  ])
  const used = new Set<Ignore>()
  const shelf = newShelf(located, limits)
  const saveLock = newLockWriter(outputs)
  const baseline = outputs.baseline === null ? null : shown(outputs.baseline)
  const run = { limits, shelf, today, used, saveLock, baseline }
  const rows: BaselineRow[] = []
  const broken = new Set<string>()
  await inOrder(
    chosen,
    options.jobs,
    ({ path, asked }) => judgePath(path, asked, run),
    async ({ path }, judged: Judged) => {
      if (judged.sizes === null) broken.add(path.name)
      else rows.push({ file: path.name, ...judged.sizes })
      await add(judged.results)
    },
  )
  const whole = options.files.length === 0 && since === undefined
  if (whole)
    await add(ignores.filter((one) => !used.has(one) && !isExpired(one, today)).map(unused(config.path)))
  // Who names files asks for these alone.
  if (options.files.length === 0) await add(await uncoveredLines(located, all, left, options))
  if (outputs.baseline !== null)
    await writeBaseline(outputs.baseline, shelf, rows, (file) => !whole || broken.has(file))
  return { facts, results }
}

/** The files that each ignore is limited to; those that are not are left out. */
type Scopes = ReadonlyMap<Ignore, ReadonlySet<string>>

export async function scopesOf(located: Located, limits: Limits): Promise<Scopes> {
  const { entries, ignores } = located.config
  const scopes = new Map<Ignore, ReadonlySet<string>>()
  for (const ignore of [...ignores, ...entries.flatMap((entry) => entry.ignores)])
    if (ignore.files !== null)
      scopes.set(ignore, new Set(await expandGlob(located, { ...ignore, pattern: ignore.files }, limits)))
  return scopes
}

/** What is asked of one checkpoint. */
export function askedFor(
  { config }: Located,
  { entries, path }: CheckPath,
  scopes: Scopes,
): AskedPath['asked'] {
  const asked = askedOf(entries, config.ignores)
  return { ...asked, ignores: asked.ignores.filter((one) => scopes.get(one)?.has(path) ?? true) }
}

function expired(file: string): (ignore: Ignore) => RuleResult {
  return ({ rule, expires, reason, key, line }) =>
    configLine(
      'ignore',
      'IGNORE_EXPIRED',
      `${key}: the ignore of ${rule} expired on ${expires} and has no effect; it was: ${reason}`,
      { file, line },
    )
}

function unused(file: string): (ignore: Ignore) => RuleResult {
  return ({ rule, key, line }) =>
    configLine('ignore', 'IGNORE_UNUSED', `${key}: the ignore of ${rule} matches no finding`, { file, line })
}

/** Work on some items at a time, and hand over what it gives in the order of the items. */
async function inOrder<Item, Result>(
  items: readonly Item[],
  jobs: number,
  work: (item: Item) => Promise<Result>,
  done: (item: Item, result: Result) => Promise<void>,
): Promise<void> {
  const waiting: { readonly item: Item; readonly result: Promise<Result> }[] = []
  const finishFirst = async (): Promise<void> => {
    const first = waiting.shift()
    if (first !== undefined) await done(first.item, await first.result)
  }
  for (const item of items) {
    waiting.push({ item, result: work(item) })
    if (waiting.length >= jobs) await finishFirst()
  }
  while (waiting.length > 0) await finishFirst()
}
