import { expect, test } from 'vitest'
import { formatRoute, parseRoute, START } from '../src/route.ts'
import type { Route } from '../src/route.ts'

test('the address of the first state is empty', () => {
  expect(formatRoute(START)).toBe('#')
  expect(parseRoute('')).toEqual(START)
})

test('every state comes back from its address', () => {
  const route: Route = {
    view: 'tensors',
    tensor: 'a&b=c#d %25',
    search: 'layers.*.{weight,bias}',
    dtype: 'bfloat16',
    least: 1024,
    sort: 'size',
    descending: true,
    module: 'model.layers',
    tree: true,
  }
  expect(parseRoute(formatRoute(route))).toEqual(route)
})

test('what is not understood is left at its default', () => {
  expect(parseRoute('#view=__proto__&sort=constructor&min=-5&dir=up&as=x')).toEqual(START)
  expect(parseRoute('#min=1e400').least).toBe(0)
})

test('a name that is too long for an address is left out of it', () => {
  expect(formatRoute({ ...START, tensor: 'x'.repeat(2001) })).toBe('#')
})
