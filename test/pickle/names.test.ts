/** Python 2 names in protocols below 3. */
import { expect, test } from 'vitest'
import { parsePickle } from '../../src/pickle/machine.ts'
import { isKind, qualifiedName } from '../../src/pickle/value.ts'
import { bytes, name, program } from '../support/assembler.ts'

function nameOf(pickle: Uint8Array): string {
  const { value } = parsePickle(pickle)
  return isKind(value, 'global') ? qualifiedName(value) : 'no global'
}

test.each([
  ['__builtin__', 'long', 'builtins.int'],
  ['__builtin__', 'xrange', 'builtins.range'],
  ['__builtin__', 'unicode', 'builtins.str'],
  ['copy_reg', '_reconstructor', 'copyreg._reconstructor'],
  ['cPickle', 'loads', 'pickle.loads'],
  ['exceptions', 'ValueError', 'builtins.ValueError'],
  ['itertools', 'izip', 'builtins.zip'],
])('%s.%s is %s', (module, attribute, expected) => {
  expect(nameOf(program(name(module, attribute)))).toBe(expected)
})

test('from protocol 3 on names are what they are', () => {
  expect(nameOf(bytes([0x80, 3], name('__builtin__', 'long'), '.'))).toBe('__builtin__.long')
})
