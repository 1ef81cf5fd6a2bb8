/** Names as modules: `layer1.0.conv1.weight` is in `layer1`, `layer1.0` and `layer1.0.conv1`. */
import type { TensorTable } from './tensor-table.ts'

/** A module, or a tensor. */
export interface TreeNode {
  /** One component of the name. */
  readonly label: string
  /** The whole name as far as here. */
  readonly path: string
  readonly parent: TreeNode | null
  /** The row of a tensor; -1 for a module. */
  readonly row: number
  /** In the order of the rows. */
  readonly children: TreeNode[]
  /** The modules among them by label: nothing that a file names becomes a property. */
  readonly modules: Map<string, TreeNode>
  tensors: number
  elements: number
  /** Sum over the tensors below; what two names share counts for both. */
  bytes: number
  /** Bytes of each dtype, by its index in the table. */
  readonly dtypes: Map<number, number>
}

/** Components that make a level; the rest of a longer name is one. Deepest known: 20. */
const MOST_DEPTH = 40

/** The tree of these rows (all when absent), in their order. */
export function moduleTree(table: TensorTable, rows?: ArrayLike<number>): TreeNode {
  const root = newNode('', '', null, -1)
  const count = rows === undefined ? table.names.length : rows.length
  for (let at = 0; at < count; at += 1) add(root, table, rows === undefined ? at : (rows[at] ?? 0))
  return root
}

function add(root: TreeNode, table: TensorTable, row: number): void {
  const name = table.names[row] ?? ''
  const steps = stepsOf(name)
  let node = root
  count(node, table, row)
  let path = ''
  for (const [at, label] of steps.entries()) {
    path = at === 0 ? label : `${path}.${label}`
    // A tensor may have the name of a module, and two tensors may share one.
    const last = at === steps.length - 1
    const known = last ? undefined : node.modules.get(label)
    const next = known ?? newNode(label, path, node, last ? row : -1)
    if (known === undefined) node.children.push(next)
    if (known === undefined && !last) node.modules.set(label, next)
    node = next
    count(node, table, row)
  }
}

function stepsOf(name: string): readonly string[] {
  const steps = name.split('.', MOST_DEPTH)
  const used = steps.reduce((sum, step) => sum + step.length + 1, -1)
  return used < name.length ? [...steps, name.slice(used + 1)] : steps
}

function count(node: TreeNode, { dtypes, numels, bytes }: TensorTable, row: number): void {
  const size = Math.max(0, bytes[row] ?? 0)
  const dtype = dtypes[row] ?? 0
  node.tensors += 1
  node.elements += Math.max(0, numels[row] ?? 0)
  node.bytes += size
  node.dtypes.set(dtype, (node.dtypes.get(dtype) ?? 0) + size)
}

function newNode(label: string, path: string, parent: TreeNode | null, row: number): TreeNode {
  const own = { children: [], modules: new Map(), dtypes: new Map() }
  return { label, path, parent, row, ...own, tensors: 0, elements: 0, bytes: 0 }
}

/** The dtype of most of the bytes below a node, as an index. */
export function mainDtype({ dtypes }: TreeNode): number {
  let main = 0
  let most = -1
  for (const [dtype, bytes] of dtypes) {
    if (bytes > most) {
      main = dtype
      most = bytes
    }
  }
  return main
}

/** The node of a path such as `layer1.0`; the nearest one above it where there is none. */
export function nodeAt(root: TreeNode, path: string): TreeNode {
  let node = root
  for (const label of path === '' ? [] : stepsOf(path)) {
    const next = node.modules.get(label)
    if (next === undefined) return node
    node = next
  }
  return node
}

/** What a module with one module in it and nothing else leads to: `model.layers` for `model`. */
export function withoutLoneSteps(node: TreeNode): TreeNode {
  let found = node
  for (;;) {
    const [only, ...others] = found.children.slice(0, 2)
    if (only === undefined || others.length > 0 || only.row >= 0) return found
    found = only
  }
}

/** The nearest module above that has more in it; null for none. */
export function widerAbove({ parent }: TreeNode): TreeNode | null {
  let above = parent
  while (above !== null && above.children.length === 1) above = above.parent
  return above
}
