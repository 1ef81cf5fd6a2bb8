/**
 * Bundle src/ into dist/, which is the published code: the two entries of the library, the program, the worker of the
 * page that `pth view` serves, and the chunks that they share. Run `tsc -p tsconfig.build.json` first: the declarations
 * are made of those in build/. CONTRIBUTING.md says why it is made so.
 */
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parse } from 'acorn'
import { full } from 'acorn-walk'
import { rolldown } from 'rolldown'
import { dts } from 'rolldown-plugin-dts'
import { CHUNKS } from './chunks.mjs'
import { thirdParty } from './third-party.mjs'

const PROJECT = join(import.meta.dirname, '..')
const DIST = join(PROJECT, 'dist')
const BUILD = join(PROJECT, 'build')

/**
 * commander can start other programs for its commands, which pth never asks of it. The part of Node that does so takes
 * as long to load as a small report takes altogether.
 */
const noPrograms = {
  name: 'no-programs',
  resolveId: (id, importer) =>
    id === 'node:child_process' && /[/\\]node_modules[/\\]commander[/\\]/.test(importer ?? '')
      ? '\0no-programs'
      : null,
  load: (id) => (id === '\0no-programs' ? 'module.exports = {}' : null),
}

export const common = {
  cwd: PROJECT,
  platform: 'node',
  // 500 kB for those who are behind a proxy on an old Node: installed beside, where it may be left out.
  external: ['undici'],
  resolve: { mainFields: ['module', 'main'] },
  plugins: [noPrograms],
  optimization: { inlineConst: { mode: 'all' } },
  onLog: (level, log) => {
    // Chunks decide what is loaded together, whichever way it is imported.
    if (level === 'warn' && log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT') throw new Error(log.message)
  },
}
// Functions keep their names, so that the stack of an error can be read.
export const minify = {
  compress: true,
  mangle: { toplevel: true, keepNames: { function: true, class: true } },
  codegen: true,
}
const build = await rolldown({
  input: {
    index: 'src/index.ts',
    node: 'src/node.ts',
    cli: 'src/cli/main.ts',
    // The core is in the package once: the page has workers of the same chunks.
    worker: 'web/src/worker/main.ts',
    hash: 'web/src/convert/hash-worker.ts',
  },
  ...common,
  resolve: { ...common.resolve, alias: { 'pth-cli': join(PROJECT, 'src', 'index.ts') } },
})
const { output } = await build.generate({
  format: 'esm',
  // One name per chunk: no two packages share a folder.
  chunkFileNames: 'chunks/[name].js',
  minify,
  codeSplitting: {
    groups: CHUNKS.map(({ name, files }, at) => ({
      name,
      priority: CHUNKS.length - at,
      test: (id) => files.test(relative(PROJECT, id).replaceAll('\\', '/')),
    })),
  },
})
await build.close()
// A thread starts as fast as its one file loads; `new URL` names it from wherever the crew is.
const threads = await rolldown({ input: { 'crew-worker': 'src/node/crew-worker.ts' }, ...common })
const worker = await threads.generate({ format: 'esm', entryFileNames: 'chunks/[name].js', minify })
await threads.close()

const written = new Set()
for (const { fileName, code } of [...output, ...worker.output]) write(fileName, inLines(code))
chmodSync(join(DIST, 'cli.js'), 0o755)
write('THIRD-PARTY.txt', thirdParty(output.flatMap(({ moduleIds }) => moduleIds)))
for (const { fileName, code } of await declarations()) write(fileName, code)
// Last, so that what runs from dist/ meanwhile finds its files.
for (const file of readdirSync(DIST, { recursive: true, withFileTypes: true })) {
  const path = join(file.parentPath, file.name)
  // The page has a build of its own.
  if (file.isFile() && !written.has(path) && !path.startsWith(join(DIST, 'web'))) rmSync(path)
}

function write(name, content) {
  const path = join(DIST, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  written.add(path)
}

/**
 * Minified code with a line for each statement: the line that a stack names is one that can be read, and Node, which
 * prints the line of an error that nobody catches, prints no hundred thousand characters.
 */
function inLines(code) {
  const starts = new Set()
  full(
    parse(code, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true }),
    ({ type, body }) => {
      if (type === 'Program' || type === 'BlockStatement') for (const { start } of body) starts.add(start)
    },
  )
  let text = ''
  let at = 0
  for (const start of [...starts].toSorted((one, other) => one - other)) {
    text += code.slice(at, start) + (start === 0 || code[start - 1] === '\n' ? '' : '\n')
    at = start
  }
  return text + code.slice(at)
}

/** The declarations of both entries of the library, and one file of what they share, without what neither names. */
async function declarations() {
  const types = await rolldown({
    input: { index: join(BUILD, 'index.d.ts'), node: join(BUILD, 'node.d.ts') },
    plugins: [dts({ dtsInput: true, tsconfig: false, sourcemap: false })],
    external: /^node:/,
  })
  const written = await types.generate({ chunkFileNames: 'types.d.ts', minifyInternalExports: false })
  await types.close()
  return written.output
}
