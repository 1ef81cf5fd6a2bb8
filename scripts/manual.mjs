/**
 * Write man/: a page for pth and one for each command, from the declarations that commander parses by. Run
 * `tsc -p tsconfig.build.json` first.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const PROJECT = join(import.meta.dirname, '..')
const MAN = join(PROJECT, 'man')

const { COMMANDS, declareProgram } = await import(join(PROJECT, 'build', 'cli', 'program.js'))
const { VERSION } = await import(join(PROJECT, 'build', 'cli', 'version.js'))

const silent = { write: async () => undefined, isTTY: false, columns: 80 }
const program = declareProgram({ io: { stdout: silent, stderr: silent, env: {} }, width: 80 }, [], COMMANDS)

const EXIT = [
  ['0', 'It ran and found nothing to report.'],
  ['1', 'It ran and has findings.'],
  ['2', 'It could not run: wrong usage, or a file that is unreadable or unsupported.'],
]
const ENVIRONMENT = [
  ['COLUMNS', 'Width of the output where no terminal says it.'],
  ['NO_COLOR, FORCE_COLOR', 'No colour, or colour in a pipe, too. --color has the last word.'],
  ['GITHUB_STEP_SUMMARY', 'A report that is written to this file is appended to it.'],
]

const pages = ['pth', ...COMMANDS.map(({ name }) => `pth-${name}`)].map((name) => `./man/${name}.1`)
const listed = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')).man
if (JSON.stringify(listed) !== JSON.stringify(pages))
  throw new Error(`"man" of package.json must be ${JSON.stringify(pages)}: npm takes no folder`)

rmSync(MAN, { recursive: true, force: true })
mkdirSync(MAN)
write('pth', [
  ...section('NAME', [plain(`pth \\- open PyTorch checkpoints without Python`)]),
  ...section('SYNOPSIS', ['.B pth', '.I command', '[\\fIoptions\\fR]', '[\\fIfile\\fR...]']),
  ...section('DESCRIPTION', [text(program.description())]),
  ...section(
    'COMMANDS',
    program.commands.flatMap((command) => item(bold(`pth-${command.name()}`, '(1)'), command.description())),
  ),
  ...section('OPTIONS', program.options.flatMap(optionItem)),
  ...endings(),
  ...section('SEE ALSO', references(program.commands)),
])
for (const command of program.commands) {
  const { examples } = COMMANDS.find(({ name }) => name === command.name())
  const limits = command.options.filter(({ helpGroupHeading }) => helpGroupHeading !== undefined)
  const flags = command.options.filter((option) => !limits.includes(option))
  write(`pth-${command.name()}`, [
    ...section('NAME', [plain(`pth-${command.name()} \\- ${escape(command.description())}`)]),
    ...section('SYNOPSIS', [
      `.B pth ${command.name()}`,
      '[\\fIoptions\\fR]',
      ...command.registeredArguments.map(argumentText),
    ]),
    ...section('DESCRIPTION', [
      text(sentence(command.description())),
      ...command.registeredArguments.flatMap((argument) =>
        item(`\\fI${escape(argument.name())}\\fR`, described(argument)),
      ),
    ]),
    ...section('OPTIONS', flags.flatMap(optionItem)),
    ...(limits.length === 0 ? [] : section('LIMITS', limits.flatMap(optionItem))),
    ...endings(),
    ...section(
      'EXAMPLES',
      examples.flatMap(({ line, what }, at) => [
        ...(at === 0 ? [] : ['.PP']),
        text(sentence(what)),
        '.IP',
        '.EX',
        escape(line),
        '.EE',
      ]),
    ),
    ...section('SEE ALSO', references([{ name: () => '' }])),
  ])
}

function endings() {
  return [
    ...section(
      'EXIT STATUS',
      EXIT.flatMap(([code, what]) => item(`\\fB${code}\\fR`, what)),
    ),
    ...section(
      'ENVIRONMENT',
      ENVIRONMENT.flatMap(([name, what]) => item(`\\fB${escape(name)}\\fR`, what)),
    ),
  ]
}

function write(name, lines) {
  // Without a date, so that the same source gives the same page.
  const head = `.TH ${name.toUpperCase().replaceAll('-', '\\-')} 1 "" "pth ${VERSION}" "pth manual"`
  writeFileSync(join(MAN, `${name}.1`), `${[head, ...lines].join('\n')}\n`)
}

function section(title, lines) {
  return [`.SH ${title}`, ...lines]
}

/** A term and what it is. */
function item(term, what) {
  return ['.TP', term, text(what)]
}

function bold(name, rest) {
  return `\\fB${escape(name)}\\fR${rest}`
}

function optionItem(option) {
  const [, names, value = ''] = /^(.*?)( <.*>)?$/.exec(option.flags)
  const written = names
    .split(', ')
    .map((name) => `\\fB${escape(name)}\\fR`)
    .join(', ')
  return item(`${written}${value === '' ? '' : ` \\fI${escape(value.slice(2, -1))}\\fR`}`, described(option))
}

/** The description with the choices and the default that commander adds in the help. */
function described({ description, argChoices, defaultValue }) {
  const facts = [
    ...(argChoices === undefined ? [] : [`one of ${argChoices.join(', ')}`]),
    ...(defaultValue === undefined || typeof defaultValue === 'boolean' ? [] : [`default: ${defaultValue}`]),
  ]
  return sentence(`${description}${facts.length === 0 ? '' : ` (${facts.join('; ')})`}`)
}

function argumentText(argument) {
  const name = `\\fI${escape(argument.name())}\\fR${argument.variadic ? '...' : ''}`
  return argument.required ? name : `[${name}]`
}

function references(commands) {
  const names = commands.map((command) => ['pth', command.name()].filter((part) => part !== '').join('-'))
  return names.map((name, at) => `.BR ${escape(name)} (1)${at < names.length - 1 ? ',' : ''}`)
}

function sentence(words) {
  return `${words[0].toUpperCase()}${words.slice(1)}${/[.?!]$/.test(words) ? '' : '.'}`
}

function text(words) {
  return plain(escape(words))
}

/** A line that begins with a period or an apostrophe would be a request. */
function plain(line) {
  return /^[.']/.test(line) ? `\\&${line}` : line
}

/** Hyphens that are typed are minus signs to roff. */
function escape(words) {
  return words
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('^', '\\(ha')
    .replaceAll('~', '\\(ti')
    .replaceAll('`', '\\(ga')
}
