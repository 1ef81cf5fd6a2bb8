/** How far tensors moved, and what was expected of them: files and answers of PyTorch and NumPy (generate_training.py). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { actualStateDict } from '../../src/diff/actual.ts'
import { diffValues } from '../../src/diff/values.ts'
import type { ValuesReport } from '../../src/diff/values-report.ts'
import { runCli } from '../cli/harness.ts'
import { FIXTURES, openFixture } from '../fixtures.ts'

interface Move {
  readonly same_bits: boolean
  readonly equal: boolean
  readonly distance: number
  readonly norm: number
  readonly relative_norm: number | null
  readonly cosine: number | null
}

const answers: { moves: Record<string, Record<string, Move>> } = JSON.parse(
  readFileSync(join(FIXTURES, 'training', 'answers.json'), 'utf8'),
)
const path = (name: string): string => join(FIXTURES, 'training', `${name}.pth`)

async function compared(a: string, b: string): Promise<ValuesReport> {
  const [found, expected] = [await openFixture(`training/${a}.pth`), await openFixture(`training/${b}.pth`)]
  return diffValues(actualStateDict(found), actualStateDict(expected), {
    rtol: 1e-5,
    atol: 1e-8,
    equalNan: false,
  })
}

interface Answered {
  readonly kind: string
  readonly met: boolean
  readonly tensors: number
  readonly buffers_changed: number
  readonly broken: readonly { name: string; reason: string }[]
}

async function expecting(
  a: string,
  b: string,
  ...expected: string[]
): Promise<{ code: number; answers: Answered[] }> {
  const { code, stdout } = await runCli(
    'diff',
    path(a),
    path(b),
    '--json',
    ...expected.flatMap((text) => ['--expect', text]),
  )
  return { code, answers: JSON.parse(stdout).values.expectations }
}

/** The report of two broken expectations. */
function ask(format: string): Promise<{ code: number; stdout: string }> {
  return runCli(
    'diff',
    path('frozen'),
    path('before'),
    '--format',
    format,
    '--expect',
    'same=backbone.*',
    '--expect',
    'changed=absent.*',
  )
}

describe('how far each tensor moved, as NumPy measures it in float64', () => {
  test.each(Object.entries(answers.moves))('%s', async (pair, moves) => {
    const [a = '', b = ''] = pair.split(' ')
    const { tensors } = await compared(a, b)
    expect(tensors.map(({ name }) => name)).toEqual(Object.keys(moves))
    for (const { name, verdict, distance, norm, relative_norm: relative, cosine } of tensors) {
      const move = moves[name]
      expect([name, verdict === 'bit_equal']).toEqual([name, move?.same_bits])
      for (const [found, wanted] of [
        [distance, move?.distance],
        [norm, move?.norm],
        [cosine, move?.cosine],
        ...(move?.relative_norm === null ? [] : [[relative, move?.relative_norm]]),
      ])
        expect(Number(found), name).toBeCloseTo(Number(wanted), 12)
    }
  })

  test('layers: their parameters together, buffers left out', async () => {
    const { layers } = await compared('all', 'before')
    const moves = answers.moves['all before'] ?? {}
    const together = (names: readonly string[]): number => {
      const sum = (of: (move: Move) => number): number =>
        names.reduce((total, name) => total + of(moves[name] as Move) ** 2, 0)
      return Math.sqrt(sum(({ distance }) => distance) / sum(({ norm }) => norm))
    }
    expect(layers.map(({ layer, tensors, changed }) => [layer, tensors, changed])).toEqual([
      ['backbone.0', 2, 2],
      ['backbone.1', 2, 2],
      ['backbone.2', 2, 2],
      ['head', 2, 2],
    ])
    for (const { layer, relative_norm: moved } of layers)
      expect(Number(moved)).toBeCloseTo(together([`${layer}.weight`, `${layer}.bias`]), 12)
  })

  test('the tensor that moved most is shown first, and --top says how many', async () => {
    const { stdout } = await runCli('diff', path('merged'), path('base'), '--values', '--top', '2')
    const sorted = Object.entries(answers.moves['merged base'] ?? {}).toSorted(
      ([, a], [, b]) => (b.relative_norm ?? 0) - (a.relative_norm ?? 0),
    )
    const shown = [...stdout.matchAll(/^! changed +(\S+)/gm)].map(([, name]) => name)
    expect(shown).toEqual(sorted.slice(0, 2).map(([name]) => name))
    expect(stdout).toContain('4 more (--full, --top N)')
  })
})

describe('what was expected', () => {
  test('a frozen backbone: parameters keep their bits, statistics of BatchNorm move', async () => {
    const { code, answers: found } = await expecting(
      'frozen',
      'before',
      'frozen=backbone.*',
      'changed=head.*',
    )
    expect(code).toBe(0)
    expect(
      found.map(({ kind, met, tensors, buffers_changed: buffers }) => [kind, met, tensors, buffers]),
    ).toEqual([
      ['frozen', true, 9, 3],
      ['changed', true, 2, 0],
    ])
  })

  test('the same backbone is not `same`, and after training everything it is not frozen', async () => {
    const same = await expecting('frozen', 'before', 'same=backbone.*')
    expect([same.code, same.answers[0]?.broken.map(({ name }) => name)]).toEqual([
      1,
      ['backbone.1.running_mean', 'backbone.1.running_var', 'backbone.1.num_batches_tracked'],
    ])
    const all = await expecting('all', 'before', 'frozen=backbone.*')
    expect([all.code, all.answers[0]?.broken.length]).toEqual([1, 6])
  })

  test('a merged LoRA: its targets changed and nothing else, as the last match decides', async () => {
    const targets = 'changed=*.{q_proj,v_proj}.weight'
    expect((await expecting('merged', 'base', 'same=*', targets)).code).toBe(0)
    expect((await expecting('base', 'base', 'same=*', targets)).code).toBe(1)
    // The general one last takes every name: the first one compares nothing.
    const reversed = await expecting('merged', 'base', targets, 'same=*')
    expect([reversed.code, reversed.answers.map(({ met, tensors }) => [met, tensors])]).toEqual([
      1,
      [
        [false, 0],
        [false, 13],
      ],
    ])
  })

  test.each(['same', 'changed', 'frozen'])('%s of a glob that matches nothing fails', async (kind) => {
    const { code, answers: found } = await expecting('base', 'base', `${kind}=absent.*`)
    expect([code, found[0]?.met]).toEqual([1, false])
  })

  test('frozen of buffers alone compares no parameter and fails', async () => {
    expect((await expecting('before', 'before', 'frozen=*.running_*')).code).toBe(1)
  })

  test('-0.0 for 0.0 and another NaN are other bits, and no change of a number', async () => {
    const reason = 'differs in bits, not in any number'
    for (const kind of ['same', 'frozen', 'changed']) {
      const { code, answers: found } = await expecting('odd-bits', 'odd', `${kind}=norm.weight`)
      expect([code, found[0]?.broken]).toEqual([1, [{ name: 'norm.weight', reason }]])
    }
    expect((await expecting('odd', 'odd', 'same=norm.weight')).code).toBe(0)
  })

  test('a cast is neither the same nor changed', async () => {
    const same = await expecting('half', 'base', 'same=layers.*')
    expect([same.code, same.answers[0]?.broken.length]).toEqual([1, 12])
    const changed = await expecting('half', 'base', 'changed=layers.*')
    expect([changed.code, changed.answers[0]?.broken.length]).toEqual([1, 12])
  })

  test('a tensor that one file lacks breaks whatever is expected of it', async () => {
    for (const kind of ['same', 'changed', 'frozen']) {
      const { code, answers: found } = await expecting('base', 'before', `${kind}=*norm*`)
      expect([code, found[0]?.broken]).toEqual([
        1,
        [{ name: 'norm.weight', reason: 'is not in the expected file' }],
      ])
    }
  })

  test('JSON, JUnit, SARIF and GitHub agree on what is broken', async () => {
    for (const format of ['text', 'json', 'junit', 'sarif', 'github', 'markdown'])
      expect((await ask(format)).code).toBe(1)
    const { stdout: junit } = await ask('junit')
    expect([...junit.matchAll(/failure type="([^"]+)"/g)].map(([, rule]) => rule)).toEqual([
      'PTH-D014',
      'PTH-D015',
    ])
    const sarif = JSON.parse((await ask('sarif')).stdout)
    const errors = sarif.runs[0].results.filter(({ level }: { level: string }) => level === 'error')
    expect(errors.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual([
      'PTH-D014',
      'PTH-D014',
      'PTH-D014',
      'PTH-D015',
    ])
    const { stdout: github } = await ask('github')
    expect(github).toContain('PTH-D015')
  })

  test.each([
    ['--expect', 'average=*'],
    ['--expect', 'same='],
    ['--expect', 'same'],
    ['--expect', 'same=*', '--fail-fast'],
    ['--values', '--top', '0'],
  ])('%s %s %s is a usage error', async (...flags) => {
    const { code } = await runCli('diff', path('base'), path('base'), ...flags.filter(Boolean))
    expect(code).toBe(2)
  })
})
