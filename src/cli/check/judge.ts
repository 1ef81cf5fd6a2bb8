/** One checkpoint of a run: what is asked of it, and its lines of the report. */
import { asksSomething } from '../../config/cascade.ts'
import type { Asked } from '../../config/cascade.ts'
import type { Ignore } from '../../config/config.ts'
import { isPthError } from '../../errors.ts'
import type { Limits } from '../../limits.ts'
import { newDcpParts } from '../../node/dcp-folders.ts'
import { newSha256 } from '../../node/hash.ts'
import { checkFile } from '../../operations/check/check-file.ts'
import type { CheckedFile } from '../../operations/check/check-file.ts'
import type { Sizes } from '../../operations/check/budget.ts'
import { configLine, lineOfWritten, notJudged, settle } from '../../operations/check/settle.ts'
import type { RuleResult } from '../../operations/check/report.ts'
import { judgementFindings } from '../../report/check/findings.ts'
import { internal } from '../reports.ts'
import type { CheckPath } from './expand.ts'
import type { SaveLock } from './outputs.ts'
import type { ReferenceShelf } from './references.ts'
import { withSubject } from './subject.ts'

/** What all files of a run have in common. */
export interface JudgeWith {
  readonly limits: Limits
  readonly shelf: ReferenceShelf
  /** YYYY-MM-DD */
  readonly today: string
  /** Grows with every ignore that had an effect. */
  readonly used: Set<Ignore>
  readonly saveLock: SaveLock
  /** The baseline that the run writes, as it is printed; null in a run that compares with it. */
  readonly baseline: string | null
}

/** The lines of one file, and its sizes for the baseline; null where it is broken. */
export interface Judged {
  readonly results: readonly RuleResult[]
  readonly sizes: Sizes | null
}

/** Never throws for the file: one that is broken does not stop the others. */
export async function judgePath(path: CheckPath, asked: Asked, run: JudgeWith): Promise<Judged> {
  if (!asksSomething(asked))
    return {
      results: [
        configLine(
          'config',
          'NOTHING_COMPARED',
          'nothing is compared: no entry for this file turns a rule on',
          {
            file: path.shown,
            line: null,
          },
        ),
      ],
      sizes: null,
    }
  const { limits, shelf, saveLock } = run
  const { root, weights, join } = asked.settings
  try {
    const opening = {
      ...(root !== undefined && { root }),
      ...(weights !== undefined && { weights }),
      ...(join !== undefined && { join }),
    }
    const options = { limits, opening, dcp: newDcpParts(limits) }
    const checked = await withSubject(path.shown, options, (subject) =>
      checkFile(
        subject,
        run.baseline === null ? asked : withoutGrowth(asked),
        shelf.of(path, asked, saveLock !== null),
        newSha256,
      ),
    )
    return { results: withVerdict(path, await linesOf(path, asked, checked, run)), sizes: checked.sizes }
  } catch (error) {
    const { code, message } = isPthError(error) ? error : internal(error)
    const on = asked.levels.filter(({ level }) => level !== 'off')
    return {
      results: on.map(({ rule, level }) => notJudged(path.shown, rule, level, `${code}: ${message}`)),
      sizes: null,
    }
  }
}

async function linesOf(
  path: CheckPath,
  asked: Asked,
  { judgements, lock, sizes }: CheckedFile,
  { today, used, saveLock, baseline }: JudgeWith,
): Promise<readonly RuleResult[]> {
  const ignores = asked.ignores
  const book = { ignores, today, used }
  const written = lock === null || saveLock === null ? null : await saveLock(path, lock)
  return judgements.flatMap((judgement) => {
    const level = asked.levels.find(({ rule }) => rule === judgement.rule)
    if (level === undefined) return []
    if (judgement.rule === 'lock' && written !== null) return [lineOfWritten(path.shown, level, written)]
    const line = settle(judgement, judgementFindings(judgement, path.shown), path.shown, level, book)
    return [baseline === null ? line : withBaseline(line, asked, sizes, baseline)]
  })
}

/** What is asked in a run that writes the baseline: it is compared with nothing. */
function withoutGrowth(asked: Asked): Asked {
  const { bytes, parameters } = asked.settings
  return {
    ...asked,
    settings: {
      ...asked.settings,
      ...(bytes !== undefined && { bytes: { ...bytes, grow: null } }),
      ...(parameters !== undefined && { parameters: { ...parameters, grow: null } }),
    },
  }
}

/** The line of a budget in a run that writes the baseline; it never looks as if growth had been judged. */
function withBaseline(
  line: RuleResult,
  { settings }: Asked,
  sizes: Sizes | null,
  written: string,
): RuleResult {
  const budget = line.rule === 'bytes' || line.rule === 'parameters' ? settings[line.rule] : undefined
  if (budget === undefined || budget.grow === null || line.status !== 'PASS') return line
  if (sizes === null)
    return notJudged(line.file, line.rule, line.level, `a broken file is not written to ${written}`)
  if (budget.max === null) return lineOfWritten(line.file, line, written)
  return { ...line, detail: `${line.detail}; growth not compared: this run wrote ${written}` }
}

/** A file for which every rule is skipped was not compared with anything. */
function withVerdict(path: CheckPath, results: readonly RuleResult[]): readonly RuleResult[] {
  const asked = results.filter(({ rule }) => rule !== 'structure')
  if (asked.length === 0 || asked.some(({ skipped }) => skipped !== 'not_for_this_file')) return results
  const skipped = asked.map(({ rule }) => rule).join(', ')
  const besides = results.length > asked.length ? ' besides structure' : ''
  const message = `nothing is compared${besides}: ${skipped} is not for such a file`
  return [...results, configLine('config', 'NOTHING_COMPARED', message, { file: path.shown, line: null })]
}
