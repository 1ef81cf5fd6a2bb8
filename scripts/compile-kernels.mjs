/**
 * Compile kernels/kernels.ts, which is AssemblyScript, into src/dtype/kernels.generated.ts. The same source gives the
 * same bytes. With --check, only say whether the file is fresh.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { main } from 'assemblyscript/asc'

const PROJECT = join(import.meta.dirname, '..')
const OUTPUT = join(PROJECT, 'src', 'dtype', 'kernels.generated.ts')
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

const HEAD = `// Written by scripts/compile-kernels.mjs from kernels/kernels.ts. Do not edit.

/** A WebAssembly module, in base64. */
export const KERNELS =
`

async function compiled() {
  let module
  const { error, stderr } = await main(['kernels/kernels.ts', '--outFile', 'kernels.wasm', ...OPTIONS], {
    readFile: (name) => (name === 'kernels/kernels.ts' ? readFileSync(join(PROJECT, name), 'utf8') : null),
    writeFile: (_, bytes) => {
      module = bytes
    },
    listFiles: () => [],
  })
  if (error !== null || module === undefined) throw new Error(`kernels/kernels.ts: ${error}\n${stderr}`)
  const lines = Buffer.from(module)
    .toString('base64')
    .match(/.{1,110}/g)
  return `${HEAD}${lines.map((line) => `  '${line}'`).join(' +\n')}\n`
}

const text = await compiled()
if (process.argv.includes('--check')) {
  if (readFileSync(OUTPUT, 'utf8') !== text) {
    process.stderr.write('src/dtype/kernels.generated.ts is stale: run npm run build\n')
    process.exitCode = 1
  }
} else {
  writeFileSync(OUTPUT, text)
}
