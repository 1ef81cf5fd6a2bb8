/** The program: parse the command line, run one command, turn every outcome into an exit code. */
import { Command, CommanderError, Option } from 'commander'
import { isPthError, PthError } from '../errors.ts'
import { errorDocument } from '../report/envelope.ts'
import { escapeText } from '../report/escape.ts'
import { jsonDocument } from '../report/json.ts'
import type { CommandContext, CommandDeclaration, ExitCode } from './command.ts'
import { convertCommand } from './commands/convert.ts'
import { diffCommand } from './commands/diff.ts'
import { explainCommand } from './commands/explain.ts'
import { inspectCommand } from './commands/inspect.ts'
import { schemaCommand } from './commands/schema.ts'
import { lockCommand } from './commands/lock.ts'
import { scanCommand } from './commands/scan.ts'
import { verifyCommand } from './commands/verify.ts'
import type { CliIo } from './io.ts'
import { paintFor } from './paint.ts'
import type { ColorChoice } from './paint.ts'
import { wantsJson } from './report-flags.ts'
import { internal } from './reports.ts'
import { VERSION } from './version.ts'

const COMMANDS: readonly CommandDeclaration[] = [
  inspectCommand,
  convertCommand,
  diffCommand,
  schemaCommand,
  explainCommand,
  scanCommand,
  verifyCommand,
  lockCommand,
]
const PIPED_WIDTH = 100

/**
 * Run one command line (without `node` and the script).
 * Returns 0 when it ran and is clean, 1 when it has findings, 2 when it could not run. Never throws.
 */
export async function run(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  let exitCode: ExitCode = 0
  const context: CommandContext = {
    io,
    paint: (options) => paintFor(colorChoice(options.color), io.stdout, io.env),
    width: io.stdout.columns ?? PIPED_WIDTH,
    exit: (code) => {
      exitCode = code
    },
  }
  const output: Promise<void>[] = []
  const program = new Command('pth')
    // Subcommands inherit these, so they come before any of them.
    .exitOverride()
    .configureOutput({
      writeOut: (text) => output.push(io.stdout.write(text)),
      writeErr: (text) => output.push(io.stderr.write(text)),
      getOutHelpWidth: () => context.width,
    })
    .description('Open PyTorch checkpoints without Python and without running anything in them.')
    .version(VERSION, '-V, --version')
    .showHelpAfterError('(pth --help, or pth COMMAND --help, shows what there is)')
  for (const { name, declare } of COMMANDS) {
    const command = program.command(name)
    command.addOption(
      new Option('--color <when>', 'colour the output').choices(['auto', 'always', 'never']).default('auto'),
    )
    declare(command, context)
  }
  try {
    await program.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) {
      exitCode = error.exitCode === 0 ? 0 : 2
      // Commander has already printed the message; a program that asked for JSON gets its document.
      if (exitCode === 2 && wantsJson(argv)) {
        await reportError(new PthError('USAGE', { reason: error.message.replace(/^error: /, '') }), true, io)
      }
    } else {
      await reportError(error, wantsJson(argv), io)
      exitCode = 2
    }
  }
  await Promise.all(output)
  return exitCode
}

function colorChoice(text: string | undefined): ColorChoice {
  return text === 'always' || text === 'never' ? text : 'auto'
}

/** An error is one line on stderr, or one JSON document on stdout when JSON was asked for. */
async function reportError(error: unknown, json: boolean, io: CliIo): Promise<void> {
  const known = isPthError(error) ? error : internal(error)
  if (json) {
    await io.stdout.write(jsonDocument(errorDocument(known)))
    return
  }
  const paint = paintFor('auto', io.stderr, io.env)
  await io.stderr.write(`${paint.red('error')} ${known.code}  ${escapeText(known.message)}\n`)
  if (known.code === 'INTERNAL' && io.env['PTH_DEBUG'] !== undefined && known.cause instanceof Error) {
    await io.stderr.write(`${escapeText(known.cause.stack ?? '').replaceAll('\\n', '\n')}\n`)
  }
}
