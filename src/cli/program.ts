/** The program as it is declared: its commands, their flags and their help. Nothing runs here. */
import { Command, Option } from 'commander'
import { columnsOf } from './columns.ts'
import type { CommandContext, CommandDeclaration } from './command.ts'
import { checkCommand } from './commands/check.ts'
import { completionCommand } from './commands/completion.ts'
import { convertCommand } from './commands/convert.ts'
import { diffCommand } from './commands/diff.ts'
import { editCommand } from './commands/edit.ts'
import { explainCommand } from './commands/explain.ts'
import { initCommand } from './commands/init.ts'
import { inspectCommand } from './commands/inspect.ts'
import { joinCommand } from './commands/join.ts'
import { lockCommand } from './commands/lock.ts'
import { reportCommand } from './commands/report.ts'
import { scanCommand } from './commands/scan.ts'
import { lsCommand } from './commands/ls.ts'
import { schemaCommand } from './commands/schema.ts'
import { textconvCommand } from './commands/textconv.ts'
import { verifyCommand } from './commands/verify.ts'
import { viewCommand } from './commands/view.ts'
import { foldLimits } from './limit-flags.ts'
import { VERSION } from './version.ts'

/** In the order of `--help`. */
export const COMMANDS: readonly CommandDeclaration[] = [
  inspectCommand,
  viewCommand,
  reportCommand,
  convertCommand,
  joinCommand,
  editCommand,
  diffCommand,
  schemaCommand,
  explainCommand,
  scanCommand,
  verifyCommand,
  lockCommand,
  checkCommand,
  initCommand,
  lsCommand,
  textconvCommand,
  completionCommand,
]

/** The program with these commands; what commander writes is pushed to `output`. */
export function declareProgram(
  context: CommandContext,
  output: Promise<void>[],
  commands: readonly CommandDeclaration[],
): Command {
  const { io } = context
  const program = new Command('pth')
    // Subcommands inherit these, so they come before any of them.
    .exitOverride()
    // The names of commands and their arguments leave 38 of 80 columns for the description.
    .configureHelp({ minWidthToWrap: 20 })
    .configureOutput({
      writeOut: (text) => output.push(io.stdout.write(text)),
      writeErr: (text) => output.push(io.stderr.write(text)),
      // What is wrong with the command line is reported as every other error is.
      outputError: () => undefined,
      getOutHelpWidth: () => context.width,
      getErrHelpWidth: () => columnsOf(io.stderr, io.env),
    })
    .usage('[options] [command] | FILE...')
    .description(
      'Open PyTorch checkpoints without Python and without running anything in them. pth FILE is pth inspect FILE.',
    )
    .version(VERSION, '-V, --version', 'print the version; with --verbose also runtime, platform and limits')
  for (const declaration of commands) {
    const command = program.command(declaration.name)
    command.addOption(
      new Option('--color <when>', 'colour the output').choices(['auto', 'always', 'never']).default('auto'),
    )
    declaration.declare(command, context)
    foldLimits(command)
    command.addHelpText('after', examplesText(declaration))
  }
  return program
}

/** The commands with their flags, for what is said of a command line. */
export function everyCommand(context: CommandContext): readonly Command[] {
  return declareProgram(context, [], COMMANDS).commands
}

/** Lines to type at the end of the help; they are copied, so they are never broken. */
function examplesText({ examples }: CommandDeclaration): string {
  return `\nExamples:\n${examples.map(({ line, what }) => `  # ${what}\n  ${line}\n`).join('')}`.trimEnd()
}
