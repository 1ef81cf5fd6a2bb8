/** Rules of --join: what they say, and what is no rule. */
import { expect, test } from 'vitest'
import { parseJoin } from '../../src/names/join-rule.ts'
import { expectCode } from '../support/errors.ts'

test.each([
  ['*.weight=0', { kind: 'along', dim: 0, blocks: 1 }],
  ['*.weight=12', { kind: 'along', dim: 12, blocks: 1 }],
  ['*.fc1.*=0:2', { kind: 'along', dim: 0, blocks: 2 }],
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
  'a=0:2:2',
  'a=SAME',
  'a=1.5',
  'a=100',
])('no rule: %j', async (text) => {
  const error = await expectCode(() => parseJoin(text), 'USAGE')
  expect(error.message).toContain('PATTERN=same')
})

test('a question mark is for a person to replace', async () => {
  const error = await expectCode(() => parseJoin('*.weight=?'), 'USAGE')
  expect(error.message).toContain('question mark')
})
