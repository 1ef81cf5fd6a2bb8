/** The lines to type after an error: what its message advises, with the name of the file in them. */
import type { Command } from 'commander'
import { isPthError } from '../../errors.ts'
import type { JoinGroup, PthError } from '../../errors.ts'
import { SALVAGE } from '../../salvage.ts'
import { shellWord } from '../../report/shell.ts'
import { readWords } from './line.ts'

/** Lines for this error; of errors of a file none where the command line names several, or none. */
export function nextLines(
  error: PthError,
  words: readonly string[],
  commands: readonly Command[],
): readonly string[] {
  if (isPthError(error, 'PARTS_MISSING')) return error.details.commands
  const [name, ...rest] = words
  const command = commands.find((one) => one.name() === name)
  const { files } = command === undefined ? { files: [] } : readWords(command, rest)
  const [file, ...others] = files
  // Who names files to check, and has no configuration, may mean the checks of every file.
  if (isPthError(error, 'CONFIG_UNCLEAR') && error.details.paths.length === 0 && !rest.includes('--config'))
    return ['pth init', ...(files.length === 0 ? [] : [`pth verify ${files.map(shellWord).join(' ')}`])]
  if (file === undefined || others.length > 0) return []
  if (isPthError(error, 'JOIN_NEEDED')) return [joinLine(error.details.groups, words)]
  if (isPthError(error, 'PART_ONLY')) return whole(error.details.folder, file, words)
  if (isPthError(error, 'FILE_DAMAGED') && error.details.undo === 'latin1') return fromLatin1(file)
  return error.message.includes(SALVAGE) ? salvage(file) : []
}

/** The same line with the folder in place of the file. */
function whole(folder: string | null, file: string, words: readonly string[]): string[] {
  if (folder === null) return []
  return [`pth ${words.map((word) => shellWord(word === file ? folder : word)).join(' ')}`]
}

/** The same line with a rule for each group; question marks are for a person to replace. */
export function joinLine(groups: readonly JoinGroup[], words: readonly string[]): string {
  const rules = groups.map(({ pattern, proposal }) => `--join ${shellWord(`${pattern}=${proposal}`)}`)
  return `pth ${words.map(shellWord).join(' ')} ${rules.join(' ')}`
}

function salvage(file: string): string[] {
  return [
    `pth inspect ${shellWord(file)} --salvage`,
    `pth convert ${shellWord(file)} --salvage -o salvaged.safetensors`,
  ]
}

function fromLatin1(file: string): string[] {
  const repaired = shellWord(`${file}.repaired`)
  return [`iconv -f UTF-8 -t LATIN1 ${shellWord(file)} > ${repaired}`, `pth verify ${repaired}`]
}
