import { expect, test } from 'vitest'
import { mainDtype, moduleTree, nodeAt } from '../src/table/module-tree.ts'
import { tensorTable } from '../src/table/tensor-table.ts'
import { treeRows } from '../src/table/tree-rows.ts'
import { neighbour, tilesOf } from '../src/table/treemap.ts'

function tableOf(sizes: readonly (readonly [name: string, bytes: number, dtype?: string])[]) {
  return tensorTable(
    sizes.map(([name, bytes, dtype = 'uint8']) => ({
      name,
      dtype,
      shape: [bytes],
      numel: bytes,
      bytes,
      problem: null,
    })),
  )
}

const table = tableOf([
  ['layer1.0.weight', 600, 'float32'],
  ['layer1.0.bias', 100],
  ['layer2.weight', 300],
  ['head', 50],
])

test('sums of a module are those of its tensors', () => {
  const root = moduleTree(table)
  expect([root.bytes, root.tensors]).toEqual([1050, 4])
  const layer = nodeAt(root, 'layer1')
  expect([layer.bytes, layer.tensors, layer.children.length]).toEqual([700, 2, 1])
  expect(table.dtypeNames[mainDtype(layer)]).toBe('float32')
  expect(nodeAt(root, 'layer1.0.nothing').path).toBe('layer1.0')
})

test('a tensor may have the name of a module, and two may share one; no name is a property', () => {
  const odd = tableOf([
    ['a', 1],
    ['a.b', 2],
    ['a.c', 4],
    ['a', 8],
    ['__proto__', 16],
    ['__proto__.x', 32],
    ['', 64],
  ])
  const root = moduleTree(odd)
  expect(root.children.map(({ label, row, bytes }) => [label, row, bytes])).toEqual([
    ['a', 0, 1],
    ['a', -1, 6],
    ['a', 3, 8],
    ['__proto__', 4, 16],
    ['__proto__', -1, 32],
    ['', 6, 64],
  ])
})

test('a name of a hundred thousand dots is as deep as any', () => {
  const name = '.'.repeat(100_000)
  const root = moduleTree(tableOf([[name, 1]]))
  let depth = 0
  let node = root
  while (node.children[0] !== undefined) {
    node = node.children[0]
    depth += 1
  }
  expect(depth).toBe(41)
  expect(node.path).toBe(name)
})

test('closed modules hide what is in them', () => {
  const root = moduleTree(table)
  expect(treeRows(root, () => false).map(({ node }) => node.path)).toEqual(['layer1', 'layer2', 'head'])
  expect(
    treeRows(root, (path) => path.startsWith('layer1')).map(({ node, level }) => [node.path, level]),
  ).toEqual([
    ['layer1', 1],
    ['layer1.0', 2],
    ['layer1.0.weight', 3],
    ['layer1.0.bias', 3],
    ['layer2', 1],
    ['head', 1],
  ])
})

test('areas are bytes, tiles stay inside, and neighbours are found', () => {
  const tiles = tilesOf(moduleTree(table), 1000, 500).filter(({ level }) => level === 1)
  const whole = tiles.reduce((sum, { width, height }) => sum + width * height, 0)
  for (const { bytes, x, y, width, height } of tiles) {
    expect(Math.abs((width * height) / whole - bytes / 1050)).toBeLessThan(0.01)
    expect(x + width).toBeLessThanOrEqual(1000)
    expect(y + height).toBeLessThanOrEqual(500)
  }
  const left = tiles.findIndex(({ label }) => label === 'layer1.0')
  const right = neighbour(tiles, left, 'right')
  expect(right).not.toBeNull()
  expect(neighbour(tiles, left, 'left')).toBeNull()
})

test('what is too small to be seen is one tile that counts it', () => {
  const root = moduleTree(
    tableOf([['big', 1e9], ...Array.from({ length: 5000 }, (_, at) => [`s${at}`, 1] as const)]),
  )
  const tiles = tilesOf(root, 800, 600)
  expect(tiles.map(({ label }) => label)).toEqual(['big', '5000 smaller'])
})
