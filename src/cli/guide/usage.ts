/** What commander refuses, as an error that says what was meant and gives the line to type. */
import type { Command, CommanderError } from 'commander'
import { PthError } from '../../errors.ts'
import { nearest } from '../../names/near.ts'
import { guideWord } from './first-word.ts'
import { guideFlags } from './flags.ts'
import type { Guide } from './flags.ts'
import { isAccepted, isFlag, lineOf, readWords } from './line.ts'

/** The error for a command line that does not parse. `argv` are its words without `pth`. */
export function guideUsage(
  error: CommanderError,
  argv: readonly string[],
  commands: readonly Command[],
): PthError<'USAGE'> {
  const { reason, line } = guide(error, argv, commands)
  return new PthError('USAGE', { reason, ...(line !== undefined && { commands: [line] }) }, { cause: error })
}

function guide(error: CommanderError, argv: readonly string[], commands: readonly Command[]): Guide {
  const said = plain(error.message)
  const at = argv.findIndex((word) => !isFlag(word))
  const name = argv[at] ?? ''
  const command = commands.find((one) => one.name() === name)
  // Flags before the command belong behind it.
  const words = [...argv.slice(0, Math.max(0, at)), ...argv.slice(at + 1)]
  if (command === undefined) {
    if (at < 0) return { reason: `${said}; a command comes first, such as pth inspect FILE`, line: undefined }
    return guideWord(
      name,
      words,
      commands.map((one) => one.name()),
      commands,
    )
  }
  if (at > 0 && isAccepted(command, words))
    return { reason: `${said}; flags come after the command`, line: lineOf([name, ...words]) }
  switch (error.code) {
    case 'commander.unknownOption':
      return guideFlags(name, words, commands, said)
    case 'commander.invalidArgument':
      return guideChoice(command, words, said)
    case 'commander.missingArgument':
      return guideMissing(command, words, said)
    case 'commander.excessArguments':
      return guideExcess(command, words, said)
    default:
      return { reason: `${said}; pth ${name} --help lists its flags`, line: undefined }
  }
}

/** Without "error:", and without the suggestion, which is made here. */
function plain(message: string): string {
  return message.replace(/^error: /, '').replace(/\s*\(Did you mean [\s\S]*$/, '')
}

/** Formats and words that are called otherwise elsewhere. */
const CHOICES = new Map([
  ['pt', 'pth'],
  ['bin', 'pth'],
  ['ckpt', 'pth'],
  ['pytorch', 'pth'],
  ['torch', 'pth'],
  ['pickle', 'pth'],
  ['st', 'safetensors'],
  ['sft', 'safetensors'],
  ['safetensor', 'safetensors'],
  ['numpy', 'npz'],
  ['npy', 'npz'],
])

function guideChoice(command: Command, words: readonly string[], said: string): Guide {
  const wrong = readWords(command, words).flags.find(
    ({ option, value }) => option?.argChoices !== undefined && !option.argChoices.includes(value ?? ''),
  )
  const choices = wrong?.option?.argChoices ?? []
  const value = (wrong?.value ?? '').toLowerCase()
  const meant = [CHOICES.get(value) ?? '', ...nearest(value, choices)].find((word) => choices.includes(word))
  if (wrong === undefined || meant === undefined) return { reason: said, line: undefined }
  const mended = [...words.slice(0, wrong.from), wrong.flag, meant, ...words.slice(wrong.to)]
  return {
    reason: `${said} Did you mean ${meant}?`,
    line: isAccepted(command, mended) ? lineOf([command.name(), ...mended]) : undefined,
  }
}

function guideMissing(command: Command, words: readonly string[], said: string): Guide {
  const name = command.name()
  const { files } = readWords(command, words)
  const [file] = files
  if (name !== 'diff' || file === undefined)
    return { reason: `${said}; pth ${name} needs ${argumentsOf(command)}`, line: undefined }
  return {
    reason:
      'pth diff compares a checkpoint with what is expected: a model schema, a map of names to shapes, or another ' +
      'checkpoint. pth schema --python prints the script that writes the schema of a model; what the checkpoint ' +
      'contains is shown by',
    line: lineOf(['inspect', file]),
  }
}

function guideExcess(command: Command, words: readonly string[], said: string): Guide {
  const { files } = readWords(command, words)
  if (command.name() === 'explain') {
    const line = lineOf(['explain', files[0] ?? ''])
    return { reason: `${said}; pth explain takes one code`, line }
  }
  return {
    reason: `${said}; pth ${command.name()} needs ${argumentsOf(command)}, and ${files.length} were given`,
    line: undefined,
  }
}

function argumentsOf(command: Command): string {
  return command.registeredArguments
    .map((argument) => `${argument.name().toUpperCase()}${argument.variadic ? '...' : ''}`)
    .join(' ')
}
