/** Calls, state and persistent ids: recorded, never made. */
import { describe, expect, test } from 'vitest'
import { parsePickle } from '../../src/pickle/machine.ts'
import type { PickleValue } from '../../src/pickle/value.ts'
import { dictEntries, dictSize, getItem, isKind } from '../../src/pickle/value.ts'
import {
  BUILD,
  NEWOBJ,
  bytes,
  call,
  dict,
  int,
  list,
  name,
  oldText,
  orderedDict,
  program,
  text,
  tuple,
} from '../support/assembler.ts'
import { expectCode } from '../support/errors.ts'
import { render } from './render.ts'

const ORDERED_DICT = 'collections.OrderedDict'

function parse(...parts: readonly Uint8Array[]): PickleValue {
  return parsePickle(program(...parts)).value
}

test('_metadata arrives by BUILD, is an attribute and no item', () => {
  const metadata = dict([text('_metadata'), dict([text(''), dict([text('version'), int(1)])])])
  const value = parse(orderedDict(), bytes('(', text('w'), int(1), 'u'), metadata, BUILD)
  if (!isKind(value, 'dict')) return expect.fail('not a dict')
  expect([...dictEntries(value)]).toEqual([['w', 1]])
  expect(value.attributes === null ? null : getItem(value.attributes, '_metadata')).not.toBeNull()
})

test('a Python 2 OrderedDict is a list of two-element lists', () => {
  // The golden bytes of CPython 2.7 cPickle, protocol 2: OrderedDict([("a", 1)]) with _metadata.
  const hex =
    '800263636f6c6c656374696f6e730a4f726465726564446963740a71015d71025d7103285501614b01656185527104' +
    '7d710555095f6d65746164617461710668015d71075d71082855007d7109550776657273696f6e710a4b017365618552710b73622e'
  const { value } = parsePickle(new Uint8Array(Buffer.from(hex, 'hex')))
  expect(render(value)).toEqual({
    $: 'OrderedDict',
    items: [['a', 1]],
    attributes: {
      $: 'dict',
      items: [['_metadata', { $: 'OrderedDict', items: [['', { $: 'dict', items: [['version', 1]] }]] }]],
    },
  })
})

test('bytes through _codecs encode, the empty ones through __builtin__ bytes', () => {
  const encoded = parse(
    call(name('_codecs', 'encode'), bytes('X', [3, 0, 0, 0], 'a', [0xc3, 0xbf]), text('latin1')),
  )
  expect(render(encoded)).toEqual({ $: 'bytes', hex: '61ff' })
  expect(render(parse(call(name('__builtin__', 'bytes'))))).toEqual({ $: 'bytes', hex: '' })
  expect(
    render(
      parse(
        call(name('__builtin__', 'bytearray'), call(name('_codecs', 'encode'), text('a'), text('latin1'))),
      ),
    ),
  ).toEqual({ $: 'bytearray', hex: '61' })
  // Not latin-1: nothing is guessed, the call stays a call.
  expect(isKind(parse(call(name('_codecs', 'encode'), text('a'), text('utf-16'))), 'object')).toBe(true)
})

test('getattr is an inert call, also as the class of an object', () => {
  const nested = call(name('__builtin__', 'getattr'), name('outer', 'Outer'), text('Inner'))
  const value = parse(nested, tuple(), NEWOBJ, dict([text('a'), int(1)]), BUILD)
  if (!isKind(value, 'object') || !isKind(value.callee, 'object')) return expect.fail('not an inert call')
  expect(isKind(value.callee.callee, 'global') && value.callee.callee.module).toBe('builtins')
  expect(value.states).toHaveLength(1)
})

describe('TorchScript', () => {
  test('an enum is REDUCE of the bare value', () => {
    const value = parse(name('__torch__.Color', 'Color'), int(2), bytes('R'))
    expect(isKind(value, 'object') && value.args).toEqual([2])
  })

  test('any other class needs a tuple, as in CPython', async () => {
    await expectCode(() => parse(name('some.module', 'Color'), int(2), bytes('R')), 'PICKLE_INVALID')
  })

  test('BINPUT after BINPERSID: later uses are the same reference', () => {
    const id = tuple(text('storage'), int(1))
    const value = parse(bytes('(', id, 'Qq', [7], 'h', [7], 't'))
    if (!isKind(value, 'tuple')) return expect.fail('not a tuple')
    expect(isKind(value.items[0], 'persistent')).toBe(true)
    expect(value.items[1]).toBe(value.items[0])
  })

  test('LONG1 of 8 bytes, and empty APPENDS and SETITEMS', () => {
    expect(parse(bytes([0x8a, 8, 5, 0, 0, 0, 0, 0, 0, 0]))).toBe(5)
    expect(render(parse(bytes('](e')))).toEqual({ $: 'list', items: [] })
    expect(render(parse(bytes('}(u')))).toEqual({ $: 'dict', items: [] })
  })

  test('typed containers are their contents', () => {
    const value = parse(call(name('torch.jit._pickle', 'restore_type_tag'), list(int(1)), text('List[int]')))
    expect(render(value)).toEqual({ $: 'list', items: [1] })
    expect(render(parse(call(name('torch.jit._pickle', 'build_intlist'), list(int(1)))))).toEqual({
      $: 'list',
      items: [1],
    })
  })
})

test('calls are told as they are met, also those that are dropped', () => {
  const told: string[] = []
  const pickle = program(call(name('posix', 'system'), text('id')), bytes('0'), int(1))
  const { value } = parsePickle(pickle, {
    onCall: ({ callee, how }) => told.push(`${how} ${isKind(callee, 'global') ? callee.name : '?'}`),
  })
  expect(value).toBe(1)
  expect(told).toEqual(['reduce system'])
})

test('BUILD on what has no state, and on a bare class, is refused', async () => {
  await expectCode(() => parse(list(), dict(), BUILD), 'PICKLE_INVALID')
  await expectCode(() => parse(name('a', 'B'), dict(), BUILD), 'PICKLE_INVALID')
})

test('a Python 2 str as an OrderedDict key is text', () => {
  const value = parse(call(name('collections', 'OrderedDict'), list(list(oldText('k'), int(1)))))
  expect(
    isKind(value, 'dict') && value.type === ORDERED_DICT && dictSize(value) === 1 && getItem(value, 'k'),
  ).toBe(1)
})
