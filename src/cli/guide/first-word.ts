/** The first word of a command line: a command, a file to inspect, or what is neither. */
import type { Command } from 'commander'
import { isAccepted, lineOf } from './line.ts'
import { nearest } from '../../names/near.ts'
import type { Guide } from './flags.ts'

/** What people call the commands of pth elsewhere. */
const OTHER_WORDS = new Map([
  ['show', 'inspect'],
  ['info', 'inspect'],
  ['ls', 'inspect'],
  ['list', 'inspect'],
  ['dump', 'inspect'],
  ['view', 'inspect'],
  ['cat', 'inspect'],
  ['print', 'inspect'],
  ['open', 'inspect'],
  ['summary', 'inspect'],
  ['keys', 'inspect'],
  ['compare', 'diff'],
  ['cmp', 'diff'],
  ['load', 'diff'],
  ['gate', 'check'],
  ['lint', 'check'],
  ['ci', 'check'],
  ['setup', 'init'],
  ['configure', 'init'],
  ['validate', 'verify'],
  ['test', 'check'],
  ['export', 'convert'],
  ['save', 'convert'],
  ['to', 'convert'],
  ['write', 'convert'],
  ['merge', 'convert'],
  ['cast', 'convert'],
  ['audit', 'scan'],
  ['picklescan', 'scan'],
  ['hash', 'lock'],
  ['digest', 'lock'],
  ['sha256', 'lock'],
  ['why', 'explain'],
])

/** Guide for a first word that is neither a command nor a file. `rest` are the other words. */
export function guideWord(
  word: string,
  rest: readonly string[],
  names: readonly string[],
  commands: readonly Command[],
): Guide {
  const other = OTHER_WORDS.get(word.toLowerCase())
  const near = other === undefined ? nearest(word, names) : [other]
  const meant =
    near.length === 0 ? `the commands are ${names.join(', ')}` : `did you mean ${near.join(' or ')}?`
  const command = commands.find((one) => one.name() === near[0])
  const runs = command !== undefined && isAccepted(command, rest)
  return {
    reason: `there is no command ${JSON.stringify(word)}, and no file of that name; ${meant}`,
    line: runs ? lineOf([command.name(), ...rest]) : undefined,
  }
}
