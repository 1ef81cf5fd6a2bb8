/** What the package exports: a change here is a change for every user. */
import { expect, test } from 'vitest'
import * as core from '../src/index.ts'
import * as node from '../src/node.ts'

test('pth-cli', () => {
  expect(Object.keys(core).toSorted()).toMatchInlineSnapshot(`
    [
      "CONVERT_DEFAULTS",
      "DEFAULT_LIMITS",
      "MODEL_JSON_SCHEMA",
      "PthError",
      "actualOf",
      "actualStateDict",
      "bufferedSink",
      "compileGlobs",
      "crc32",
      "diagnose",
      "diffStateDict",
      "diffValues",
      "findTensor",
      "inspectCheckpoint",
      "isPthError",
      "layoutParts",
      "listParts",
      "memorySink",
      "memorySource",
      "modelOf",
      "newStreamContext",
      "openCheckpoint",
      "openShards",
      "parseSchema",
      "parseShardIndex",
      "planConvert",
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
      "nodeCrc32",
      "openFile",
      "prepareOutput",
      "runConvert",
    ]
  `)
})
