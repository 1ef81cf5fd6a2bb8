/**
 * The GitHub Action: runs the pth that lies beside it, and hands its reports to the runner. Nothing that a file or an
 * input says becomes a command of the runner or an output of the step: names of files may contain line ends.
 */
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const CLI = join(import.meta.dirname, '..', 'dist', 'cli.js')
const COMMANDS = ['check', 'scan', 'verify']
const VERDICTS = ['passed', 'failed', 'error']
/** An annotation as pth writes it: one line, with line ends and percent signs escaped. */
const ANNOTATION = /^::(?:error|warning|notice) file=[^\r\n]*$/

process.exitCode = main()

/** Returns the exit code of the step. */
function main() {
  if (!existsSync(CLI)) return refuse('dist/cli.js is missing: use a released version of the action')
  const command = input('command')
  if (!COMMANDS.includes(command)) return refuse(`command must be one of ${COMMANDS.join(', ')}`)
  const cwd = resolve(process.env['GITHUB_WORKSPACE'] ?? '.', input('working-directory') || '.')
  const reports = mkdtempSync(join(process.env['RUNNER_TEMP'] ?? cwd, 'pth-'))
  const sarif = input('sarif') === '' ? join(reports, 'pth.sarif') : resolve(cwd, input('sarif'))
  const json = join(reports, 'pth.json')
  const files = lines('files')
  const summary = process.env['GITHUB_STEP_SUMMARY']
  const args = [
    command,
    ...lines('arguments'),
    '--format',
    isOn('annotations') ? 'github' : 'text',
    '--report',
    `sarif=${sarif}`,
    '--report',
    `json=${json}`,
    ...(isOn('summary') && summary ? ['--report', `markdown=${summary}`] : []),
    '--',
    ...(files.length === 0 && command !== 'check' ? ['.'] : files),
  ]
  const before = stateOf(sarif)
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [CLI, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (error) return refuse(`pth did not run: ${error.message}`)
  // A run without a report has judged nothing: --help and --version end with 0, too.
  const code = existsSync(json) && (status === 0 || status === 1) ? status : 2
  log(stdout, stderr)
  if (code === 2) for (const reason of reasons(json, status, stderr)) annotate(reason)
  output('verdict', VERDICTS[code])
  output('exit-code', String(code))
  // A file that was there before is not of this run.
  const after = stateOf(sarif)
  output('sarif', after !== null && after !== before ? sarif : '')
  output('json', existsSync(json) ? json : '')
  return code === 1 && !isOn('fail') ? 0 : code
}

/** What tells a file that was written from one that was there; null where there is none. */
function stateOf(path) {
  const facts = statSync(path, { bigint: true, throwIfNoEntry: false })
  return facts?.isFile() ? [facts.ino, facts.size, facts.mtimeNs, facts.ctimeNs].join(' ') : null
}

/** Why a run could not be done; nothing where single files could not be checked, which are annotated. */
function reasons(json, status, stderr) {
  if (existsSync(json)) {
    const { kind, code, message } = JSON.parse(readFileSync(json, 'utf8'))
    return kind === 'pth.error' ? [`error ${code}  ${message}`] : []
  }
  const said = stderr.trim()
  return [said === '' ? `pth wrote no report and ended with ${status}: nothing was checked` : said]
}

/** As the runner passes it. */
function input(name) {
  return (process.env[`INPUT_${name.toUpperCase()}`] ?? '').trim()
}

function lines(name) {
  return input(name)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function isOn(name) {
  return input(name).toLowerCase() !== 'false'
}

/** Annotations are commands of the runner. Of every other line none is: a token that nobody can guess ends the text. */
function log(stdout, stderr) {
  const all = stdout.split('\n').filter((line) => line !== '')
  const annotations = all.filter((line) => ANNOTATION.test(line))
  const others = [
    ...all.filter((line) => !ANNOTATION.test(line)),
    ...stderr.split('\n').filter((line) => line !== ''),
  ]
  const token = randomUUID()
  if (annotations.length > 0) process.stdout.write(`${annotations.join('\n')}\n`)
  if (others.length > 0)
    process.stdout.write(`::stop-commands::${token}\n${others.join('\n')}\n::${token}::\n`)
}

/** An output between two lines that its value does not contain. */
function output(name, value) {
  const path = process.env['GITHUB_OUTPUT']
  if (!path) return
  const end = `end-${randomUUID()}`
  if (value.includes(end)) throw new Error('the value contains the random end of an output')
  appendFileSync(path, `${name}<<${end}\n${value}\n${end}\n`)
}

/** What is wrong with the step itself. */
function refuse(reason) {
  annotate(reason)
  output('verdict', 'error')
  output('exit-code', '2')
  return 2
}

function annotate(reason) {
  const text = reason.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  process.stdout.write(`::error title=pth::${text}\n`)
}
