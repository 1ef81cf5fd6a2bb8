/** Rectangles of a module: one for each part, its area the bytes; parts too small to be seen are one rectangle. */
import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy'
import { withoutLoneSteps } from './module-tree.ts'
import type { TreeNode } from './module-tree.ts'

/** A rectangle in pixels. */
export interface Tile {
  /** Null for the rest of what is too small. */
  readonly node: TreeNode | null
  readonly label: string
  readonly bytes: number
  readonly tensors: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** 1 for the parts of the module, 2 for what is in them. */
  readonly level: 1 | 2
  /** Whether level 2 is drawn inside. */
  readonly parent: boolean
}

/** Pixels of the heading of a part that shows what is in it. */
const HEAD = 20
/** A part is shown with what is in it from so many pixels on. */
const INSIDE = { width: 90, height: 64 }
/** Least pixels of a side, by area: what is smaller joins the rest. */
const LEAST_AREA = 24
/** Rectangles of one module: more are no longer told apart. */
const MOST = 400

interface Part {
  readonly node: TreeNode | null
  readonly bytes: number
  readonly tensors: number
  readonly count: number
  readonly children?: Part[]
}

/** The tiles of `node` in a box of `width` by `height` pixels, outer ones before those inside. */
export function tilesOf(node: TreeNode, width: number, height: number): readonly Tile[] {
  const outer = layout(node, 0, 0, width, height, 1)
  return outer.flatMap((tile) => {
    const inside =
      tile.node !== null &&
      tile.node.row < 0 &&
      tile.width >= INSIDE.width &&
      tile.height >= INSIDE.height &&
      tile.node.children.length > 1
    if (!inside || tile.node === null) return [tile]
    const inner = layout(tile.node, tile.x + 3, tile.y + HEAD, tile.width - 6, tile.height - HEAD - 3, 2)
    return [{ ...tile, parent: true }, ...inner]
  })
}

function layout(node: TreeNode, x: number, y: number, width: number, height: number, level: 1 | 2): Tile[] {
  if (width < 4 || height < 4) return []
  const parts = partsOf(node, width * height)
  const root = hierarchy<Part>(
    { node, bytes: 0, tensors: 0, count: 0, children: parts },
    (part) => part.children,
  )
    .sum(({ bytes, children }) => (children === undefined ? bytes : 0))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const laid = treemap<Part>().tile(treemapSquarify).size([width, height]).paddingInner(2).round(true)(root)
  return laid.leaves().map(({ data, x0, y0, x1, y1 }) => ({
    node: data.node,
    label: data.node === null ? `${data.count} smaller` : labelIn(node, data.node),
    bytes: data.bytes,
    tensors: data.tensors,
    x: x + x0,
    y: y + y0,
    width: x1 - x0,
    height: y1 - y0,
    level,
    parent: false,
  }))
}

/** The name of a part as far as it is not that of the whole. */
function labelIn(whole: TreeNode, { path, label }: TreeNode): string {
  return path === label || whole.path === '' ? path : path.slice(whole.path.length + 1)
}

/** The children by size; those without room are one part at the end. */
function partsOf(node: TreeNode, area: number): Part[] {
  const whole = Math.max(1, node.bytes)
  const sorted = node.children.filter(({ bytes }) => bytes > 0).sort((a, b) => b.bytes - a.bytes)
  const seen = sorted.filter(({ bytes }, at) => at < MOST && (bytes / whole) * area >= LEAST_AREA)
  const rest = sorted.slice(seen.length)
  const parts: Part[] = seen.map((one) => ({
    node: one.row >= 0 ? one : withoutLoneSteps(one),
    bytes: one.bytes,
    tensors: one.tensors,
    count: 1,
  }))
  if (rest.length > 0)
    parts.push({
      node: null,
      // No smaller than can be seen.
      bytes: Math.max(
        rest.reduce((sum, { bytes }) => sum + bytes, 0),
        (whole * LEAST_AREA) / Math.max(1, area),
      ),
      tensors: rest.reduce((sum, { tensors }) => sum + tensors, 0),
      count: rest.length,
    })
  return parts
}

/** The tile next to `from` in a direction, by the shortest way between their middles; null at the edge. */
export function neighbour(
  tiles: readonly Tile[],
  from: number,
  direction: 'left' | 'right' | 'up' | 'down',
): number | null {
  const start = tiles[from]
  if (start === undefined) return null
  const middle = middleOf(start)
  let best: number | null = null
  let least = Infinity
  for (const [at, tile] of tiles.entries()) {
    if (at === from || tile.level !== start.level) continue
    const { x, y } = middleOf(tile)
    const across = direction === 'left' || direction === 'right' ? x - middle.x : y - middle.y
    const ahead = direction === 'left' || direction === 'up' ? -across : across
    if (ahead <= 1) continue
    const aside = direction === 'left' || direction === 'right' ? y - middle.y : x - middle.x
    const distance = ahead + 2 * Math.abs(aside)
    if (distance < least) {
      least = distance
      best = at
    }
  }
  return best
}

function middleOf({ x, y, width, height }: Tile): { x: number; y: number } {
  return { x: x + width / 2, y: y + height / 2 }
}
