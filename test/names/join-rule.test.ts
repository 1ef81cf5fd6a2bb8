/** Rules of --join: what they say, and what is no rule. */
import { expect, test } from 'vitest'
import { parseJoin } from '../../src/names/join-rule.ts'
import { expectCode } from '../support/errors.ts'

const ONE = { size: 1, copies: 1 }
const FOUR = { size: 1, copies: 4 }

test.each([
  ['*.weight=0', { kind: 'along', dim: 0, blocks: [ONE] }],
  ['*.weight=12', { kind: 'along', dim: 12, blocks: [ONE] }],
  ['*.fc1.*=0:2', { kind: 'along', dim: 0, blocks: [ONE, ONE] }],
  ['*.k.*=0/4', { kind: 'along', dim: 0, blocks: [{ size: 1, copies: 4 }] }],
  ['*.kv.*=0:2/4', { kind: 'along', dim: 0, blocks: [FOUR, FOUR] }],
  [
    '*.qkv.*=1:4+1/2+1',
    { kind: 'along', dim: 1, blocks: [{ size: 4, copies: 1 }, { size: 1, copies: 2 }, ONE] },
  ],
  ['*norm*=same', { kind: 'same' }],
])('%s', (text, how) => {
  expect(parseJoin(text)).toMatchObject({ text, how })
})

test('the last equals sign divides, and the pattern is a glob', () => {
  const rule = parseJoin('layers.{0..3}.a=b=1')
  expect(rule.matches('layers.2.a=b')).toBe(true)
  expect(rule.matches('layers.4.a=b')).toBe(false)
})

test.each([
  '',
  '=0',
  'a',
  'a=',
  'a=x',
  'a=-1',
  'a=0:',
  'a=0:0',
  'a=0:65',
  'a=0/0',
  'a=0/',
  'a=0:1+0',
  'a=0:1+',
  'a=0:1+1/0',
  'a=0:4+1/2/2',
  'a=0:1000000000+1',
  'a=0:2:2',
  'a=SAME',
  'a=1.5',
  'a=100',
])('no rule: %j', async (text) => {
  const error = await expectCode(() => parseJoin(text), 'USAGE')
  expect(error.message).toContain('PATTERN=same')
})

test.each(['?', '?/2'])('a question mark is for a person to replace: %s', async (how) => {
  const error = await expectCode(() => parseJoin(`*.weight=${how}`), 'USAGE')
  expect(error.message).toContain('question mark')
})
