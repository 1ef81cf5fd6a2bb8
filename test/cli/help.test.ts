/** Help: examples that the commands accept, and limits on a page of their own. */
import { describe, expect, test } from 'vitest'
import { isAccepted } from '../../src/cli/guide/line.ts'
import { COMMANDS, declareProgram } from '../../src/cli/program.ts'
import { LIMIT_RULES } from '../../src/limits.ts'
import { pth } from './harness.ts'

const io = {
  stdout: { write: async () => undefined, isTTY: false, columns: 80 },
  stderr: { write: async () => undefined, isTTY: false, columns: 80 },
  env: {},
}
const program = declareProgram(
  {
    io,
    commands: () => [],
    words: [],
    paint: () => {
      throw new Error('nothing is painted')
    },
    width: 80,
    exit: () => undefined,
  },
  [],
  COMMANDS,
)

/** The words of a line, up to what the shell does with its output. */
function wordsOf(line: string): string[] {
  return [...line.replace(/ > .*/, '').matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, plain = '']) => quoted ?? plain,
  )
}

const examples = COMMANDS.flatMap(({ name, examples: lines }) =>
  lines.map(({ line }) => [name, line] as const),
)

describe('examples', () => {
  test('of every command there is one', () => {
    for (const declaration of COMMANDS)
      expect(declaration.examples.length, declaration.name).toBeGreaterThan(0)
  })

  test.each(examples.filter(([, line]) => line.startsWith('pth ')))('%s: %s', async (name, line) => {
    const [, first, ...words] = wordsOf(line)
    expect(first).toBe(name)
    const command = program.commands.find((one) => one.name() === name)
    expect(command !== undefined && isAccepted(command, words)).toBe(true)
    expect((await pth([name, '--help'], { columns: 80 })).stdout).toContain(`\n  ${line}\n`)
  })
})

describe('limits', () => {
  test('are not in the help, and each is on its own page', async () => {
    const seen = new Set<string>()
    for (const { name } of COMMANDS) {
      const { stdout: help } = await pth([name, '--help'])
      const own = new Set(Object.values(LIMIT_RULES).map(({ flag }) => flag as string))
      for (const flag of own) expect(help, name).not.toContain(`${flag} `)
      if (!help.includes('--help-limits')) continue
      // The files that a command needs are not asked for.
      const { code, stdout, stderr } = await pth([name, '--help-limits'])
      expect([code, stderr]).toEqual([0, ''])
      const listed = [...stdout.matchAll(/^  (--max-[a-z-]+) </gm)].map(([, flag = '']) => flag)
      expect(listed.length, name).toBeGreaterThanOrEqual(['ls', 'join'].includes(name) ? 3 : 10)
      for (const flag of listed) seen.add(flag)
      expect(stdout).not.toContain('--color')
    }
    expect([...seen].toSorted()).toEqual(
      Object.values(LIMIT_RULES)
        .map(({ flag }) => flag as string)
        .toSorted(),
    )
  })

  test('are accepted as before', async () => {
    const { code, stderr } = await pth(['inspect', 'fixtures/tied.pth', '--max-pickle-bytes', '1'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('--max-pickle-bytes')])
  })
})

describe('pth --version --verbose', () => {
  test('says what runs it, and every limit', async () => {
    const { code, stdout, stderr } = await pth(['--version', '--verbose'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain(`Node ${process.versions.node}\n`)
    expect(stdout).toContain(`${process.platform} ${process.arch}\n`)
    // This Node has SIMD.
    expect(stdout).toContain('WebAssembly for large tensors')
    for (const { flag } of Object.values(LIMIT_RULES)) expect(stdout).toContain(`  ${flag} `)
    expect((await pth(['--verbose', '-V'])).stdout).toBe(stdout)
  })

  test('is no other line', async () => {
    expect((await pth(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect((await pth(['--verbose'])).code).toBe(2)
  })
})
