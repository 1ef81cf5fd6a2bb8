/** A conversion for people: what was chosen, what became of it, what was left out. */
import type { ConvertPlan, PlanFacts } from '../../operations/convert/plan.ts'
import type { ConvertRun } from './json.ts'
import { escapeText } from '../escape.ts'
import { formatBytes, formatCount, formatNumber } from '../format.ts'
import type { Paint } from '../paint.ts'
import { wrapWords } from '../wrap.ts'
import { partLines } from './part.ts'
import { crcText, stageText } from './stages.ts'
import { wrapLine } from './wrap.ts'

/** Names shown of a list; the rest is counted, and `--json` has them all. */
const SHOWN = 6

/** A labelled fact, wrapped to the terminal. */
type Line = (label: string, text: string) => string

/** The report in lines of `columns`; ends with the verdict. */
export function renderConvert(plan: ConvertPlan, run: ConvertRun, paint: Paint, columns: number): string {
  const { facts } = plan
  const line = lineFor(columns)
  const inputs = plan.inputs.map(({ name }) => escapeText(name)).join(', ')
  const lines = [
    `${paint.bold(inputs)}  ->  ${paint.bold(escapeText(run.output))}`,
    line(
      'selected',
      `${selection(plan)}   ${formatNumber(plan.tensors.length, 'tensor')}   ${formatBytes(plan.nbytes)}`,
    ),
    ...leftOutLines(facts, line, paint),
    ...renameLines(facts, line, paint),
    ...sharedLines(plan, columns),
    ...storageLines(plan, line),
    line('dtypes', facts.casts.length === 0 ? 'unchanged' : castText(facts)),
    ...(plan.format === 'safetensors' ? [line('metadata', metadataText(plan))] : []),
    ...(plan.wrap.path.length > 0 ? [line('wrapped', escapeText(wrapLine(plan.wrap)))] : []),
    ...facts.notices.map((notice) => paint.yellow(line('notice', escapeText(notice)))),
    '',
    ...(run.result === null ? dryLines(run, line) : resultLines(plan, run, line, paint)),
    ...(run.part === undefined ? [] : partLines(run.part, run, line, paint)),
  ]
  return `${lines.join('\n')}\n`
}

function lineFor(columns: number): Line {
  return (label, text) => wrapWords(label, text, columns)
}

function selection(plan: ConvertPlan): string {
  const [first] = plan.inputs
  const many = plan.inputs.length > 1 ? ` of ${formatNumber(plan.inputs.length, 'file')}` : ''
  return `${escapeText(first?.root ?? '$')}${many}`
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).map(escapeText).join(', ')
  const more = names.length - SHOWN
  return more > 0 ? `${shown}, … ${formatCount(more)} more (--json lists them)` : shown
}

function leftOutLines(facts: PlanFacts, line: Line, paint: Paint): string[] {
  const lines = lostLines(facts, line, paint)
  if (facts.excluded.length > 0)
    lines.push(line('excluded', `${formatNumber(facts.excluded.length, 'tensor')}: ${list(facts.excluded)}`))
  const { leftOut, replaced } = facts.ema
  if (replaced > 0) lines.push(line('ema', `${formatNumber(replaced, 'tensor')} replaced by the average`))
  if (leftOut.length > 0)
    lines.push(line('ema', `${formatNumber(leftOut.length, 'tensor')} left out: ${list(leftOut)}`))
  if (facts.skipped.length > 0) {
    const names = facts.skipped.map(({ name, reason }) => `${name} (${reason})`)
    lines.push(
      paint.yellow(
        line(
          'skipped',
          `${formatNumber(facts.skipped.length, 'tensor')} that the format cannot represent: ${list(names)}`,
        ),
      ),
    )
  }
  if (facts.substituted.length > 0) {
    const names = facts.substituted.map(
      ({ name, reason, as }) =>
        `${name} (${reason}) as ${as.length === 1 && as[0] === name ? 'a dense tensor' : as.join(', ')}`,
    )
    lines.push(line('instead', list(names)))
  }
  if (facts.computed.length > 0)
    lines.push(
      line(
        'computed',
        `${formatNumber(facts.computed.length, 'tensor')}, not copied: ${list(facts.computed.map(computedText))}`,
      ),
    )
  if (facts.scalars.length > 0)
    lines.push(line('scalars', `${formatNumber(facts.scalars.length, 'value')} kept: ${list(facts.scalars)}`))
  if (facts.leftOut.length > 0) {
    const values = facts.leftOut.map(({ path, type, tensors }) =>
      tensors > 0 ? `${path} (${type}, ${formatNumber(tensors, 'tensor')})` : `${path} (${type})`,
    )
    const text = line('left out', `${formatNumber(values.length, 'value')}: ${list(values)}`)
    lines.push(facts.leftOut.some(({ tensors }) => tensors > 0) ? paint.yellow(text) : text)
  }
  return lines
}

/** Lost tensors that are shown with their reasons. */
const LOST_SHOWN = 40

/** One row for each: what is missing from the output is what the reader has to know. */
function lostLines({ lost }: PlanFacts, line: Line, paint: Paint): string[] {
  if (lost.length === 0) return []
  const head = `${formatNumber(lost.length, 'tensor')} not complete in the file, and not written:`
  return [
    paint.yellow(line('lost', head)),
    ...lost
      .slice(0, LOST_SHOWN)
      .map(({ name, reason }) => paint.yellow(line('', `${escapeText(name)}: ${escapeText(reason)}`))),
    ...(lost.length > LOST_SHOWN
      ? [line('', `… ${formatCount(lost.length - LOST_SHOWN)} more (--json lists them)`)]
      : []),
  ]
}

function computedText({ name, from, how }: PlanFacts['computed'][number]): string {
  return `${name} (${how} of ${from.join(', ')})`
}

function renameLines(facts: PlanFacts, line: Line, paint: Paint): string[] {
  const lines =
    facts.renamed > 0 ? [line('renamed', `${formatNumber(facts.renamed, 'tensor')}, no collisions`)] : []
  const unused = facts.unusedRules.map(({ from, to }) => `${from}=${to}`)
  if (unused.length > 0) lines.push(paint.yellow(line('notice', `no name matches ${list(unused)}`)))
  return lines
}

/** Who misses the names that a safetensors file only records. */
function readers(plan: ConvertPlan, recorded: number): string[] {
  if (recorded === 0 || plan.format !== 'safetensors') return []
  return [
    'libraries that tie weights as they load need one name, load_state_dict(load_file(…)) needs all: --shared copy',
  ]
}

/** What happens to tensors that share memory. */
export function sharedLines(plan: ConvertPlan, columns: number): string[] {
  const line = lineFor(columns)
  return plan.groups.map((group) => {
    const aliases = [...group.aliases].filter(([alias]) => plan.aliases.has(alias))
    const recorded = aliases.map(([alias, kept]) =>
      plan.format === 'pth'
        ? `${escapeText(alias)} = ${escapeText(kept)} (one storage)`
        : `${escapeText(alias)} recorded as ${escapeText(kept)}`,
    )
    const copied = group.names.length - aliases.length
    const reason = group.overlap
      ? 'they overlap'
      : 'they are the same, and no rule says which of them readers look for (--keep-name writes one)'
    const written = group.names.filter((name) => !plan.aliases.has(name))
    const rest = copied > 1 ? [`${list(written)} copied: ${reason}`] : []
    return line('shared', [...recorded, ...rest, ...readers(plan, aliases.length)].join('; '))
  })
}

function storageLines({ facts }: ConvertPlan, line: Line): string[] {
  const lines: string[] = []
  if (facts.gathered > 0)
    lines.push(line('gathered', `${formatNumber(facts.gathered, 'non-contiguous tensor')}`))
  const unused = facts.storage.held - facts.storage.used
  if (unused > 0)
    lines.push(
      line('compacted', `${formatBytes(unused)} of the storages belong to no tensor and are not written`),
    )
  return lines
}

function castText({ casts }: PlanFacts): string {
  return casts.map(({ from, to, count }) => `${formatCount(count)} ${from} -> ${to}`).join(' · ')
}

function metadataText({ metadata, headerReserve }: ConvertPlan): string {
  const room = headerReserve === 0 ? '' : `, and room for ${formatBytes(headerReserve)} in the header`
  if (metadata === null) return `none${room}`
  const written = list(
    [...metadata].map(([key, value]) => `${key}=${value.length > 40 ? `${value.slice(0, 40)}…` : value}`),
  )
  return written + room
}

function dryLines(run: ConvertRun, line: Line): string[] {
  const total = run.files.reduce((sum, { byteLength }) => sum + byteLength, 0)
  const files = run.files.map(({ path, byteLength }) =>
    line('would be', `${escapeText(path)}   ${formatBytes(byteLength)}`),
  )
  if (run.part !== undefined) return files
  return [...files, `DRY RUN   ${formatBytes(total)} would be written; nothing was`]
}

function resultLines(plan: ConvertPlan, run: ConvertRun, line: Line, paint: Paint): string[] {
  const { result, context, seconds } = run
  if (result === null) return []
  const lines: string[] = []
  const { checked, unchecked, wrong } = context.checks
  if (context.count.overflow > 0) {
    lines.push(
      paint.yellow(
        line('overflow', `${formatNumber(context.count.overflow, 'value')} too large for the new type`),
      ),
    )
  }
  if (context.count.underflow > 0) {
    const told = `${formatNumber(context.count.underflow, 'value')} too small for the new type, now zero`
    lines.push(paint.yellow(line('underflow', told)))
  }
  if (wrong.length > 0)
    lines.push(
      paint.yellow(
        line('crc', `${formatNumber(wrong.length, 'storage')} with a wrong checksum: ${list(wrong)}`),
      ),
    )
  if (result.differences.length > 0) {
    const names = result.differences.map(({ name, offset }) => `${name} at byte ${offset}`)
    return [
      ...lines,
      line('differ', list(names)),
      paint.red(
        `FAILED   ${formatNumber(result.differences.length, 'tensor')} read back otherwise than ` +
          'written; nothing was kept',
      ),
    ]
  }
  if (run.part !== undefined) return lines
  const peak = run.peakBytes > 0 ? `; peak ${formatBytes(run.peakBytes)}` : ''
  const stages = result.stages.map(stageText).join(', ')
  lines.push(
    line('written', `${formatBytes(result.byteLength)} in ${seconds.toFixed(2)} s: ${stages}${peak}`),
  )
  const contents =
    result.verified > 0 ? `; contents of ${formatNumber(result.verified, 'tensor')} compared bit for bit` : ''
  lines.push(
    line(
      'checked',
      `header read back, ${formatNumber(plan.tensors.length, 'entry', 'entries')} ` +
        `${plan.tensors.length === 1 ? 'matches' : 'match'}${contents}${crcText(checked, unchecked, wrong.length)}`,
    ),
  )
  if (result.files.length > 1) for (const path of result.files) lines.push(line('file', escapeText(path)))
  const [first = ''] = result.files
  const written = result.files.length === 1 ? escapeText(first) : formatNumber(result.files.length, 'file')
  const { lost } = plan.facts
  if (lost.length === 0) return [...lines, paint.green(`WRITTEN   ${written}`)]
  const all = plan.tensors.length + lost.length
  return [
    ...lines,
    paint.yellow(
      `PARTIAL   ${written}   ${formatCount(plan.tensors.length)} of ${formatNumber(all, 'tensor')}`,
    ),
  ]
}
