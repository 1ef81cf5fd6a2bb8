/** The operators that TorchScript code calls, by every way in which it can name them. */
import { COMPUTING, isKnownClass, operatorReach, REACHING_NAMES } from './known-operators.ts'
import type { OperatorReach } from './known-operators.ts'
import { placed } from './scopes.ts'
import type { Placed, Scope } from './scopes.ts'

/** A use of an operator that does more than compute. */
export interface OperatorUse {
  readonly at: number
  /** `aten::save`; what names it when that is not known. */
  readonly name: string
  /** `hidden`: the code gives the library another name, which PyTorch never writes. */
  readonly reach: OperatorReach | 'hidden'
  readonly scopes: readonly Scope[]
  readonly header: boolean
}

/** What one file of code does and defines. */
export interface CodeFacts {
  readonly uses: readonly OperatorUse[]
  /** Classes at its top, by their names alone. */
  readonly classes: readonly string[]
}

/** Uses of one file that are kept; one is enough for the verdict. */
const KEPT = 64

/** `torch`, `ops` or `__torch__` and the attributes after it. */
interface Chain {
  readonly from: Placed
  readonly parts: string[]
  /** Whether a dot was the last token. */
  dot: boolean
  /** Whether it is the first of its line. */
  readonly first: boolean
}

/** Read one file of code. */
export function readCode(source: string): CodeFacts {
  const uses: OperatorUse[] = []
  const classes: string[] = []
  // What counts only when the code gives a library another name: attributes of anything, and texts for getattr.
  const loose: OperatorUse[] = []
  let hidden: Placed | undefined
  let chain: Chain | undefined
  let before = ''
  for (const here of placed(source)) {
    const { token, scopes } = here
    if (chain !== undefined && token.kind === 'mark' && token.text === '.' && !chain.dot) {
      chain.dot = true
      continue
    }
    if (chain?.dot === true && token.kind === 'name') {
      if (chain.parts.length < 8) chain.parts.push(token.text)
      chain.dot = false
      before = 'part'
      continue
    }
    if (chain !== undefined) {
      const ended = endOf(chain, token.text)
      if (ended === 'hidden') hidden ??= chain.from
      else if (ended !== undefined && uses.length < KEPT) uses.push(ended)
      chain = undefined
    }
    if (token.kind === 'name' && before === 'class' && scopes.length === 1) classes.push(token.text)
    const attribute = before === '.'
    if (token.kind === 'name' && !attribute && before !== 'def' && HEADS.has(token.text))
      chain = { from: here, parts: [], dot: false, first: before === '' }
    else if ((token.kind === 'text' || attribute) && REACHING_NAMES.has(token.text) && loose.length < KEPT)
      loose.push(useOf(here, token.text, 'files'))
    before = token.kind === 'text' ? 'text' : token.text
  }
  const last = chain === undefined ? undefined : endOf(chain, '')
  if (last !== undefined && last !== 'hidden') uses.push(last)
  if (hidden !== undefined) uses.push(useOf(hidden, hidden.token.text, 'hidden'), ...loose)
  return { uses, classes }
}

/** What only code has that reaches more than PyTorch's own computations, or that its printer never writes. */
const SUSPICIOUS = new RegExp(
  [
    [...REACHING_NAMES].join('|'),
    String.raw`(?<![\w.])torch(?![\w.])|(?<![\w.])torch\.(?!\w)`,
    // Every way to name operators but by a library that computes.
    String.raw`(?<![\w.])ops(?!\.(?:${[...COMPUTING].join('|')})\.\w)(?!\w)`,
    String.raw`\bclasses\b|\bgetattr\b|\bautograd\b|'''|"""`,
    String.raw`[^\0-\x7f]|\\\r?\n`,
  ].join('|'),
)

/** Whether code must be read token by token: in all other code there is nothing to find. */
export function isSuspicious(source: string): boolean {
  return SUSPICIOUS.test(source)
}

/** The classes of code that is not suspicious: no text in it has a line end. */
export function classesOf(source: string): string[] {
  return [...source.matchAll(/^class[ \t]+(\w+)/gm)].map(([, name = '']) => name)
}

const HEADS: ReadonlySet<string> = new Set(['torch', 'ops', '__torch__'])

function useOf({ token, scopes, header }: Placed, name: string, reach: OperatorUse['reach']): OperatorUse {
  return { at: token.at, name, reach, scopes, header }
}

/** What a chain names, by the token after it: a use, a library that is taken as a value, or nothing of note. */
function endOf({ from, parts, first }: Chain, next: string): OperatorUse | 'hidden' | undefined {
  if (from.token.text === '__torch__') {
    const [library = '', , part = '', name = ''] = parts
    if (library !== 'torch' || parts[1] !== 'classes' || isKnownClass(part, name)) return undefined
    return useOf(from, `torch.classes.${part}.${name}`, 'unknown')
  }
  // An argument or an attribute may have the name too.
  if (parts.length === 0 && (next === '=' || (next === ':' && first))) return undefined
  // `torch` is the library aten, and so is `torch.autograd`.
  const [library, operator] =
    from.token.text === 'torch' ? ['aten', parts.find((part) => part !== 'autograd')] : parts
  if (library === undefined || operator === undefined) return 'hidden'
  const reach = operatorReach(library, operator)
  return reach === undefined ? undefined : useOf(from, `${library}::${operator}`, reach)
}
