/** The lines to type after a file could not be opened: what the message advises, with the name of the file in them. */
import type { Command } from 'commander'
import { isPthError } from '../../errors.ts'
import type { PthError } from '../../errors.ts'
import { SALVAGE } from '../../salvage.ts'
import { shellWord } from '../../report/shell.ts'
import { readWords } from './line.ts'

/** Lines for this error; none where the command line names several files, or none. */
export function nextLines(
  error: PthError,
  words: readonly string[],
  commands: readonly Command[],
): readonly string[] {
  const [name, ...rest] = words
  const command = commands.find((one) => one.name() === name)
  const [file, ...others] = command === undefined ? [] : readWords(command, rest).files
  if (file === undefined || others.length > 0) return []
  if (isPthError(error, 'FILE_DAMAGED') && error.details.undo === 'latin1') return fromLatin1(file)
  return error.message.includes(SALVAGE) ? salvage(file) : []
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
