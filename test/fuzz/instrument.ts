/** Puts a counter on every branch of compiled JavaScript: the same text, one line more of nothing, so that stacks keep their places. */
import { parse } from 'acorn'
import type { AnyNode, BlockStatement, Expression, Function as FunctionNode, Statement } from 'acorn'
import { simple } from 'acorn-walk'

/** Where the counters stand, for every module of one thread. */
export const COUNTERS = '__pthCounters'
/** Most branches that are told apart. The sources have about 11,000. */
export const MOST_BRANCHES = 1 << 15

/** Code that counts, and how many branches it has. */
export interface Instrumented {
  readonly code: string
  readonly branches: number
}

/**
 * Count each function, arm of `if`, `?:` and `switch`, right side of `&&`, `||` and `??`, loop body, default value and
 * `catch`, under the numbers from `first` on. The arm of an `if` that is not written counts too.
 */
export function instrument(code: string, first: number): Instrumented {
  const insertions: { readonly at: number; readonly text: string }[] = []
  let next = first

  const insert = (at: number, text: string): void => void insertions.push({ at, text })
  const count = (): string => `__c[${next++}]++`
  const inExpression = (node: Expression): void => {
    insert(node.start, `(${count()},`)
    insert(node.end, ')')
  }
  const inStatement = (node: Statement): void => {
    if (node.type === 'BlockStatement') return insert(node.start + 1, `${count()};`)
    insert(node.start, `{${count()};`)
    insert(node.end, '}')
  }
  const inFunction = (node: FunctionNode): void => {
    if (node.body.type === 'BlockStatement') inStatement(node.body)
    else inExpression(node.body)
  }
  const inLoop = ({ body }: { readonly body: Statement }): void => inStatement(body)

  // Children come before their parents: at one place the inner text ends first. No two counted nodes begin at one place.
  simple(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }) as AnyNode, {
    Function: inFunction,
    ForStatement: inLoop,
    ForInStatement: inLoop,
    ForOfStatement: inLoop,
    WhileStatement: inLoop,
    DoWhileStatement: inLoop,
    IfStatement: ({ consequent, alternate }) => {
      inStatement(consequent)
      if (alternate) inStatement(alternate)
      else insert(consequent.end, ` else {${count()};}`)
    },
    ConditionalExpression: ({ consequent, alternate }) => {
      inExpression(consequent)
      inExpression(alternate)
    },
    LogicalExpression: ({ right }) => inExpression(right),
    AssignmentPattern: ({ right }) => inExpression(right),
    SwitchCase: ({ consequent }) => {
      if (consequent[0] !== undefined) insert(consequent[0].start, `${count()};`)
    },
    CatchClause: ({ body }: { readonly body: BlockStatement }) => inStatement(body),
  })
  return {
    code: `const __c=globalThis.${COUNTERS}??=new Uint8Array(${MOST_BRANCHES});${spliced(code, insertions)}`,
    branches: next - first,
  }
}

/** Insertions at one place stay in the order in which they were made. */
function spliced(
  code: string,
  insertions: readonly { readonly at: number; readonly text: string }[],
): string {
  const parts: string[] = []
  let from = 0
  for (const { at, text } of insertions.toSorted((a, b) => a.at - b.at)) {
    parts.push(code.slice(from, at), text)
    from = at
  }
  return [...parts, code.slice(from)].join('')
}
