/** What the package exports: a change here is a change for every user. */
import { expect, test } from 'vitest'
import * as core from '../src/index.ts'
import * as node from '../src/node.ts'

test('pth-cli', () => {
  expect(Object.keys(core).toSorted()).toMatchInlineSnapshot(`
    [
      "MODEL_JSON_SCHEMA",
      "PthError",
      "actualOf",
      "actualStateDict",
      "compileGlobs",
      "diagnose",
      "diffStateDict",
      "diffValues",
      "findTensor",
      "inspectCheckpoint",
      "isPthError",
      "listParts",
      "memorySource",
      "modelOf",
      "openCheckpoint",
      "openShards",
      "parseSchema",
      "parseShardIndex",
      "readDense",
      "readDenseEntry",
      "readEntry",
      "readPart",
      "readParts",
      "readTensor",
      "selectEntries",
      "sliceSource",
      "tensorChunks",
      "tensorOffsets",
      "tensorStats",
      "torchText",
    ]
  `)
})

test('pth-cli/node', () => {
  expect(Object.keys(node).toSorted()).toMatchInlineSnapshot(`
    [
      "newSha256",
      "openFile",
    ]
  `)
})
