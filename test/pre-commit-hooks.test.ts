/** The patterns of .pre-commit-hooks.yaml: for which staged files pre-commit calls a hook at all. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** The pattern of one hook, read as Python does: searched anywhere in a path. */
function patternOf(id: string): RegExp {
  const text = readFileSync('.pre-commit-hooks.yaml', 'utf8')
  const hook = text.split(/^- id: /m).find((part) => part.startsWith(`${id}\n`)) ?? ''
  const [, pattern = ''] = /^ {2}files: (.+)$/m.exec(hook) ?? []
  expect(pattern).not.toBe('')
  return new RegExp(pattern)
}

test('pth-check is called for everything that a configuration may judge or compare with', () => {
  const called = patternOf('pth-check')
  for (const name of [
    'a.pth',
    'w/model.pickle',
    'dcp/__0_0.distcp',
    'dcp/.metadata',
    '.metadata',
    'a.th',
    'a.pt2',
    'a.pth.tar',
    'weights/model',
    'model',
    'un/archive/data/0',
    'a.index.json',
    'pth.config.json',
    'pyproject.toml',
  ])
    expect([name, called.test(name)]).toEqual([name, true])
  for (const name of ['README.md', 'src/model.py', '.gitignore', 'w.d/a.txt'])
    expect([name, called.test(name)]).toEqual([name, false])
})

test('pth-check is called for the suffixes of pth-scan and of pth-verify', () => {
  const called = patternOf('pth-check')
  for (const id of ['pth-scan', 'pth-verify']) {
    const suffixes = /\(([^)]*)\)/.exec(patternOf(id).source)?.[1]?.split('|') ?? []
    expect(suffixes.length).toBeGreaterThan(4)
    for (const suffix of suffixes) expect(`a.${suffix.replaceAll('\\', '')}`).toMatch(called)
  }
})
