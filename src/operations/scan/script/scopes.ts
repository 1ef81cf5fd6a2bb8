/** The tokens of TorchScript code with what they belong to: which functions, and whether loading evaluates them. */
import { tokens } from './tokens.ts'
import type { Token } from './tokens.ts'

/** Something with a body, that is open at a token. */
export interface Scope {
  readonly kind: 'class' | 'def'
  readonly name: string
  /** The class around it and its own name, `M.forward`. */
  readonly path: string
  /** Blanks before it. */
  readonly indent: number
}

/** A token in its place. */
export interface Placed {
  readonly token: Token
  /** From the outside in. */
  readonly scopes: readonly Scope[]
  /**
   * Outside of every body: torch.jit.load evaluates the defaults of arguments and the constants of classes. Seen in
   * PyTorch 2.13.
   */
  readonly header: boolean
}

/** Functions inside one another that are told apart. PyTorch writes two. */
const NESTED = 32

export function* placed(source: string): Generator<Placed> {
  let scopes: readonly Scope[] = []
  // The word that opens a scope, then its head up to the colon after its brackets.
  let opening: Scope['kind'] | undefined
  let head = false
  let open = 0
  let indent = 0
  let first = false
  for (const token of tokens(source)) {
    let naming = false
    if (token.kind === 'line') {
      indent = token.indent
      scopes = scopes.filter((scope) => scope.indent < indent)
      ;[first, head, open, opening] = [true, false, 0, undefined]
    } else if (first && (token.text === 'def' || token.text === 'class') && token.kind === 'name') {
      opening = token.text
      first = false
    } else if (opening !== undefined && token.kind === 'name' && !head) {
      if (scopes.length < NESTED) scopes = [...scopes, scopeOf(opening, token.text, scopes.at(-1), indent)]
      ;[head, opening, naming] = [true, undefined, true]
    } else if (token.kind === 'mark') {
      if ('([{'.includes(token.text)) open += 1
      else if (')]}'.includes(token.text)) open -= 1
      else if (token.text === ':' && open === 0) head = false
      first = false
    } else first = false
    yield { token, scopes, header: !naming && (head || scopes.at(-1)?.kind !== 'def') }
  }
}

function scopeOf(kind: Scope['kind'], name: string, parent: Scope | undefined, indent: number): Scope {
  return { kind, name, path: parent?.kind === 'class' ? `${parent.path}.${name}` : name, indent }
}
