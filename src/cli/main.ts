#!/usr/bin/env node
/** Entry of the binary: the process's arguments and streams handed to `run`. */
import { keepCompiled } from './compile-cache.ts'
import { processIo } from './process.ts'
import { VERSION } from './version.ts'

const io = processIo()
const words = process.argv.slice(2)
const code = isVersion(words) ? await printVersion() : await runProgram()
process.exitCode = io.lostOutput() ? 2 : code

/** `pth --version` and nothing else needs no program. Whatever else is on the line is parsed like every line. */
function isVersion([word, ...others]: readonly string[]): boolean {
  return others.length === 0 && (word === '--version' || word === '-V')
}

async function printVersion(): Promise<0> {
  await io.stdout.write(`${VERSION}\n`)
  return 0
}

async function runProgram(): Promise<0 | 1 | 2> {
  keepCompiled(process.env)
  const { run } = await import('./run.ts')
  return run(words, io)
}
