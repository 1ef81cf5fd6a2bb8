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

/** The draft with its first unknown flag mended; null when there is none, 'unknown' when nobody knows what it means. */
function mend(draft: Draft, command: Command, commands: readonly Command[]): Draft | null | 'unknown' {
  const { words, name } = draft
  const wrong = readWords(command, words).flags.find(({ option }) => option === undefined)
  if (wrong === undefined) return null
  const kebab = wrong.flag
    .replace(/^-+/, (dashes) => (wrong.flag.length > 2 ? '--' : dashes))
    .replaceAll('_', '-')
  const next = words[wrong.to]
  const free = wrong.value === undefined && next !== undefined && !isFlag(next) ? next : undefined
  const value = wrong.value ?? free
  /** The words with `replacement` in place of the flag, and of its value if that goes with it. */
  const put = (replacement: readonly string[], takesValue: boolean): string[] => [
    ...words.slice(0, wrong.from),
    ...replacement,
    ...words.slice(takesValue && free !== undefined ? wrong.to + 1 : wrong.to),
  ]
  const change = (changed: readonly string[], text: string, more: Partial<Draft> = {}): Draft => ({
    ...draft,
    words: changed,
    ...more,
    said: draft.said ?? text,
  })
  const rename = (flag: string, text: string): Draft | undefined => {
    const option = optionOf(command, flag)
    if (option === undefined) return undefined
    if (!option.required) return change(put([flag], isTruth(value)), text)
    return value === undefined ? undefined : change(put([flag, value], true), text)
  }
  if (kebab !== wrong.flag) {
    const same = rename(kebab, `the flag is ${kebab}`)
    if (same !== undefined) return same
  }
  const meaning = foreignMeaning(kebab, name)
  switch (meaning?.kind) {
    case 'flag': {
      const same = rename(meaning.flag, `the flag of pth ${name} is ${meaning.flag}`)
      if (same !== undefined) return same
      break
    }
    case 'words': {
      const [flag = ''] = meaning.words
      const home = optionOf(command, flag) === undefined ? homeOf(flag, commands, command, words) : name
      if (home === undefined) break
      const text = `${home === name ? 'write' : `pth ${home} has`} ${meaning.words.join(' ')}`
      return change(put(meaning.words, isTruth(value)), text, { name: home })
    }
    case 'none':
      return change(put([], isTruth(value)), `${wrong.flag} ${meaning.why}`)
    case 'first':
      if (value === undefined) break
      return change([value, ...put([], true)], `pth ${name} takes its files without a flag`)
    case 'last':
      if (value === undefined) break
      return change(
        [...put([], true), value],
        name === meaning.command
          ? `pth ${name} takes what is expected as its second file`
          : `pth ${meaning.command} compares a checkpoint with what is expected`,
        { name: meaning.command },
      )
    case 'redirect':
      if (value === undefined) break
      return change(put([], true), `pth ${name} prints its result, and the shell writes it to a file`, {
        redirect: value,
      })
    case undefined:
  }
  const home = homeOf(kebab, commands, command, words)
  if (home !== undefined) return change(words, `${kebab} is a flag of pth ${home}`, { name: home })
  const [near] = nearest(kebab, longFlags(command))
  return (near === undefined ? undefined : rename(near, `did you mean ${near}?`)) ?? 'unknown'
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
