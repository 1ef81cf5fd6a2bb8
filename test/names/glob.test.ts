import { describe, expect, test } from 'vitest'
import { isPthError } from '../../src/errors.ts'
import { compileGlobs } from '../../src/names/glob.ts'

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

  test('braces that hold no choice are not read again for each choice', () => {
    const began = process.cpuUsage()
    expect(() => compileGlobs([`?{0..9}{0..9}{0..9}{0..9}${'{0.}'.repeat(250)}`])).toThrow(
      expect.objectContaining({ code: 'USAGE' }),
    )
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(1_000)
  })

  test.each(['', '{0..99999}', '{0..999}{0..999}', 'a'.repeat(3000)])('refuses %#', (pattern) => {
    let error: unknown
    try {
      compileGlobs([pattern])
    } catch (caught) {
      error = caught
    }
    expect(isPthError(error, 'USAGE')).toBe(true)
  })
})
