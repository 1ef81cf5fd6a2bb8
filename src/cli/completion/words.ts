/** What can be typed after `pth`, from the declared commands: what the scripts of every shell are made of. */
import type { Command } from 'commander'
import { valuesOf } from '../known-values.ts'

/** One command with what may follow it. */
export interface CommandWords {
  readonly name: string
  readonly about: string
  readonly flags: readonly FlagWords[]
  readonly argument: ValueWords
}

/** A flag by its names, such as `-o` and `--output`. */
export interface FlagWords {
  readonly names: readonly string[]
  readonly about: string
  /** Null for a flag without a value. */
  readonly value: ValueWords | null
  readonly repeatable: boolean
}

/** What a value is: one of these words, a path, or text that nobody can complete. */
export interface ValueWords {
  /** Words of letters, digits and `-_.=` only: every shell takes them as they are. */
  readonly words: readonly string[]
  readonly paths: boolean
}

/** The words of every command. `codes` are those of `pth explain`. */
export function wordsOf(commands: readonly Command[], codes: readonly string[]): readonly CommandWords[] {
  return commands.map((command) => ({
    name: command.name(),
    about: command.description(),
    flags: [...command.options.map(flagWords), HELP],
    argument: argumentWords(command, codes),
  }))
}

const HELP: FlagWords = { names: ['-h', '--help'], about: 'show the help', value: null, repeatable: false }

function flagWords(option: Command['options'][number]): FlagWords {
  const words = checked(valuesOf(option))
  // A placeholder says what it takes, such as <path>, <format=file> or <glob>.
  const paths = /\b(?:path|file|folder)>$/.test(option.flags)
  return {
    names: [option.short, option.long].filter((name) => name !== undefined),
    about: option.description,
    value: option.required ? { words, paths } : null,
    repeatable: /\brepeatable\b/.test(option.description),
  }
}

function argumentWords(command: Command, codes: readonly string[]): ValueWords {
  const [argument] = command.registeredArguments
  if (argument === undefined) return { words: [], paths: false }
  if (argument.name() === 'code') return { words: checked(codes), paths: false }
  const words = checked(valuesOf(argument))
  return { words, paths: words.length === 0 }
}

/** @throws Error for a word that a shell would read differently: a mistake of a declaration */
function checked(words: readonly string[]): readonly string[] {
  const odd = words.find((word) => !/^[\w.=-]+$/.test(word))
  if (odd !== undefined) throw new Error(`${odd} cannot be completed in every shell`)
  return words
}
