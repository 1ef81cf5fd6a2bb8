/** The program: parse the command line, run one command, turn every outcome into an exit code. */
import { CommanderError } from 'commander'
import type { Command } from 'commander'
import { isPthError, PthError } from '../errors.ts'
import { hasAddress, withoutSecrets } from '../remote/address.ts'
import { errorDocument } from '../report/envelope.ts'
import { escapeText } from '../report/escape.ts'
import { jsonDocument } from '../report/json.ts'
import type { CommandContext, ExitCode } from './command.ts'
import type { CliIo } from './io.ts'
import { columnsOf } from './columns.ts'
import { errorText } from './error-text.ts'
import { withCommand } from './bare-path.ts'
import { withNetwork } from './network.ts'
import { paintFor } from './paint.ts'
import type { ColorChoice } from './paint.ts'
import { COMMANDS, declareProgram, everyCommand } from './program.ts'
import { remoteOptions } from './remote-flags.ts'
import { wantsJson } from './report-flags.ts'
import { internal } from './reports.ts'

/**
 * Run one command line (without `node` and the script).
 * Returns 0 when it ran and is clean, 1 when it has findings, 2 when it could not run. Never throws.
 */
export async function run(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  let exitCode: ExitCode = 0
  let words = argv
  const context: CommandContext = {
    io,
    get words() {
      return words.slice(1)
    },
    paint: (options) => paintFor(colorChoice(options.color), io.stdout, io.env),
    width: columnsOf(io.stdout, io.env),
    commands: () => everyCommand(context),
    exit: (code) => {
      exitCode = code
    },
  }
  const output: Promise<void>[] = []
  try {
    if (asksForDetails(argv)) {
      const { versionDetails } = await import('./version-details.ts')
      await io.stdout.write(versionDetails())
      return 0
    }
    words = await withCommand(argv, [...COMMANDS.map(({ name }) => name), 'help'])
    // The flags of one command are enough for a line that begins with it.
    const named = COMMANDS.filter(({ name }) => name === words[0])
    const program = declareProgram(context, output, named.length > 0 ? named : COMMANDS)
    const given = words
    // From here on nothing that is said of the line has a secret in it.
    words = withoutHeaders(words.map(withoutSecrets))
    if (given.some(hasAddress))
      await runWithAddresses(program, given, io, (shown) => {
        words = withoutHeaders(shown)
      })
    else await program.parseAsync(given.map(withoutSecrets), { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) exitCode = await reportError(error, words, context)
    else if (error.exitCode !== 0) exitCode = await refuse(error, words, context)
  }
  await Promise.all(output)
  return exitCode
}

/** `pth --version --verbose`, and nothing else. */
function asksForDetails(argv: readonly string[]): boolean {
  return (
    argv.length === 2 && argv.includes('--verbose') && ['--version', '-V'].some((flag) => argv.includes(flag))
  )
}

/** The words with the values of `--header` left out: they are often passwords, and a line to type repeats the words. */
function withoutHeaders(words: readonly string[]): readonly string[] {
  return words.map((word, at) => {
    const header = words[at - 1] === '--header' ? word : /^--header=(.*)$/s.exec(word)?.[1]
    if (header === undefined) return word
    const name = header.split(/[:\s]/, 1)[0] ?? ''
    return word.startsWith('--header=') ? `--header=${name}: …` : `${name}: …`
  })
}

/** What a command moves over the network is counted for the run and told at its end. */
async function runWithAddresses(
  program: Command,
  words: readonly string[],
  io: CliIo,
  tell: (shown: readonly string[]) => void,
): Promise<void> {
  const { hideSecrets, newAccess } = await import('../node/remote/access.ts')
  const access = newAccess({ env: io.env })
  program.hook('preAction', (_, action) => {
    access.options = { ...remoteOptions(action.opts()), env: io.env }
  })
  const shown = words.map((word) => hideSecrets(access, word))
  tell(shown)
  // A report of `inspect` has its own line.
  const told = !wantsJson(words) && words[0] !== 'inspect'
  await withNetwork(access, io, told, () => program.parseAsync(shown, { from: 'user' }))
}

/** A command line that commander does not accept. `pth` alone shows the help, which is no error to word. */
async function refuse(
  error: CommanderError,
  argv: readonly string[],
  context: CommandContext,
): Promise<ExitCode> {
  if (error.code === 'commander.help') {
    if (wantsJson(argv))
      await reportError(new PthError('USAGE', { reason: 'no command was named' }), argv, context)
    return 2
  }
  const { guideUsage } = await import('./guide/usage.ts')
  return reportError(guideUsage(error, argv, everyCommand(context)), argv, context)
}

function colorChoice(text: string | undefined): ColorChoice {
  return text === 'always' || text === 'never' ? text : 'auto'
}

/** An error on stderr, or one JSON document on stdout when JSON was asked for. */
async function reportError(error: unknown, argv: readonly string[], context: CommandContext): Promise<2> {
  const { io } = context
  const known = isPthError(error) ? error : internal(error)
  if (wantsJson(argv)) {
    await io.stdout.write(jsonDocument(errorDocument(known)))
    return 2
  }
  const { nextLines } = await import('./guide/next-lines.ts')
  const next = nextLines(known, argv, everyCommand(context))
  await io.stderr.write(errorText(known, next, io, paintFor(colorOf(argv), io.stderr, io.env)))
  if (known.code === 'INTERNAL' && io.env['PTH_DEBUG'] !== undefined && known.cause instanceof Error) {
    await io.stderr.write(`${escapeText(known.cause.stack ?? '').replaceAll('\\n', '\n')}\n`)
  }
  return 2
}

/** What `--color` says; the command line may not have parsed. */
function colorOf(argv: readonly string[]): ColorChoice {
  const at = argv.indexOf('--color')
  return colorChoice(at < 0 ? argv.find((arg) => arg.startsWith('--color='))?.slice(8) : argv[at + 1])
}
