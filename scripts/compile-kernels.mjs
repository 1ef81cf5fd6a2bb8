/**
 * Compile the sources in kernels/, which are AssemblyScript, into modules of src/. The same source gives the same bytes.
 * With --check, only say whether they are fresh.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { main } from 'assemblyscript/asc'

const PROJECT = join(import.meta.dirname, '..')
/** Each source, the file that it becomes, and the name of the module in there. */
const MODULES = [
  ['kernels/kernels.ts', 'src/dtype/kernels.generated.ts', 'KERNELS'],
  ['kernels/digests.ts', 'src/io/digests.generated.ts', 'DIGESTS'],
]
const OPTIONS = [
  '-O3',
  '--runtime',
  'stub',
  '--noAssert',
  '--enable',
  'simd',
  '--importMemory',
  '--noExportMemory',
]

const head = (source, name) => `// Written by scripts/compile-kernels.mjs from ${source}. Do not edit.

/** A WebAssembly module, in base64. */
export const ${name} =
`

async function compiled(source, name) {
  let module
  const { error, stderr } = await main([source, '--outFile', 'kernels.wasm', ...OPTIONS], {
    readFile: (file) => (file === source ? readFileSync(join(PROJECT, source), 'utf8') : null),
    writeFile: (_, bytes) => {
      module = bytes
    },
    listFiles: () => [],
  })
  if (error !== null || module === undefined) throw new Error(`${source}: ${error}\n${stderr}`)
  const lines = Buffer.from(module)
    .toString('base64')
    .match(/.{1,110}/g)
  return `${head(source, name)}${lines.map((line) => `  '${line}'`).join(' +\n')}\n`
}

for (const [source, output, name] of MODULES) {
  const text = await compiled(source, name)
  const path = join(PROJECT, output)
  if (!process.argv.includes('--check')) writeFileSync(path, text)
  else if (readFileSync(path, 'utf8') !== text) {
    process.stderr.write(`${output} is stale: run npm run build\n`)
    process.exitCode = 1
  }
}
