/** Tensor names as a tree of modules with sums; numbered siblings that are alike become one. */
import type { TensorReport, TreeReport } from './inspect-report.ts'
import { numbersText } from './pattern.ts'

/** Levels of the tree; the rest of a longer name stays in one piece. Real names have up to 15. */
const LEVELS = 64
const INDEX = /^(?:0|[1-9]\d{0,8})$/

interface Node {
  readonly name: string
  readonly children: Map<string, Node>
  /** Several when the same name occurs more than once. */
  readonly tensors: TensorReport[]
}

/** The tree of these tensors, in file order. `collapse` joins numbered siblings that are alike. */
export function tensorTree(tensors: readonly TensorReport[], collapse: boolean): TreeReport {
  const root: Node = newNode('')
  for (const tensor of tensors) {
    const parts = tensor.name.split('.')
    const steps =
      parts.length > LEVELS ? [...parts.slice(0, LEVELS - 1), parts.slice(LEVELS - 1).join('.')] : parts
    let node = root
    for (const step of steps) {
      const child = node.children.get(step) ?? newNode(step)
      node.children.set(step, child)
      node = child
    }
    node.tensors.push(tensor)
  }
  return report(root, collapse, newInterner())
}

function newNode(name: string): Node {
  return { name, children: new Map(), tensors: [] }
}

/** Recursion is bounded by LEVELS. */
function report(node: Node, collapse: boolean, shapeIds: Interner): TreeReport {
  const below = [...node.children.values()].map((child) => report(child, collapse, shapeIds))
  // A name may be a tensor and a module at once; then the tensor is a child with an empty name.
  const own = node.tensors.map(leafOf)
  const [only] = own
  if (own.length === 1 && below.length === 0 && only !== undefined) return { ...only, name: node.name }
  const children = [...own, ...(collapse ? joinAlike(below, shapeIds) : below)]
  return {
    name: node.name,
    count: 1,
    tensors: sum(children, 'tensors'),
    elements: sum(children, 'elements'),
    bytes: sum(children, 'bytes'),
    dtype: null,
    shape: null,
    children,
  }
}

function leafOf(tensor: TensorReport): TreeReport {
  const { dtype, shape, numel, bytes } = tensor
  return {
    name: '',
    count: 1,
    tensors: 1,
    elements: numel ?? 0,
    bytes: bytes ?? 0,
    dtype,
    shape,
    children: [],
  }
}

function joinAlike(children: readonly TreeReport[], shapeIds: Interner): TreeReport[] {
  const groups = new Map<string, TreeReport[]>()
  for (const [at, child] of children.entries()) {
    const key = INDEX.test(child.name) ? `alike ${shapeIds.idOf(child)}` : `alone ${at}`
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [child])
    else known.push(child)
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined || group.length === 1) return group
    const numbers = group.map((child) => Number(child.name)).sort((a, b) => a - b)
    return [multiplied({ ...first, name: numbersText(numbers) }, group.length)]
  })
}

/** Sums count every sibling that a joined node represents, at all levels below it. */
function multiplied(node: TreeReport, times: number): TreeReport {
  const grow = (child: TreeReport): TreeReport => ({
    ...child,
    tensors: child.tensors * times,
    elements: child.elements * times,
    bytes: child.bytes * times,
    children: child.children.map(grow),
  })
  return { ...grow(node), count: node.count * times }
}

/** Equal ids for subtrees with equal names, dtypes and shapes. */
interface Interner {
  idOf(node: TreeReport): number
}

function newInterner(): Interner {
  const ids = new Map<string, number>()
  const known = new WeakMap<TreeReport, number>()
  const content = (node: TreeReport): number => {
    const before = known.get(node)
    if (before !== undefined) return before
    const parts = node.children.map((child) => [child.name, child.count, content(child)])
    const key = JSON.stringify([node.dtype, node.shape, node.elements, node.bytes, parts])
    const id = ids.get(key) ?? ids.size
    ids.set(key, id)
    known.set(node, id)
    return id
  }
  return { idOf: content }
}

function sum(nodes: readonly TreeReport[], key: 'tensors' | 'elements' | 'bytes'): number {
  return nodes.reduce((total, node) => total + node[key], 0)
}
