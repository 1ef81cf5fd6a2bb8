/** Class headers in the code of TorchScript. */
import { expect, test } from 'vitest'
import { parseScriptClasses } from '../../src/container/script-code.ts'

test('modules, other classes, several in one file', () => {
  const classes = parseScriptClasses(
    [
      'class Net(Module):',
      '  __parameters__ = ["weight", "bias", ]',
      '  __buffers__ = ["running", ]',
      '  weight : Tensor',
      '  def forward(self: __torch__.Net,',
      '    x: Tensor) -> Tensor:',
      '    _0 = "class Fake(Module):"',
      'class Pair(NamedTuple):',
      '  first : Tensor',
      'class Color(Enum):',
      '  RED = 1',
      'class Empty(Module):',
      '  __parameters__ = []',
      '  __buffers__ = []',
    ].join('\n'),
  )
  expect(
    [...classes].map(([name, { module, parameters, buffers }]) => [
      name,
      module,
      [...parameters],
      [...buffers],
    ]),
  ).toEqual([
    ['Net', true, ['weight', 'bias'], ['running']],
    ['Pair', false, [], []],
    ['Color', false, [], []],
    ['Empty', true, [], []],
  ])
})

test.each([
  '',
  'class',
  'class ',
  'class X',
  'class X(',
  '  __parameters__ = ["a", "b',
  '  __buffers__ = ["',
  '\n\n\n',
])('%j ends without a class that is whole', (text) => {
  expect(parseScriptClasses(text).size).toBe(0)
})

test('a class without a base is no module, and takes nothing from the class before it', () => {
  const classes = parseScriptClasses(
    'class Net(Module):\n  __parameters__ = ["weight", ]\nclass Scaled:\n  weight : Tensor\n  times : int',
  )
  expect([...classes].map(([name, { module, parameters }]) => [name, module, [...parameters]])).toEqual([
    ['Net', true, ['weight']],
    ['Scaled', false, []],
  ])
})
