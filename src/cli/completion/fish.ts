/** The script of fish: one line for each word, with its description. */
import type { CommandWords, FlagWords, ValueWords } from './words.ts'

/** The script that `pth completion fish | source` runs. */
export function fishScript(commands: readonly CommandWords[], version: string): string {
  const lines = [
    `# Completion of pth ${version} for fish, written by: pth completion fish`,
    'function __pth_is --description "whether the first word after pth that is not a flag is this one"',
    '  set --local words (commandline -opc)[2..]',
    '  for word in $words',
    "    if not string match --quiet -- '-*' $word",
    '      test "$word" = "$argv[1]"',
    '      return',
    '    end',
    '  end',
    '  test \'\' = "$argv[1]"',
    'end',
    'complete --command pth --erase',
    `complete -c pth -n "__pth_is ''" -s V -l version -d 'show the version'`,
    `complete -c pth -n "__pth_is ''" -s h -l help -d 'show the help'`,
    ...[...commands, HELP].map(
      ({ name, about }) => `complete -c pth -n "__pth_is ''" -a ${name} -d ${quoted(about)}`,
    ),
    `complete -c pth -n '__pth_is help' -f -a ${quoted(commands.map(({ name }) => name).join(' '))}`,
    ...commands.flatMap((command) => [
      ...command.flags.map((flag) => `${of(command)}${flagWords(flag)} -d ${quoted(flag.about)}`),
      ...argumentLine(command),
    ]),
  ]
  return `${lines.join('\n')}\n`
}

const HELP = { name: 'help', about: 'show the help of a command' }

function of({ name }: CommandWords): string {
  return `complete -c pth -n '__pth_is ${name}'`
}

function flagWords({ names, value }: FlagWords): string {
  const typed = names.map((name) => (name.startsWith('--') ? ` -l ${name.slice(2)}` : ` -s ${name.slice(1)}`))
  return `${typed.join('')}${value === null ? '' : valueWords(value)}`
}

/** fish completes paths beside words by itself; `-x` asks it not to. */
function valueWords({ words, paths }: ValueWords): string {
  const given = words.length === 0 ? '' : ` -a ${quoted(words.join(' '))}`
  return `${paths ? ' -r -F' : ' -x'}${given}`
}

function argumentLine(command: CommandWords): string[] {
  const { words, paths } = command.argument
  if (paths) return []
  return [`${of(command)} -f${words.length === 0 ? '' : ` -a ${quoted(words.join(' '))}`}`]
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`
}
