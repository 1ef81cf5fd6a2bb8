/** The values that `--set` puts beside a state_dict, for people: as Python writes them. */
import { floatText } from '../../checkpoint/path.ts'
import type { PlainScalar, Wrap } from '../../operations/convert/wrap.ts'

/** The Python type of a value. */
export function wrapType(value: PlainScalar): string {
  if (value === null) return 'None'
  if (typeof value === 'string') return 'str'
  if (typeof value === 'boolean') return 'bool'
  return typeof value === 'object' ? 'float' : 'int'
}

/** Python's `str(value)`. */
export function wrapText(value: PlainScalar): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'object' ? floatText(value.float) : String(value)
}

/** One line: where the state_dict is, and what is beside it. */
export function wrapLine({ path, values }: Wrap): string {
  const more = values.map(
    (item) => `${item.path.join('.')}=${wrapText(item.value)} (${wrapType(item.value)})`,
  )
  return [`the state_dict is at ${path.join('.')}`, ...more].join(', ')
}
