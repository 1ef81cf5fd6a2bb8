/** Reading of schemas: order, lines, templates, dimensions, and every refusal by its place. */
import { describe, expect, test } from 'vitest'
import { isPthError } from '../../src/errors.ts'
import { actualOf } from '../../src/diff/actual.ts'
import { diffStateDict } from '../../src/diff/diff.ts'
import { parseSchema } from '../../src/schema/parse.ts'

async function refusal(text: string): Promise<{ line: number; pointer: string } | string> {
  try {
    await parseSchema(text, 'm.json')
    return 'accepted'
  } catch (error) {
    if (isPthError(error, 'SCHEMA_INVALID'))
      return { line: error.details.line, pointer: error.details.pointer }
    return isPthError(error) ? error.code : String(error)
  }
}

const model = (members: string): string => `{\n"kind": "pth.model",\n"version": 1,\n${members}\n}`

describe('a schema with a mistake is refused with line and pointer', () => {
  test.each([
    ['unknown field', model('"tensors": {},\n"tensor": {}'), { line: 5, pointer: '/tensor' }],
    [
      'unknown field of an entry',
      model('"tensors": {"w": {"shape": [1],\n"typ": 1}}'),
      { line: 5, pointer: '/tensors/w/typ' },
    ],
    ['wrong version', model('"tensors": {}').replace('1', '2'), { line: 3, pointer: '/version' }],
    ['another kind', '{"kind": "pth.diff", "version": 1, "tensors": {}}', { line: 1, pointer: '/kind' }],
    ['no version', '{"kind": "pth.model", "tensors": {}}', { line: 1, pointer: '' }],
    [
      'dtype typo',
      model('"tensors": {\n"w": {"shape": [1], "dtype": "flaot32"}}'),
      { line: 5, pointer: '/tensors/w/dtype' },
    ],
    ['negative size', model('"tensors": {"a": [1],\n\n"w": [2, -1]}'), { line: 6, pointer: '/tensors/w/1' }],
    ['fractional size', '{"w": [1.5]}', { line: 1, pointer: '/w/0' }],
    ['size past 2^53', '{"w": [9007199254740993]}', { line: 1, pointer: '/w/0' }],
    ['size that is true', '{"w": [true]}', { line: 1, pointer: '/w/0' }],
    ['unknown dimension', model('"tensors": {"w": ["hidden"]}'), { line: 4, pointer: '/tensors/w/0' }],
    [
      'range over an open dimension',
      model('"dimensions": {"n": null}, "ranges": {"i": "n"}, "tensors": {}'),
      { line: 4, pointer: '/ranges/i' },
    ],
    ['range backwards', model('"ranges": {"i": [3, 1]}, "tensors": {}'), { line: 4, pointer: '/ranges/i' }],
    ['no shape', model('"tensors": {"w": {"dtype": "float32"}}'), { line: 4, pointer: '/tensors/w' }],
    ['doubled name', '{"w": [1],\n"w": [2]}', { line: 2, pointer: '' }],
    [
      'doubled by expansion',
      model('"ranges": {"i": 2},\n"tensors": {"l.{i}": [1], "l.1": [1]}'),
      { line: 5, pointer: '/tensors' },
    ],
    ['a list', '[]', { line: 1, pointer: '' }],
    ['slash and tilde in a name', '{"a/b~c": 1}', { line: 1, pointer: '/a~1b~0c' }],
    ['__proto__ is a name like any other', '{"__proto__": 1}', { line: 1, pointer: '/__proto__' }],
  ])('%s', async (_, text, place) => {
    expect(await refusal(text)).toEqual(place)
  })
})

describe('broken JSON is refused with its line', () => {
  test.each([
    ['{"w": [1],}', 1],
    ['{"w" [1]}', 1],
    ['{\n"w": [1]', 2],
    ['{"w": [01]}', 1],
    ["{'w': 1}", 1],
    ['{"w": [1]} x', 1],
    ['', 1],
    ['{"w": NaN}', 1],
    ['{\n\n"w": "\u0001"}', 3],
    ['{"w": "\\x"}', 1],
    ['{"w', 1],
    ['{"w": [1}', 1],
    ['{"w": tru}', 1],
    ['// c\n{}', 1],
  ])('%j', async (text, line) => {
    expect(await refusal(text)).toEqual({ line, pointer: '' })
  })
  test('nesting of 100,000 levels', async () => {
    expect(await refusal('['.repeat(100_000))).toEqual({ line: 1, pointer: '' })
    expect(await refusal('{"a":'.repeat(100_000))).toEqual({ line: 1, pointer: '' })
  })
})

test('names keep their order, also numeric and strange ones', async () => {
  const names = ['10', '2', 'b', '__proto__', 'constructor', '1', 'a.b', '', 'größe', '{x}']
  const parsed = await parseSchema(`{${names.map((name) => `${JSON.stringify(name)}: [1]`).join(',')}}`, 'm')
  expect([...parsed.tensors.keys()]).toEqual(names)
})

describe('templates', () => {
  test('layers in the order of the model, nested ranges, ties', async () => {
    const schema = model(`"dimensions": {"h": 4, "n": 2}, "ranges": {"i": "n", "j": [5, 7]}, "tensors": {
      "in": ["h"], "l.{i}.a": [1], "l.{i}.e.{j}.w": ["h", "h"], "l.{i}.e.{j}.b": {"shape": ["h"], "tied": "l.{i}.e.{j}.w"}, "l.{i}.z": [null], "out": ["h"], "{k}": []}`)
    const { tensors } = await parseSchema(schema, 'm')
    const layers = [0, 1].flatMap((i) => [
      `l.${i}.a`,
      `l.${i}.e.5.w`,
      `l.${i}.e.5.b`,
      `l.${i}.e.6.w`,
      `l.${i}.e.6.b`,
      `l.${i}.z`,
    ])
    expect([...tensors.keys()]).toEqual(['in', ...layers, 'out', '{k}'])
    expect(tensors.get('l.1.e.6.b')).toMatchObject({ shape: [4], tied: 'l.1.e.6.w' })
  })

  test('a range without end is refused before it is expanded', async () => {
    expect(await refusal(model('"ranges": {"i": 9007199254740991}, "tensors": {"l.{i}": [1]}'))).toBe(
      'LIMIT_EXCEEDED',
    )
    expect(
      await refusal(model('"ranges": {"i": 2000, "j": 2000, "k": 2000}, "tensors": {"{i}.{j}.{k}": [1]}')),
    ).toBe('LIMIT_EXCEEDED')
    expect(await refusal(model('"ranges": {"i": 3, "j": [1, 399999]}, "tensors": {"l.{i}.{j}": [1]}'))).toBe(
      'LIMIT_EXCEEDED',
    )
    const long = 'x'.repeat(20_000)
    expect(await refusal(model(`"ranges": {"i": 300000}, "tensors": {"${long}.{i}": [1]}`))).toBe(
      'LIMIT_EXCEEDED',
    )
    expect(
      await refusal(
        model(
          `"ranges": {"i": 300000}, "tensors": {"b": [1], "a.{i}": {"shape": [1], "tied": "${long}{i}"}}`,
        ),
      ),
    ).toBe('LIMIT_EXCEEDED')
    expect(
      await refusal(model(`"ranges": {"i": 300000}, "tensors": {}, "modules": {"${long}.{i}": "M"}`)),
    ).toBe('LIMIT_EXCEEDED')
    expect(
      await refusal(
        model(`"ranges": {"a": 1}, "tensors": {"${'{a}'.repeat(3)}${'{b}'.repeat(50_000)}": [1]}`),
      ),
    ).toBe('accepted')
  })
})

test('an open dimension is any size, but the same everywhere', async () => {
  const schema = await parseSchema(
    model('"dimensions": {"v": null}, "tensors": {"a": ["v", 2], "b": ["v"]}'),
    'm',
  )
  const loads = (a: number[], b: number[]): boolean =>
    diffStateDict(
      actualOf([
        ['a', a],
        ['b', b],
      ]),
      schema,
      { strict: true },
    ).loads
  expect([loads([7, 2], [7]), loads([9, 2], [9]), loads([7, 2], [8]), loads([7, 3], [7])]).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('optional, frozen and ignored entries', async () => {
  const schema = await parseSchema(
    model(
      '"tensors": {"a": {"shape": [1], "optional": true}, "b": [2], "c.n": [3]},\n"ignore": ["*.n", "x{1..3}"]',
    ),
    'm',
  )
  const diff = diffStateDict(
    actualOf([
      ['b', [2]],
      ['x2', [1]],
    ]),
    schema,
    { strict: true },
  )
  expect([diff.compatible, diff.expected]).toEqual([true, 2])
  expect(diff.left_out.rules).toEqual([
    { rule: 'ignore *.n (schema line 5)', names: ['c.n'] },
    { rule: 'ignore x{1..3} (schema line 5)', names: ['x2'] },
  ])
})
