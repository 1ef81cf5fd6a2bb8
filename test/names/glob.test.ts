import { describe, expect, test } from 'vitest'
import { isPthError } from '../../src/errors.ts'
import { compileGlob, compileGlobs } from '../../src/names/glob.ts'

describe('compileGlobs', () => {
  test.each([
    ['*', 'a.b/c'],
    ['*', ''],
    ['*', '.hidden'],
    ['*', 'a\nb'],
    ['a*c', 'a.b/c'],
    ['*.weight', 'x/y.weight'],
    ['a?b', 'a/b'],
    ['l.{0..31}.w', 'l.17.w'],
    ['l.{0..3,7}.*', 'l.7.b.c'],
    ['[a-c]*', 'b.x'],
    ['{a,b}.c', 'b.c'],
    ['a[0]', 'a[0]'],
    ['!a', '!a'],
    ['(a', '(a'],
    ['*weight', '层.weight'],
    ['[!a]x', 'bx'],
    ['a\\*b', 'a*b'],
    ['{a,{b,c}}.w', 'c.w'],
    ['{a,b}{1,2}*', 'b2.w'],
    ['{a}', '{a}'],
    ['a{b', 'a{b'],
    ['{,x.}w', 'w'],
    ['**.w', 'a.b.w'],
    ['{3}', '3'],
    ['{0..1}.{a..b,c}', '1.c'],
  ])('%j selects %j', (pattern, name) => {
    expect(compileGlobs([pattern])(name)).toBe(true)
  })

  test.each([
    ['l.{0..31}.w', 'l.32.w'],
    ['l.{0..3,7}.w', 'l.5.w'],
    ['!a', 'b'],
    ['a', 'a/'],
    ['./*', 'a'],
    ['weight', 'x.weight'],
    ['WEIGHT', 'weight'],
    ['a/b', 'a\\b'],
    ['[!a]x', 'ax'],
    ['a\\*b', 'axb'],
    ['a.c', 'abc'],
    ['[a-c]', 'd'],
  ])('%j does not select %j', (pattern, name) => {
    expect(compileGlobs([pattern])(name)).toBe(false)
  })

  test('several patterns are alternatives, none selects all', () => {
    expect(['a', 'b', 'c'].filter(compileGlobs(['a', 'c']))).toEqual(['a', 'c'])
    expect(['a', 'b'].filter(compileGlobs([]))).toEqual(['a', 'b'])
  })

  test('no name makes a pattern slow', () => {
    expect(compileGlobs([`${'*a'.repeat(200)}b`])('a'.repeat(20_000))).toBe(false)
  })

  test.each(['', 'a'.repeat(30_000)])('refuses %#', (pattern) => {
    let error: unknown
    try {
      compileGlobs([pattern])
    } catch (caught) {
      error = caught
    }
    expect(isPthError(error, 'USAGE')).toBe(true)
  })
})

describe('one pattern', () => {
  test.each([
    ['*.n', 'a.b.n', true],
    ['*.n', 'n', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['{a,b}.{1..3}', 'b.2', true],
    ['{a,b}.{1..3}', 'b.4', false],
    ['(a+)+$', '(a+)+$', true],
    ['.*', 'abc', false],
    ['[ab]', 'a', true],
    ['*', '', true],
    ['{x}', '{x}', true],
  ])('%s and %s: %s', (pattern, name, fits) => {
    expect(compileGlob(pattern)(name)).toBe(fits)
  })
  test('what would take a backtracking matcher for ever ends', () => {
    expect(compileGlob(`${'*a'.repeat(2000)}*b`)('a'.repeat(4000))).toBe(false)
  })
  test.each([
    ['{1..99}{1..99}', '1234', true],
    ['{1..99}{1..99}', '12345', false],
    ['{3..12}', '03', false],
    ['{0..2}', '0', true],
    ['{0..2}', '00', false],
    ['{7..3}', '{7..3}', true],
    ['{7..3}', '5', true],
    ['{1..3..9}', '{1..3..9}', true],
    ['{a*,b?}.{x,}', 'axyz.', true],
    ['{a*,b?}.{x,}', 'bc.x', true],
    ['{a*,b?}.{x,}', 'b.x', false],
    ['{p{a,b}q}', '{pbq}', true],
    ['?{a,b}', '\ud83d\ude00a', false],
    ['??{a,b}', '\ud83d\ude00a', true],
    ['{0..999999999}', '999999999', true],
  ])('%s and %s: %s, without writing the choices out', (pattern, name, fits) => {
    expect(compileGlob(pattern)(name)).toBe(fits)
  })
  test('braces that multiply, and many that hold no choice, cost what they have characters', () => {
    const began = process.cpuUsage()
    expect(compileGlob('{1..99}'.repeat(500))('12'.repeat(500))).toBe(true)
    expect(compileGlob(`{0..9999}${'{a}'.repeat(2000)}`)(`77${'{a}'.repeat(2000)}`)).toBe(true)
    const matches = compileGlob('*{0..9999}*x')
    for (let at = 0; at < 2_000; at += 1) expect(matches(`layers.${at}.weight`)).toBe(false)
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(2_000)
  })
})
