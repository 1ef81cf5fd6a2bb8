/** Edits of a header: what changes, what stays, what is refused. */
import { expect, test } from 'vitest'
import { planEdit } from '../../src/operations/edit/plan.ts'
import type { EditOptions } from '../../src/operations/edit/plan.ts'
import { parseRename } from '../../src/names/rename.ts'
import { expectCode } from '../support/errors.ts'

const TENSOR = (begin: number): string => `{"dtype":"U8","shape":[2],"data_offsets":[${begin},${begin + 2}]}`

function plan(
  header: string,
  options: Partial<Omit<EditOptions, 'renames'>> & { renames?: readonly string[] },
) {
  const { set = new Map(), unset = new Set(), renames = [] } = options
  const bytes = new TextEncoder().encode(header)
  const tensors = header.split('"dtype"').length - 1
  return planEdit(bytes, 2 * tensors, 'file', { set, unset, renames: renames.map(parseRename) })
}

function text(json: Uint8Array): string {
  return new TextDecoder().decode(json)
}

test('tensors keep their order and their places, integer-like names too', () => {
  const { json, changes } = plan(`{"10":${TENSOR(2)},"a":${TENSOR(0)},"__proto__":${TENSOR(4)}}`, {
    renames: ['a=2'],
  })
  expect(text(json)).toBe(`{"10":${TENSOR(2)},"2":${TENSOR(0)},"__proto__":${TENSOR(4)}}`)
  expect(changes.renamed).toEqual([{ from: 'a', to: '2' }])
})

test('names can be exchanged', () => {
  const { json } = plan(`{"a":${TENSOR(0)},"b":${TENSOR(2)}}`, { renames: ['a=b', 'b=a'] })
  expect(text(json)).toBe(`{"b":${TENSOR(0)},"a":${TENSOR(2)}}`)
})

test('metadata keeps its order, new keys come last, the last key takes the object with it', () => {
  const header = `{"__metadata__":{"z":"1","a":"2"},"t":${TENSOR(0)}}`
  expect(
    text(
      plan(header, {
        set: new Map([
          ['n', '3'],
          ['z', '4'],
        ]),
      }).json,
    ),
  ).toContain('{"z":"4","a":"2","n":"3"}')
  expect(text(plan(header, { unset: new Set(['z', 'a']) }).json)).toBe(`{"t":${TENSOR(0)}}`)
  expect(text(plan(`{"t":${TENSOR(0)}}`, { set: new Map([['é"', '✓']]) }).json)).toBe(
    `{"__metadata__":{"é\\"":"✓"},"t":${TENSOR(0)}}`,
  )
})

test('names that the metadata records follow', () => {
  const header = `{"__metadata__":{"m.head":"m.embed","format":"pt"},"m.embed":${TENSOR(0)}}`
  const { json, changes } = plan(header, { renames: ['m.*=*'] })
  expect(text(json)).toBe(`{"__metadata__":{"head":"embed","format":"pt"},"embed":${TENSOR(0)}}`)
  expect(changes.records).toEqual([{ key: 'm.head', to: 'head', value: 'embed' }])
})

test('nothing to change is no change', () => {
  const { changes } = plan(`{"__metadata__":{"a":"1"},"t":${TENSOR(0)}}`, {
    set: new Map([['a', '1']]),
    renames: ['t=t'],
  })
  expect(changes).toEqual({ set: [], unset: [], renamed: [], records: [] })
})

const TWO = `{"a":${TENSOR(0)},"b":${TENSOR(2)}}`

test.each<
  [what: string, header: string, options: Parameters<typeof plan>[1], code: Parameters<typeof expectCode>[1]]
>([
  ['a name that is taken', TWO, { renames: ['a=b'] }, 'NAME_COLLISION'],
  ['one name for two', TWO, { renames: ['*=c'] }, 'NAME_COLLISION'],
  ['the name of the metadata', TWO, { renames: ['a=__metadata__'] }, 'NAME_INVALID'],
  ['an empty name', TWO, { renames: ['a='] }, 'NAME_INVALID'],
  ['a lone surrogate', TWO, { renames: ['a=\ud800'] }, 'NAME_INVALID'],
  ['a lone surrogate in the metadata', TWO, { set: new Map([['k', '\udfff']]) }, 'NAME_INVALID'],
  ['a name that is not there', TWO, { renames: ['x=y'] }, 'EDIT_REFUSED'],
  ['a key that is not there', TWO, { unset: new Set(['x']) }, 'EDIT_REFUSED'],
  ['a name twice in the header', `{"a":${TENSOR(0)},"a":${TENSOR(2)}}`, {}, 'SAFETENSORS_INVALID'],
  ['a value that is no text', `{"__metadata__":{"a":1},"t":${TENSOR(0)}}`, {}, 'SAFETENSORS_INVALID'],
  ['a field that the format does not have', `{"t":{"x":1,${TENSOR(0).slice(1)}}`, {}, 'EDIT_REFUSED'],
])('%s is refused', async (_, header, options, code) => {
  await expectCode(() => plan(header, options), code)
})
