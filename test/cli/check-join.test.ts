/** Folders whose weights somebody has to say how to put together, in the gate: `check` and `init`. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FIXTURES } from '../fixtures.ts'
import { documentErrors, errorsBy } from '../support/documents.ts'
import { inFolder, pth } from './harness.ts'

const LLAMA = join(FIXTURES, 'distributed', 'mp-llama2-2')
const DEEPSPEED = join(FIXTURES, 'distributed', 'mp-deepspeed-zero1-bf16-2')
const FILE = join(FIXTURES, 'attributes-on-parameter.pth')

/** The rules that are right, as the maker of the folder says. */
function rulesOf(made: string): readonly string[] {
  return (JSON.parse(readFileSync(join(made, 'expected.json'), 'utf8')) as { join: string[] }).join
}

/** A folder with the ranks of Llama in `llama/`, and what `pth check` says with these entries. */
async function checked(entries: readonly object[]) {
  return inFolder(async (folder) => {
    cpSync(join(LLAMA, 'ckpt'), join(folder, 'llama'), { recursive: true })
    cpSync(join(DEEPSPEED, 'ckpt'), join(folder, 'ds'), { recursive: true })
    cpSync(FILE, join(folder, 'model.pth'))
    const config = { checkpoints: entries, uncovered: 'off' }
    expect(errorsBy('config.schema.json', config)).toEqual([])
    writeFileSync(join(folder, 'pth.config.json'), JSON.stringify(config))
    const { code, stdout } = await pth(['check', '--json', '--config', join(folder, 'pth.config.json')])
    const { results } = JSON.parse(stdout) as {
      results: { rule: string; status: string; detail: string }[]
    }
    return { code, results }
  })
}

const RULES = { structure: 'error', finite: 'error', parameters: 'error' }
const LLAMA_ENTRY = { files: 'llama', rules: RULES, budgets: { parameters: 10_000 } }

describe('check', () => {
  test('judges the whole tensors of an entry with rules', async () => {
    const { code, results } = await checked([{ ...LLAMA_ENTRY, join: rulesOf(LLAMA) }])
    expect([code, results.map(({ status }) => status)]).toEqual([0, ['PASS', 'PASS', 'PASS']])
    expect(results.map(({ detail }) => detail).join()).toContain('pieces 44, tensors 22')
  })

  test('a later entry may have the rules', async () => {
    const { code } = await checked([LLAMA_ENTRY, { files: 'llama/**', join: rulesOf(LLAMA) }])
    expect(code).toBe(0)
  })

  test('without rules nothing passes, and the field to write is given once', async () => {
    const { code, results } = await checked([LLAMA_ENTRY])
    expect([code, results.map(({ status }) => status)]).toEqual([2, ['FAIL', 'FAIL', 'FAIL']])
    const [first, ...others] = results.map(({ detail }) => detail)
    const field = /"join": (\[.*\])/.exec(first ?? '')?.[1] ?? ''
    expect(JSON.parse(field)).toContain('layers.*.attention.wq.weight=?')
    expect(JSON.parse(field)).toContain('norm.weight=same')
    expect(others).toEqual([
      'not judged: JOIN_NEEDED, as said above',
      'not judged: JOIN_NEEDED, as said above',
    ])
  })

  test('a tensor that a rule takes for the same, and that is not, fails', async () => {
    const { code, results } = await checked([{ ...LLAMA_ENTRY, join: ['*=same'] }])
    expect([code, results[0]?.status]).toEqual([1, 'FAIL'])
    expect(results[0]?.detail).toContain('has other bytes than consolidated.01.pth')
  })

  test.each([
    ['a rule that decides nothing', { files: 'llama', join: ['none=0', ...rulesOf(LLAMA)] }, 'JOIN_INVALID'],
    ['a rule for a file', { files: 'model.pth', join: ['*=0'] }, 'a rule of joining is for'],
    [
      'weights of what is not DeepSpeed',
      { files: 'llama', weights: 'master', join: rulesOf(LLAMA) },
      'weights',
    ],
    ['weights of a file', { files: 'model.pth', weights: 'module' }, 'the weights "module"'],
  ])('%s fails', async (_, entry, named) => {
    const { code, results } = await checked([{ ...entry, rules: { finite: 'error' } }])
    expect(code).not.toBe(0)
    expect(results.every(({ status }) => status === 'FAIL')).toBe(true)
    expect(results[0]?.detail).toContain(named)
  })

  test('weights of DeepSpeed are those that the entry names', async () => {
    const entry = { files: 'ds', join: rulesOf(DEEPSPEED), rules: { dtypes: 'error' } }
    const master = await checked([{ ...entry, weights: 'master', dtypes: 'float32' }])
    const module = await checked([{ ...entry, weights: 'module', dtypes: 'float32' }])
    expect([master.code, module.code]).toEqual([0, 1])
    expect(module.results.find(({ rule }) => rule === 'dtypes')?.status).toBe('FAIL')
  })

  test('a reference checkpoint of ranks is joined by rules of its own', async () => {
    const entry = { files: 'llama', join: rulesOf(LLAMA), schema: 'ref', rules: { schema: 'error' } }
    const outcome = await inFolder(async (folder) => {
      cpSync(join(LLAMA, 'ckpt'), join(folder, 'llama'), { recursive: true })
      cpSync(join(LLAMA, 'ckpt'), join(folder, 'ref'), { recursive: true })
      const run = async (schemaJoin: readonly string[]): Promise<number> => {
        const checkpoints = [{ ...entry, schemaJoin }]
        writeFileSync(join(folder, 'pth.config.json'), JSON.stringify({ checkpoints, uncovered: 'off' }))
        return (await pth(['check', '--config', join(folder, 'pth.config.json')])).code
      }
      const others = rulesOf(LLAMA).map((rule) =>
        rule.replace('tok_embeddings.weight=1', 'tok_embeddings.weight=0'),
      )
      return [await run(rulesOf(LLAMA)), await run(others)]
    })
    expect(outcome).toEqual([0, 1])
  })
})

describe('init', () => {
  const flags = rulesOf(LLAMA).flatMap((rule) => ['--join', rule])

  test('writes the rules that it was given, and a check by them passes', () =>
    inFolder(async (folder) => {
      cpSync(join(LLAMA, 'ckpt'), join(folder, 'llama'), { recursive: true })
      cpSync(FILE, join(folder, 'model.pth'))
      expect((await pth(['init', folder, ...flags])).code).toBe(0)
      const config = JSON.parse(readFileSync(join(folder, 'pth.config.json'), 'utf8'))
      expect(config.checkpoints[1]).toEqual({ files: 'llama', join: rulesOf(LLAMA) })
      const check = await pth(['check', '--config', join(folder, 'pth.config.json')])
      expect([check.code, check.stdout]).toEqual([0, expect.stringContaining('10 rules: 10 passed')])
    }))

  test('without rules the folder is left out, with a line to complete', () =>
    inFolder(async (folder) => {
      cpSync(join(LLAMA, 'ckpt'), join(folder, 'llama'), { recursive: true })
      cpSync(FILE, join(folder, 'model.pth'))
      const { code, stdout } = await pth(['init', folder])
      expect(code).toBe(2)
      expect(stdout).toContain(`  pth init ${folder} --force --join 'tok_embeddings.weight=?'`)
      const config = JSON.parse(readFileSync(join(folder, 'pth.config.json'), 'utf8'))
      expect(config.checkpoints).toHaveLength(1)
      expect(config.checkpoints[0].files).toContain('!llama')
      const document = JSON.parse((await pth(['init', folder, '--force', '--json'])).stdout)
      expect(documentErrors(document)).toEqual([])
    }))

  test('rules that no checkpoint has a use for are a mistake', () =>
    inFolder(async (folder) => {
      cpSync(FILE, join(folder, 'model.pth'))
      const { code, stderr } = await pth(['init', folder, '--join', '*=0'])
      expect([code, stderr]).toEqual([2, expect.stringContaining('no checkpoint in')])
    }))
})

test('report accepts the line that it proposes', () =>
  inFolder(async (folder) => {
    const flags = rulesOf(LLAMA).flatMap((rule) => ['--join', rule])
    const { code, stderr } = await pth([
      'report',
      join(LLAMA, 'ckpt'),
      ...flags,
      '-o',
      join(folder, 'r.html'),
    ])
    expect([code, stderr]).toEqual([0, ''])
  }))
