/** bash, zsh and fish with the scripts of `pth completion`: each on a terminal, where somebody types and presses TAB. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../cli/harness.ts'
import { output, plainEnvironment, ran } from './tools.ts'

const SHELLS = ['bash', 'zsh', 'fish'] as const
type Shell = (typeof SHELLS)[number]

/** A `pth` that says what it was called with, so that what TAB typed is seen as the program would see it. */
const SPY: Readonly<Record<Shell, string>> = {
  bash: `pth() { printf 'GOT'; printf '<%s>' "$@"; echo END; }`,
  zsh: `pth() { printf 'GOT'; printf '<%s>' "$@"; echo END; }`,
  fish: `function pth; printf GOT; printf '<%s>' $argv; echo END; end`,
}

/** A shell that has read the script, as its page in the documents says. */
interface Prepared {
  readonly words: readonly string[]
  readonly env: Record<string, string>
  readonly cwd: string
}

function prepare(shell: Shell): Prepared {
  const home = temporaryFolder()
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'my model.pth'), '')
  writeFileSync(join(cwd, 'quiet$(touch pwned).pth'), '')
  writeFileSync(join(cwd, 'report.xml'), '')
  const env = plainEnvironment({ HOME: home, ZDOTDIR: home, XDG_CONFIG_HOME: home, TERM: 'xterm' })
  // By the lines of `pth completion --help`.
  if (shell === 'bash') {
    writeFileSync(join(home, '.bashrc'), `eval "$(pth completion bash)"\n${SPY.bash}\necho READY\n`)
    return { words: ['bash', '--rcfile', join(home, '.bashrc'), '-i'], env, cwd }
  }
  if (shell === 'zsh') {
    const start = 'autoload -U compinit; compinit -u -D\nsource <(pth completion zsh)\n'
    writeFileSync(join(home, '.zshrc'), `${start}${SPY.zsh}\necho READY\n`)
    return { words: ['zsh', '-i'], env, cwd }
  }
  mkdirSync(join(home, 'fish', 'completions'), { recursive: true })
  writeFileSync(
    join(home, 'fish', 'completions', 'pth.fish'),
    output('pth', ['completion', 'fish'], { cwd, env }),
  )
  const quiet = 'set -g fish_greeting; function fish_prompt; echo "% "; end'
  writeFileSync(join(home, 'fish', 'config.fish'), `${quiet}\n${SPY.fish}\necho READY\n`)
  return { words: ['fish', '-i'], env, cwd }
}

type Step = string | { readonly wait: string }

function typed({ words, env, cwd }: Prepared, steps: readonly Step[]): string {
  const script = join(import.meta.dirname, 'press-tab.py')
  const input = [{ wait: 'READY' }, ...steps].map((step) => `${JSON.stringify(step)}\n`).join('')
  return output('python3', [script, cwd, ...words], { cwd, env, input })
}

/** What the program is called with after somebody types this and presses TAB and Enter. */
function completed(prepared: Prepared, text: string): string[] {
  const shown = typed(prepared, [`${text}\t`, '\r', { wait: 'GOT(.*)END' }])
  const [, got = ''] = /GOT((?:<[^>]*>)*)END/s.exec(stripVTControlCharacters(shown)) ?? []
  return [...got.matchAll(/<([^>]*)>/g)].map(([, word = '']) => word)
}

/** What is offered for a text. The pager of fish shows some lines only, so fish is asked for all. */
function listed(shell: Shell, prepared: Prepared, text: string, last: string): string {
  if (shell === 'fish') return output('fish', ['-c', `complete -C '${text}'`], prepared)
  return typed(prepared, [`${text}\t\t`, { wait: last }])
}

const LINES: readonly (readonly [what: string, text: string, words: readonly string[]])[] = [
  ['a command', 'pth insp', ['inspect']],
  ['a flag', 'pth scan --str', ['scan', '--strict']],
  ['a flag after a file', 'pth scan a.pth --str', ['scan', 'a.pth', '--strict']],
  ['a flag with a limit', 'pth verify --max-pickle-b', ['verify', '--max-pickle-bytes']],
  ['a value', 'pth scan --format sar', ['scan', '--format', 'sarif']],
  ['a value of the same flag elsewhere', 'pth inspect --format nd', ['inspect', '--format', 'ndjson']],
  ['a value after =', 'pth convert --dtype=bf', ['convert', '--dtype=bf16']],
  ['a value of its own', 'pth diff --frozen inc', ['diff', '--frozen', 'include']],
  ['a shell', 'pth completion fi', ['completion', 'fish']],
  ['a code', 'pth explain ZIP_INV', ['explain', 'ZIP_INVALID']],
  ['a command to get help for', 'pth help conv', ['help', 'convert']],
  ['a file with a space', 'pth scan my', ['scan', 'my model.pth']],
  ['a file without a command', 'pth my', ['my model.pth']],
  ['a file that looks like a command', 'pth verify qui', ['verify', 'quiet$(touch pwned).pth']],
  ['a file after --', 'pth scan -- my', ['scan', '--', 'my model.pth']],
  ['a file of a flag', 'pth scan --policy my', ['scan', '--policy', 'my model.pth']],
  ['the file of a report', 'pth scan --report junit=rep', ['scan', '--report', 'junit=report.xml']],
  ['the format of a report', 'pth scan --report mark', ['scan', '--report', 'markdown=']],
]

describe.each(SHELLS)('%s completes', (shell) => {
  let prepared: Prepared
  beforeAll(() => {
    prepared = prepare(shell)
  })

  test.each(LINES)('%s', (_, text, words) => {
    expect(completed(prepared, text)).toEqual(words)
  })

  test('nothing where only somebody knows the text', () => {
    expect(completed(prepared, 'pth scan --allow my')).toEqual(['scan', '--allow', 'my'])
  })

  test('every command, flag and value: it lists them', () => {
    expect(listed(shell, prepared, 'pth l', 'lock')).toContain('lock')
    const formats = listed(shell, prepared, 'pth verify --format ', 'text')
    for (const format of ['github', 'json', 'junit', 'markdown', 'sarif', 'text'])
      expect(formats).toContain(format)
    const flags = listed(shell, prepared, 'pth lock --', '--timeout')
    for (const flag of ['--root', '--json', '--color', '--max-values']) expect(flags).toContain(flag)
  })

  test('without running anything of a name or of what is typed', () => {
    completed(prepared, 'pth scan "$(touch typed)" my')
    // The shell itself runs what was typed when Enter is pressed; TAB alone must not.
    typed(prepared, ['pth scan $(touch tabbed) my\t', { wait: 'model' }])
    const { stdout } = ran('ls', [], { cwd: prepared.cwd })
    expect(stdout.split('\n')).not.toContain('tabbed')
    expect(stdout.split('\n')).not.toContain('pwned')
  })
})
