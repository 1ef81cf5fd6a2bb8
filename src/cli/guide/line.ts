/** A command line read as words, and written as a shell takes it. */
import type { Command, Option } from 'commander'
import { shellWord } from '../../report/shell.ts'

/** The line to type for these words, without `pth` in front. */
export function lineOf(words: readonly string[]): string {
  return ['pth', ...words].map(shellWord).join(' ')
}

/** The line of `pth convert` with another value of one of its flags. */
export function withValue(words: readonly string[], flag: string, value: string): string {
  return lineOf([
    'convert',
    ...words.map((word, at) => {
      if (word.startsWith(`${flag}=`)) return `${flag}=${value}`
      return words[at - 1] === flag ? value : word
    }),
  ])
}

/** One flag of a command line, with the value that belongs to it. */
export interface GivenFlag {
  /** As typed, without `=value`. */
  readonly flag: string
  /** Undefined when the command does not have it. */
  readonly option: Option | undefined
  readonly value: string | undefined
  /** Half-open range of words that it takes. */
  readonly from: number
  readonly to: number
}

/** The words of one command, taken apart. */
export interface GivenWords {
  readonly flags: readonly GivenFlag[]
  /** Arguments in order. */
  readonly files: readonly string[]
}

/** Take the words after the command's name apart as commander does; an unknown flag has only its `=value`. */
export function readWords(command: Command, words: readonly string[]): GivenWords {
  const flags: GivenFlag[] = []
  const files: string[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    if (word === '--') return { flags, files: [...files, ...words.slice(at + 1)] }
    if (!isFlag(word)) {
      files.push(word)
      continue
    }
    const [flag = '', ...rest] = word.split('=')
    const inline = rest.length > 0 ? rest.join('=') : undefined
    const option = optionOf(command, flag)
    const takesNext = inline === undefined && option?.required === true
    const value = takesNext ? words[at + 1] : inline
    flags.push({ flag, option, value, from: at, to: Math.min(words.length, at + (takesNext ? 2 : 1)) })
    if (takesNext) at += 1
  }
  return { flags, files }
}

/** `-` alone is stdin. */
export function isFlag(word: string): boolean {
  return word.length > 1 && word.startsWith('-')
}

export function optionOf(command: Command, flag: string): Option | undefined {
  if (flag === '--help' || flag === '-h') return command.createOption('-h, --help', 'help')
  return command.options.find(({ long, short }) => long === flag || short === flag)
}

/** Whether commander would accept the words: known flags with values, and as many arguments as are declared. */
export function isAccepted(command: Command, words: readonly string[]): boolean {
  const { flags, files } = readWords(command, words)
  const declared = command.registeredArguments
  const least = declared.filter(({ required }) => required).length
  const most = declared.some(({ variadic }) => variadic) ? Infinity : declared.length
  return (
    files.length >= least &&
    files.length <= most &&
    flags.every(
      ({ option, value }) =>
        option !== undefined &&
        (value !== undefined ? option.required || option.optional : !option.required) &&
        (option.argChoices === undefined || value === undefined || option.argChoices.includes(value)),
    )
  )
}
