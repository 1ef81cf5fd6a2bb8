/** Flags that a command does not have: what was meant, and the line to type. */
import type { Command } from 'commander'
import { nearest } from '../../names/near.ts'
import { shellWord } from '../../report/shell.ts'
import { foreignMeaning } from './foreign-flags.ts'
import { isAccepted, isFlag, lineOf, optionOf, readWords } from './line.ts'

/** What to say of a flag, and the whole line without the mistake if one is known. */
export interface Guide {
  readonly reason: string
  readonly line: string | undefined
}

/** One line as words, the file that the shell writes, and what was changed. */
interface Draft {
  readonly name: string
  readonly words: readonly string[]
  readonly redirect: string | undefined
  /** What was said of the first mistake. */
  readonly said: string | undefined
}

/** Mistakes of one line that are mended; a line with more is not one of pth. */
const MOST_MISTAKES = 8

/** Guide for `pth NAME words` with an unknown flag in it. `said` is what commander says, the reason in any case. */
export function guideFlags(
  name: string,
  words: readonly string[],
  commands: readonly Command[],
  said: string,
): Guide {
  let draft: Draft = { name, words, redirect: undefined, said: undefined }
  for (let mistake = 0; mistake < MOST_MISTAKES; mistake += 1) {
    const command = commands.find((one) => one.name() === draft.name)
    if (command === undefined) break
    const next = mend(draft, command, commands)
    if (next === null) break
    if (next === 'unknown') {
      const reason = `${said}; ${draft.said ?? `pth ${name} --help lists the flags`}`
      return { reason, line: undefined }
    }
    draft = next
  }
  const command = commands.find((one) => one.name() === draft.name)
  const line =
    command !== undefined && draft.said !== undefined && isAccepted(command, draft.words)
      ? lineOf([draft.name, ...draft.words]) +
        (draft.redirect === undefined ? '' : ` > ${shellWord(draft.redirect)}`)
      : undefined
  return { reason: draft.said === undefined ? said : `${said}; ${draft.said}`, line }
}

/** The first unknown flag of a draft. */
interface Mistake {
  readonly draft: Draft
  readonly command: Command
  readonly flag: string
  /** The flag with dashes, as other programs spell it with `_` or one dash. */
  readonly kebab: string
  /** Words [from, to) are the flag. */
  readonly from: number
  readonly to: number
  /** After `=`, or the word behind it that can be its value. */
  readonly value: string | undefined
  readonly valueIsNext: boolean
}

/** The draft with its first unknown flag mended; null when there is none, 'unknown' when nobody knows what it means. */
function mend(draft: Draft, command: Command, commands: readonly Command[]): Draft | null | 'unknown' {
  const wrong = firstMistake(draft, command)
  if (wrong === undefined) return null
  const { kebab } = wrong
  const dashed = kebab === wrong.flag ? undefined : renamed(wrong, kebab, `the flag is ${kebab}`)
  if (dashed !== undefined) return dashed
  const meant = asMeant(wrong, commands)
  if (meant !== undefined) return meant
  const home = homeOf(kebab, commands, command, draft.words)
  if (home !== undefined)
    return changed(wrong, draft.words, `${kebab} is a flag of pth ${home}`, { name: home })
  const [near] = nearest(kebab, longFlags(command))
  return (near === undefined ? undefined : renamed(wrong, near, `did you mean ${near}?`)) ?? 'unknown'
}

function firstMistake(draft: Draft, command: Command): Mistake | undefined {
  const { words } = draft
  const wrong = readWords(command, words).flags.find(({ option }) => option === undefined)
  if (wrong === undefined) return undefined
  const { flag, from, to } = wrong
  const kebab = flag.replace(/^-+/, (dashes) => (flag.length > 2 ? '--' : dashes)).replaceAll('_', '-')
  const next = words[to]
  const valueIsNext = wrong.value === undefined && next !== undefined && !isFlag(next)
  return { draft, command, flag, kebab, from, to, value: valueIsNext ? next : wrong.value, valueIsNext }
}

/** The words with `replacement` in place of the flag, and of its value if that goes with it. */
function put(wrong: Mistake, replacement: readonly string[], takesValue: boolean): readonly string[] {
  const { draft, from, to, valueIsNext } = wrong
  const behind = takesValue && valueIsNext ? to + 1 : to
  return [...draft.words.slice(0, from), ...replacement, ...draft.words.slice(behind)]
}

/** The draft with other words; of several mistakes the text of the first is told. */
function changed(
  { draft }: Mistake,
  words: readonly string[],
  text: string,
  more: Partial<Draft> = {},
): Draft {
  return { ...draft, words, ...more, said: draft.said ?? text }
}

/** Another flag in its place; undefined where the command has none of that name, or it lacks its value. */
function renamed(wrong: Mistake, flag: string, text: string): Draft | undefined {
  const { command, value } = wrong
  const option = optionOf(command, flag)
  if (option === undefined) return undefined
  if (!option.required) return changed(wrong, put(wrong, [flag], isTruth(value)), text)
  return value === undefined ? undefined : changed(wrong, put(wrong, [flag, value], true), text)
}

/** What the flag means to users of other programs; undefined where nothing is known, or the line has no room for it. */
function asMeant(wrong: Mistake, commands: readonly Command[]): Draft | undefined {
  const { draft, command, value } = wrong
  const { name } = draft
  const meaning = foreignMeaning(wrong.kebab, name)
  switch (meaning?.kind) {
    case undefined:
      return undefined
    case 'flag':
      return renamed(wrong, meaning.flag, `the flag of pth ${name} is ${meaning.flag}`)
    case 'words': {
      const [flag = ''] = meaning.words
      const home = optionOf(command, flag) === undefined ? homeOf(flag, commands, command, draft.words) : name
      if (home === undefined) return undefined
      const text = `${home === name ? 'write' : `pth ${home} has`} ${meaning.words.join(' ')}`
      return changed(wrong, put(wrong, meaning.words, isTruth(value)), text, { name: home })
    }
    case 'none':
      return changed(wrong, put(wrong, [], isTruth(value)), `${wrong.flag} ${meaning.why}`)
    case 'first':
      if (value === undefined) return undefined
      return changed(wrong, [value, ...put(wrong, [], true)], `pth ${name} takes its files without a flag`)
    case 'last': {
      if (value === undefined) return undefined
      const text =
        name === meaning.command
          ? `pth ${name} takes what is expected as its second file`
          : `pth ${meaning.command} compares a checkpoint with what is expected`
      return changed(wrong, [...put(wrong, [], true), value], text, { name: meaning.command })
    }
    case 'redirect': {
      if (value === undefined) return undefined
      const text = `pth ${name} prints its result, and the shell writes it to a file`
      return changed(wrong, put(wrong, [], true), text, { redirect: value })
    }
  }
}

/** `--half True`: other programs give switches a value. */
function isTruth(value: string | undefined): boolean {
  return value !== undefined && /^(true|yes|1)$/i.test(value)
}

/** Commands in the order in which they are meant when a flag is not one of this command. */
const ORDER = ['convert', 'diff', 'inspect', 'verify', 'scan', 'schema', 'lock', 'check', 'init']

/** The command that has a flag. A line with two files for pth diff is a comparison, whatever its flags are. */
function homeOf(
  flag: string,
  commands: readonly Command[],
  from: Command,
  words: readonly string[],
): string | undefined {
  if (from.name() === 'diff' && readWords(from, words).files.length > 1) return undefined
  return ORDER.find((name) => {
    const command = commands.find((one) => one.name() === name)
    return name !== from.name() && command !== undefined && optionOf(command, flag) !== undefined
  })
}

function longFlags(command: Command): string[] {
  return command.options.flatMap(({ long }) => (typeof long === 'string' ? [long] : []))
}
