/** The diff in PyTorch's own words, byte for byte what `load_state_dict` raises or returns. */
import type { LoadError } from '../../diff/load.ts'
import type { StateDictDiff } from '../../diff/diff.ts'

/** The exception's text, or the repr of what is returned. Names are not escaped, as in PyTorch. */
export function torchText(diff: StateDictDiff): string {
  if (diff.crash !== null) return diff.crash.message
  const missing = diff.missing_keys.map(({ name }) => name)
  const unexpected = diff.unexpected_keys.map(({ name }) => name)
  const messages = diff.errors.map(errorText)
  if (diff.strict && unexpected.length > 0)
    messages.unshift(`Unexpected key(s) in state_dict: ${quoted(unexpected)}. `)
  if (diff.strict && missing.length > 0)
    messages.unshift(`Missing key(s) in state_dict: ${quoted(missing)}. `)
  if (messages.length > 0) {
    return `Error(s) in loading state_dict for ${diff.class_name ?? 'Module'}:\n\t${messages.join('\n\t')}`
  }
  if (missing.length === 0 && unexpected.length === 0) return '<All keys matched successfully>'
  return `_IncompatibleKeys(missing_keys=${pythonList(missing)}, unexpected_keys=${pythonList(unexpected)})`
}

/** One line of PyTorch's error list. */
export function errorText(error: LoadError): string {
  switch (error.kind) {
    case 'not_a_tensor':
      return (
        `While copying the parameter named "${error.name}", expected torch.Tensor or Tensor-like object from ` +
        `checkpoint but received <class '${error.type_name}'>`
      )
    case 'shape':
      return (
        `size mismatch for ${error.name}: copying a param with shape ${torchSize(error.found)} from checkpoint, ` +
        `the shape in current model is ${torchSize(error.expected)}.`
      )
    case 'ragged':
      // PyTorch numbers the symbol as it meets it: j0, j1, …
      return (
        `size mismatch for ${error.name}: copying a param with shape torch.Size([*]) from checkpoint, ` +
        `the shape in current model is ${torchSize(error.expected)}.`
      )
    case 'copy':
      return (
        `While copying the parameter named "${error.name}", whose dimensions in the model are ` +
        `${torchSize(error.expected)} and whose dimensions in the checkpoint are ${torchSize(error.found)}, ` +
        `an exception occurred : ${error.reason}.`
      )
    case 'running_stats': {
      const name = error.class_name
      return (
        `Unexpected running stats buffer(s) ${error.names.map((key) => `"${key}"`).join(' and ')} for ${name} ` +
        'with track_running_stats=False. If state_dict is a checkpoint saved before 0.4.0, this may be expected ' +
        `because ${name} does not track running stats by default since 0.4.0. Please remove these keys from ` +
        'state_dict. If the running stats are actually needed, instead set track_running_stats=True in ' +
        `${name} to enable them. See the documentation of ${name} for details.`
      )
    }
  }
}

/** `torch.Size([2, 3])`; an open size is printed as `*`. */
function torchSize(shape: readonly (number | null)[]): string {
  return `torch.Size([${shape.map((size) => size ?? '*').join(', ')}])`
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}

function pythonList(names: readonly string[]): string {
  return `[${names.map(pythonRepr).join(', ')}]`
}

/** Python's `repr` of a string. */
function pythonRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const inside = text.replace(/[\\'"\p{C}\p{Zl}\p{Zp}\p{Zs}]/gu, (character) => {
    if (character === ' ') return ' '
    if (character === '\\') return '\\\\'
    if (character === '"' || character === "'") return character === quote ? `\\${character}` : character
    const short = new Map([
      ['\n', '\\n'],
      ['\r', '\\r'],
      ['\t', '\\t'],
    ]).get(character)
    if (short !== undefined) return short
    const point = character.codePointAt(0) ?? 0
    if (point < 0x100) return `\\x${point.toString(16).padStart(2, '0')}`
    return point > 0xffff
      ? `\\U${point.toString(16).padStart(8, '0')}`
      : `\\u${point.toString(16).padStart(4, '0')}`
  })
  return quote + inside + quote
}
