/** The class headers in the code of a TorchScript archive: which attributes are parameters and buffers. */
import type { ScriptClass } from './record.ts'

/**
 * Read the headers `class Name(Base):` and `class Name:` with their `__parameters__` and `__buffers__` lines;
 * the rest of
 * the code is passed over. Linear in the text. Keyed by class name without its module.
 * @see torch/csrc/jit/serialization/python_print.cpp `printNamedType`
 */
export function parseScriptClasses(text: string): Map<string, ScriptClass> {
  const classes = new Map<string, ScriptClass>()
  let parameters = new Set<string>()
  let buffers = new Set<string>()
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at)
    const line = text.slice(at, newline < 0 ? text.length : newline)
    at = newline < 0 ? text.length : newline + 1
    if (line.startsWith(CLASS)) {
      const header = classHeader(line)
      parameters = new Set()
      buffers = new Set()
      if (header !== undefined)
        classes.set(header.name, { module: header.base === 'Module', parameters, buffers })
    } else if (line.startsWith(PARAMETERS)) quoted(line, PARAMETERS.length, parameters)
    else if (line.startsWith(BUFFERS)) quoted(line, BUFFERS.length, buffers)
  }
  return classes
}

const CLASS = 'class '
const PARAMETERS = '  __parameters__ = ['
const BUFFERS = '  __buffers__ = ['

function classHeader(line: string): { readonly name: string; readonly base: string } | undefined {
  const open = line.indexOf('(')
  // A plain class of the script, no module, has no base: `class Name:`.
  if (open < 0) return line.endsWith(':') ? { name: line.slice(CLASS.length, -1), base: '' } : undefined
  const close = line.indexOf(')', open)
  if (close < 0) return undefined
  return { name: line.slice(CLASS.length, open), base: line.slice(open + 1, close) }
}

/** The printer puts each name between plain quotes and escapes nothing. */
function quoted(line: string, from: number, into: Set<string>): void {
  for (let at = line.indexOf('"', from); at >= 0;) {
    const end = line.indexOf('"', at + 1)
    if (end < 0) return
    into.add(line.slice(at + 1, end))
    at = line.indexOf('"', end + 1)
  }
}
