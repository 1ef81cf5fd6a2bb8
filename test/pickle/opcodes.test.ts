/** Every opcode of every protocol: the machine builds what CPython builds, and refuses what CPython refuses. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isPthError } from '../../src/errors.ts'
import { parsePickle } from '../../src/pickle/machine.ts'
import { OP } from '../../src/pickle/opcodes.ts'
import { render } from './render.ts'

interface OpcodeCase {
  readonly name: string
  readonly protocol: number
  readonly pickle: string
  readonly dis: readonly (readonly [name: string, argument: string | null, at: number])[] | null
  readonly value?: unknown
  readonly error?: string
}

const FILE = join(import.meta.dirname, '..', '..', 'fixtures', 'pickle-opcodes.json')
const { cases }: { cases: readonly OpcodeCase[] } = JSON.parse(readFileSync(FILE, 'utf8'))

/** CPython's judge sees Python 2's name of frozenset and records the call; we make the set. */
function normal(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(normal)
  const record = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, normal(item)]))
  if (record['$'] !== 'call' || record['name'] !== '__builtin__.frozenset') return record
  const list: unknown = JSON.parse(JSON.stringify(record['arguments'])).items[0]
  return {
    $: 'frozenset',
    items: typeof list === 'object' && list !== null && 'items' in list ? list.items : [],
  }
}

function parse({ pickle }: OpcodeCase): ReturnType<typeof parsePickle> {
  return parsePickle(new Uint8Array(Buffer.from(pickle, 'base64')))
}

describe('values, as CPython has them', () => {
  test.each(cases.filter(({ value }) => value !== undefined).map((each) => [each.name, each] as const))(
    '%s',
    (_, each) => {
      expect(render(parse(each).value)).toEqual(normal(each.value))
    },
  )
})

describe('refusals, where CPython refuses', () => {
  test.each(cases.filter(({ error }) => error !== undefined).map((each) => [each.name, each] as const))(
    '%s',
    (_, each) => {
      let caught: unknown
      try {
        parse(each)
      } catch (error) {
        caught = error
      }
      expect(
        isPthError(caught, 'PICKLE_INVALID', 'PICKLE_TRUNCATED', 'PICKLE_UNSUPPORTED', 'LIMIT_EXCEEDED'),
      ).toBe(true)
    },
  )
})

test('every opcode that CPython knows stands in some case, and the machine has a name for each', () => {
  const met = new Set(cases.flatMap(({ dis }) => (dis ?? []).map(([name]) => name)))
  expect([...met].toSorted()).toEqual(Object.keys(OP).toSorted())
})
