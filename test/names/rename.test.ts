import { describe, expect, test } from 'vitest'
import { isPthError } from '../../src/errors.ts'
import { matchPattern, newRenamer, parseRename, parseRenameFile } from '../../src/names/rename.ts'

function rename(rules: readonly string[], name: string): string {
  return newRenamer(rules.map(parseRename)).rename(name).name
}

describe('rules', () => {
  test('exact names, and captures by order and by number', () => {
    expect(rename(['a.weight=b.weight'], 'a.weight')).toBe('b.weight')
    expect(rename(['a.weight=b.weight'], 'a.weight2')).toBe('a.weight2')
    expect(rename(['layers.*.attn.*=blocks.*.attention.*'], 'layers.12.attn.q.weight')).toBe(
      'blocks.12.attention.q.weight',
    )
    expect(rename(['*.?.*=$3.$2.$1'], 'a.b.c')).toBe('c.b.a')
    expect(rename(['a=$$x'], 'a')).toBe('$x')
  })

  test('the first rule that fits wins, once: rules swap and never loop', () => {
    expect(rename(['a=b', 'b=a'], 'a')).toBe('b')
    expect(rename(['a=b', 'b=a'], 'b')).toBe('a')
    expect(rename(['*=x', 'a=y'], 'a')).toBe('x')
    expect(rename(['a=y', '*=x'], 'a')).toBe('y')
  })

  test('a name cannot smuggle in a template', () => {
    expect(rename(['old.*=new.*'], 'old.$1*')).toBe('new.$1*')
  })

  test('what is no rule is refused', () => {
    for (const text of ['', '=b', 'a', 'a=*', 'a.*=$2', `${'a'.repeat(5000)}=b`]) {
      expect(() => parseRename(text)).toThrow()
      try {
        parseRename(text)
      } catch (error) {
        expect(isPthError(error, 'USAGE')).toBe(true)
      }
    }
  })
})

describe('patterns', () => {
  test.each([
    ['*', 'abc', ['abc']],
    ['*', '', ['']],
    ['a*', 'abc', ['bc']],
    ['*c', 'abc', ['ab']],
    ['*b*', 'abcb', ['a', 'cb']],
    ['*.weight', 'a.weight.weight', ['a.weight']],
    ['a**b', 'aXb', ['', 'X']],
    ['?', '', undefined],
    ['a', 'b', undefined],
    ['a*b', 'acbd', undefined],
    ['**x', 'abc', undefined],
  ])('%s on %s', (pattern, name, captures) => {
    expect(matchPattern(pattern, name)).toEqual(captures)
  })

  test('many stars on a long name take no exponential time', () => {
    expect(matchPattern('*a'.repeat(500) + 'b', 'a'.repeat(3999))).toBeUndefined()
  })
})

test('a file of rules: lines or exact names in JSON', () => {
  expect(parseRenameFile('# comment\na=b\r\n\nc.*=d.*\n', 'f').map(({ from, to }) => [from, to])).toEqual([
    ['a', 'b'],
    ['c.*', 'd.*'],
  ])
  const [first, second] = parseRenameFile('{"a=*": "x*", "__proto__": "y"}', 'f')
  expect(newRenamer(first === undefined ? [] : [first]).rename('a=*').name).toBe('x*')
  expect(second?.from).toBe('__proto__')
  expect(() => parseRenameFile('{"a": 1}', 'f')).toThrow()
  expect(() => parseRenameFile('{"a"', 'f')).toThrow()
  // JSON.parse would take the last and say nothing.
  expect(() => parseRenameFile('{\n"a": "b",\n"a": "c"}', 'f')).toThrow('line 3')
})
