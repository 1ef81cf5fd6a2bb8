/** The lines of the tree that are seen: what is inside a closed module is not. */
import type { TreeNode } from './module-tree.ts'

/** One line. */
export interface TreeRow {
  readonly node: TreeNode
  /** From 1. */
  readonly level: number
  /** Null for a tensor. */
  readonly open: boolean | null
}

/** The lines below `root`, in order. */
export function treeRows(root: TreeNode, isOpen: (path: string) => boolean): readonly TreeRow[] {
  const rows: TreeRow[] = []
  const stack = children(root, 1)
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, level } = next
    const open = node.row >= 0 ? null : isOpen(node.path)
    rows.push({ node, level, open })
    if (open === true) for (const child of children(node, level + 1)) stack.push(child)
  }
  return rows
}

function children({ children: nodes }: TreeNode, level: number): { node: TreeNode; level: number }[] {
  return nodes.toReversed().map((node) => ({ node, level }))
}
