/** What every command has in common: its declaration, and what its action is given. */
import type { ExitCode } from '../report/exit-code.ts'
import type { Command } from 'commander'
import type { Paint } from '../report/paint.ts'
import type { CliIo } from './io.ts'

/** One command of the program. Its heavy imports stay inside the action: start-up loads none of them. */
export interface CommandDeclaration {
  readonly name: string
  /** For the end of `--help` and the man page; each is a line that the command accepts. */
  readonly examples: readonly CommandExample[]
  /** Declare arguments and options, and an action that reports its exit code. */
  declare(command: Command, context: CommandContext): void
}

/** A line to type, and what it does. */
export interface CommandExample {
  readonly line: string
  readonly what: string
}

/** What an action works with. */
export interface CommandContext {
  readonly io: CliIo
  /** Every command, declared. */
  commands(): readonly Command[]
  /** The words after the command's name, as typed. */
  readonly words: readonly string[]
  /** Painter for stdout, by `--color` and the environment. */
  paint(options: { readonly color?: string }): Paint
  /** Width to lay out for: the terminal's columns, else `COLUMNS`, else 80. */
  readonly width: number
  /** Say how the run ended: 0 clean, 1 findings, 2 could not. */
  exit(code: ExitCode): void
}

export type { ExitCode } from '../report/exit-code.ts'
