/** One language: a flag and a schema leave out the same names, and both are what a plain translation to RegExp says. */
import { describe, expect, test } from 'vitest'
import { compileGlob } from '../../src/names/glob.ts'
import { literalGlob, nameRule } from '../../src/names/name-rule.ts'
import { actualOf } from '../../src/diff/actual.ts'
import { diffStateDict } from '../../src/diff/diff.ts'
import { parseSchema } from '../../src/schema/parse.ts'

/** A generator of numbers below `below`, the same in every run. */
function newRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

interface Generated {
  readonly glob: string
  /** The same as the source of a regular expression. */
  readonly regex: string
}

const LETTERS = 'ab.0123'
/** Letters of names: those of a pattern, and some that mean something there. */
const NAMES = 'ab.0123ab.0123*[{'
const PIECES: readonly ((random: (below: number) => number, depth: number) => Generated)[] = [
  (random) => letter(LETTERS[random(LETTERS.length)] ?? 'a'),
  (random) => letter(LETTERS[random(LETTERS.length)] ?? 'a'),
  () => ({ glob: '*', regex: '[^]*' }),
  () => ({ glob: '?', regex: '[^]' }),
  (random) => (random(2) === 0 ? { glob: '[a-b]', regex: '[a-b]' } : { glob: '[!a0]', regex: '[^a0]' }),
  (random) => escaped('*?[{a'[random(5)] ?? 'a'),
  (random) => numbers(random(4), random(12)),
  (random, depth) =>
    depth > 1 ? letter('b') : choice([sequence(random, depth + 1), sequence(random, depth + 1)]),
]

function letter(text: string): Generated {
  return { glob: text, regex: text === '.' ? '\\.' : text }
}

/** A letter taken as it is. */
function escaped(text: string): Generated {
  return { glob: `\\${text}`, regex: /\w/.test(text) ? text : `\\${text}` }
}

function numbers(first: number, last: number): Generated {
  const [low, high] = first <= last ? [first, last] : [last, first]
  const all = Array.from({ length: high - low + 1 }, (_, at) => low + at)
  return { glob: `{${first}..${last}}`, regex: `(?:${all.join('|')})` }
}

function choice(options: readonly Generated[]): Generated {
  const regex = options.map((option) => option.regex).join('|')
  return { glob: `{${options.map(({ glob }) => glob).join(',')}}`, regex: `(?:${regex})` }
}

function sequence(random: (below: number) => number, depth = 0): Generated {
  const parts = Array.from({ length: 1 + random(depth === 0 ? 6 : 3) }, () => {
    const piece = PIECES[random(PIECES.length)] ?? PIECES[0]
    return piece?.(random, depth) ?? letter('a')
  })
  return { glob: parts.map(({ glob }) => glob).join(''), regex: parts.map(({ regex }) => regex).join('') }
}

const random = newRandom(7)
const patterns = Array.from({ length: 200 }, () => sequence(random))
const names = [
  ...new Set(
    Array.from({ length: 150 }, () =>
      Array.from({ length: 1 + random(7) }, () => NAMES[random(NAMES.length)]).join(''),
    ),
  ),
]

describe('200 generated patterns', () => {
  test('there are enough', () => {
    expect(patterns.length * names.length).toBeGreaterThan(15_000)
  })

  test.each(patterns)('$glob', async ({ glob, regex }) => {
    const wanted = names.filter((name) => name === glob || new RegExp(`^(?:${regex})$`).test(name))
    expect(names.filter(compileGlob(glob))).toEqual(wanted)
    const entries = Object.fromEntries(names.map((name) => [name, { shape: [1] }]))
    const document = { kind: 'pth.model', version: 1, tensors: entries }
    const state = actualOf(names.map((name) => [name, [1]]))
    const [plain, ignoring] = await Promise.all(
      [document, { ...document, ignore: [glob] }].map((schema) =>
        parseSchema(JSON.stringify(schema), 'model.json'),
      ),
    )
    if (plain === undefined || ignoring === undefined) throw new Error('no schema')
    const byFlag = diffStateDict(state, plain, { ignore: nameRule([glob]) }).left_out
    const bySchema = diffStateDict(state, ignoring).left_out
    expect(bySchema.rules.map(({ names: left }) => left)).toEqual(byFlag.rules.map(({ names: left }) => left))
    expect(byFlag.count).toBe(wanted.length)
  })
})

test.each(['a*b', 'a?b', '[ab]', '{a,b}', '{0..3}', 'a\\b', 'x.{y}', 'plain.name'])(
  'literalGlob matches %s only',
  (name) => {
    const matches = compileGlob(literalGlob(name))
    expect([matches(name), matches('a'), matches('axb'), matches('0')]).toEqual([true, false, false, false])
  },
)
