/** Configurations: what they mean, and errors that name the place, in JSON, package.json and TOML alike. */
import { describe, expect, test } from 'vitest'
import { askedOf, asksSomething } from '../../src/config/cascade.ts'
import type { ConfigForm } from '../../src/config/document.ts'
import { parseConfig } from '../../src/config/parse.ts'
import { isPthError } from '../../src/errors.ts'

/** The message of the error of a configuration, or undefined. */
function complaint(text: string, form: ConfigForm = 'json'): string | undefined {
  try {
    parseConfig(text, form === 'toml' ? 'pyproject.toml' : 'pth.config.json', form)
    return undefined
  } catch (error) {
    if (isPthError(error, 'CONFIG_INVALID')) return error.message
    throw error
  }
}

/** The text of a configuration with one entry, whose fields begin on line 3. */
function entry(fields: string): string {
  return `{\n  "checkpoints": [{ "files": "*.pth",\n    ${fields} }]\n}`
}

/** A configuration in TOML with an ignore until that day. */
function dated(day: string): string {
  return `[[tool.pth.checkpoints]]\nfiles = "*"\nignore = [{ rule = "scan", reason = "why", expires = ${day} }]\n`
}

describe('an error names line, key, what was expected and what is near', () => {
  test.each<[string, string, string]>([
    [
      'an unknown rule',
      entry('"rules": { "finit": "error" }'),
      'pth.config.json:3 checkpoints[0].rules.finit: expected one of the fields structure, safetensors, scan, schema, ' +
        'dtypes, names, finite, nonzero, shared, unused, bytes, parameters, lock, found "finit"; did you mean finite?',
    ],
    [
      'an unknown level',
      entry('"rules": { "finite": "eror" }'),
      'pth.config.json:3 checkpoints[0].rules.finite: expected one of ["off","warn","error"], found "eror"; ' +
        'did you mean error?',
    ],
    [
      'a field of another name',
      entry('"shema": "m.json"'),
      'pth.config.json:3 checkpoints[0].shema: expected one of the fields files, root, weights, join, schema, ' +
        'schemaRoot, schemaWeights, schemaJoin, strict, checkDtype, dtypes, names, values, scan, lock, shared, unused, safetensors, budgets, rules, ignore, ' +
        'found "shema"; did you mean schema?',
    ],
    [
      'a join that is none',
      entry('"join": ["*.wq.weight=0", "*.wo.weight"]'),
      'pth.config.json:3 checkpoints[0].join[1]: expected a rule such as *.wq.weight=0 or *norm*=same, found a join is ',
    ],
    [
      'a join that nobody completed',
      entry('"schemaJoin": ["*.wq.weight=?"]'),
      'pth.config.json:3 checkpoints[0].schemaJoin[0]: expected a rule such as *.wq.weight=0 or *norm*=same, found the ' +
        'join "*.wq.weight=?" still has its question mark',
    ],
    [
      'no entry',
      '{ "checkpoints": [] }',
      'pth.config.json:1 checkpoints: expected at least 1 in it, found an empty array',
    ],
    ['no field', '{}', 'pth.config.json:1: expected the field "checkpoints", found an object without it'],
    [
      'a dtype that torch does not have',
      entry('"dtypes": ["float32", "flot16"]'),
      'pth.config.json:3 checkpoints[0].dtypes[1]: expected a dtype of torch, such as float16, found "flot16"; ' +
        'did you mean float16 or bfloat16?',
    ],
    [
      'a size without a meaning',
      entry('"budgets": { "bytes": "5 apples" }'),
      'pth.config.json:3 checkpoints[0].budgets.bytes: expected a size such as 100MB or 1.5GiB, found "5 apples"',
    ],
    [
      'a day that is not one',
      entry('"ignore": [{ "rule": "finite", "reason": "why", "expires": "2027-02-30" }]'),
      'pth.config.json:3 checkpoints[0].ignore[0].expires: expected a day such as 2027-06-30, found "2027-02-30"',
    ],
    [
      'an ignore without a reason',
      entry('"ignore": [{ "rule": "finite", "expires": "2027-02-03" }]'),
      'pth.config.json:3 checkpoints[0].ignore[0]: expected the field "reason", found an object without it',
    ],
    [
      'a reason that is too short',
      entry('"ignore": [{ "rule": "finite", "reason": "x", "expires": "2027-02-03" }]'),
      'pth.config.json:3 checkpoints[0].ignore[0].reason: expected a text of at least 3 characters, found "x"',
    ],
    [
      'a reason that is empty',
      entry('"schema": ""'),
      'pth.config.json:3 checkpoints[0].schema: expected a text that is not empty, found ""',
    ],
    [
      'a glob of names that would leave out',
      entry('"names": { "deny": ["!a*"] }'),
      'pth.config.json:3 checkpoints[0].names.deny: expected a glob of names, in which ! does not leave out (a name ' +
        'that begins with ! is written \\!), found "!a*"',
    ],
    [
      'a part of a path that is unknown',
      entry('"lock": "{pth}.lock.json"'),
      'pth.config.json:3 checkpoints[0].lock: expected a path with no other parts than {path}, {dir}, {base}, {name}, ' +
        'found "{pth}"; did you mean {path}?',
    ],
    [
      'a part in the path of the baseline, which is one for all',
      '{ "baseline": "{name}.json", "checkpoints": [{ "files": "*.pth", "lock": "a" }] }',
      'pth.config.json:1 baseline: expected a path without a part in braces, found "{name}"',
    ],
    [
      'only globs that leave out',
      '{ "checkpoints": [{ "files": "!a" }] }',
      'expected a glob that does not begin with !',
    ],
    [
      'a key twice',
      '{ "checkpoints": [],\n "checkpoints": [] }',
      'pth.config.json:2: expected each name once in an object',
    ],
    [
      'text that is not JSON',
      '{ "checkpoints": [\n',
      'pth.config.json:2: expected a JSON value, found the end of the file',
    ],
    [
      'a glob that is empty',
      entry('"names": { "allow": [""] }'),
      'pth.config.json:3 checkpoints[0].names.allow[0]: expected a text that is not empty, found ""',
    ],
  ])('%s', (_, text, message) => {
    expect(complaint(text)).toContain(message)
  })

  test('in package.json the key begins with pth', () => {
    const text = '{\n  "name": "x",\n  "pth": {\n    "checkpoints": [{ "files": 1 }]\n  }\n}'
    expect(complaint(text, 'package.json')).toBe(
      'pth.config.json:4 pth.checkpoints[0].files: expected string, found 1',
    )
    expect(parseConfig('{ "name": "pth" }', 'package.json', 'package.json')).toBeNull()
  })

  test('in TOML the line is that of the value', () => {
    const text = [
      '[project]',
      'name = "pth-things"',
      '',
      '[tool.pth]',
      'baseline = "b.json"',
      '',
      '# the models',
      '[[tool.pth.checkpoints]]',
      'files = [',
      '  "a.pth",',
      ']',
      'strict = true',
      '[tool.pth.checkpoints.rules]',
      'scan = "error"',
      'finite = "eror"',
      '',
      '[tool.other]',
      'x = 1',
    ]
    expect(complaint(text.join('\n'), 'toml')).toBe(
      'pyproject.toml:15 tool.pth.checkpoints[0].rules.finite: expected one of ["off","warn","error"], found "eror"; ' +
        'did you mean error?',
    )
    const files = text.with(9, '  5,').with(14, 'finite = "error"')
    expect(complaint(files.join('\n'), 'toml')).toBe(
      'pyproject.toml:9 tool.pth.checkpoints[0].files[0]: expected string, found 5',
    )
    expect(complaint('[tool.pth]\ncheckpoints = [\n', 'toml')).toMatch(
      /^pyproject\.toml:\d+: expected a TOML document/,
    )
    expect(parseConfig('[tool.ruff]\nx = 1 # pth', 'pyproject.toml', 'toml')).toBeNull()
  })

  test('a date of TOML is a day', () => {
    const config = parseConfig(dated('2027-01-02'), 'pyproject.toml', 'toml')
    expect(config?.entries[0]?.ignores[0]).toMatchObject({ expires: '2027-01-02', line: 3 })
    expect(complaint(dated('2027-01-02T10:00:00Z'), 'toml')).toContain(
      'tool.pth.checkpoints[0].ignore[0].expires',
    )
  })
})

test('sizes and growth as people write them', () => {
  const config = parseConfig(
    entry(
      '"unused": "1KiB", "budgets": { "bytes": { "max": "1.5MB", "grow": "5%" }, "parameters": { "grow": 10 } }',
    ),
    'c',
    'json',
  )
  expect(config?.entries[0]?.settings).toMatchObject({
    unused: 1024,
    bytes: { max: 1_500_000, grow: { share: 0.05 } },
    parameters: { max: null, grow: { more: 10 } },
  })
})

describe('the entries of a file', () => {
  const config = parseConfig(
    JSON.stringify({
      checkpoints: [
        { files: '*', rules: { scan: 'warn', schema: 'error' }, strict: true },
        { files: 'a', schema: 'a.json', rules: { scan: 'off' } },
        { files: 'b', strict: false, dtypes: 'half' },
      ],
    }),
    'c',
    'json',
  )
  const of = (...at: readonly number[]): ReturnType<typeof askedOf> =>
    askedOf(
      (config?.entries ?? []).filter((_, index) => at.includes(index)),
      [],
    )
  const levels = (...at: readonly number[]): Record<string, string> =>
    Object.fromEntries(
      of(...at).levels.flatMap(({ rule, level, by, place }) =>
        by === 'default' ? [] : [[rule, `${level} ${place?.key}`]],
      ),
    )

  test('the last that sets a level counts, and a field turns its rule on', () => {
    expect(levels(0)).toEqual({
      scan: 'warn checkpoints[0].rules.scan',
      schema: 'error checkpoints[0].rules.schema',
    })
    expect(levels(0, 1)).toEqual({
      scan: 'off checkpoints[1].rules.scan',
      schema: 'error checkpoints[0].rules.schema',
    })
    expect(levels(2)).toEqual({ dtypes: 'error checkpoints[2].dtypes' })
  })

  test('of fields the last one counts, and dtypes are torch’s', () => {
    expect(of(0, 1, 2).settings).toEqual({
      strict: false,
      schema: 'a.json',
      dtypes: [{ names: null, dtypes: ['float16'] }],
    })
  })

  test('an entry without a rule asks nothing', () => {
    expect([asksSomething(of()), asksSomething(of(0)), asksSomething(of(2))]).toEqual([false, true, true])
    expect(
      of()
        .levels.filter(({ level }) => level !== 'off')
        .map(({ rule }) => rule),
    ).toEqual(['structure'])
  })
})
