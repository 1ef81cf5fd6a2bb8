import { describe, expect, test } from 'vitest'
import { treeOf } from '../../../src/checkpoint/distributed/tree.ts'
import { dictEntries, isKind } from '../../../src/pickle/value.ts'
import type { PickleValue } from '../../../src/pickle/value.ts'

/** As JSON would have it; keys as pairs, so that no name means anything to JavaScript. */
function plain(value: PickleValue): unknown {
  if (isKind(value, 'list')) return value.items.map(plain)
  if (isKind(value, 'dict')) return [...dictEntries(value)].map(([key, item]) => [key, plain(item)])
  return value
}

function tree(...paths: (string | number)[][]): unknown {
  const made = treeOf(paths.map((path, at) => ({ name: path.join('.'), path, value: at })))
  return 'tree' in made ? plain(made.tree) : made.why
}

describe('the tree of flat names', () => {
  test('keys and indexes as torch puts them, lists filled up with None', () => {
    expect(tree(['model', 'fc1.weight'], ['model', 'b'], ['list', 2, 'x'], ['list', 0])).toEqual([
      [
        'model',
        [
          ['fc1.weight', 0],
          ['b', 1],
        ],
      ],
      ['list', [3, null, [['x', 2]]]],
    ])
  })

  test('names that mean something to JavaScript are names', () => {
    expect(tree(['__proto__', 'constructor'], ['constructor'])).toEqual([
      ['__proto__', [['constructor', 0]]],
      ['constructor', 1],
    ])
  })

  test.each<[what: string, paths: (string | number)[][], why: RegExp]>([
    ['a place taken', [['a'], ['a']], /taken/],
    ['a key below a value', [['a'], ['a', 'b']], /inside of a value/],
    ['a value above keys', [['a', 'b'], ['a']], /taken/],
    [
      'a key where there are indexes',
      [
        ['a', 0],
        ['a', 'b'],
      ],
      /index/,
    ],
    ['an index at the root', [[0]], /index/],
    ['an index of a billion', [['a', 10 ** 9]], /free places/],
    ['a path of a thousand steps', [Array.from({ length: 1_000 }, () => 'a')], /1000 steps/],
  ])('%s is told', (_, paths, why) => {
    expect(tree(...paths)).toMatch(why)
  })
})
