/**
 * Builds the page into dist/: index.html with its script, style and worker, which any server of files can serve. Into
 * the package goes the same page over the chunks of the package. docs/decisions/0004 says why it is made so.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { reachedFrom } from '../scripts/reached.mjs'
import { thirdParty } from '../scripts/third-party.mjs'

const WEB = import.meta.dirname
const DIST = join(WEB, 'dist')

/** The package by its name: the page uses what it exports and nothing else. */
const alias = { 'pth-cli': join(WEB, '..', 'src', 'index.ts') }

/**
 * The worker in parts: what opens a file, and what a view needs that not everybody looks at. A group brings what it
 * imports along, so the first comes first.
 */
const PARTS = [
  {
    name: 'core',
    modules:
      /\/src\/(?!operations\/(scan|convert)|report\/(scan|diff|convert)|weights-only|diff|schema|ids|worker|convert|checkpoint\/distributed\/(?!layout|folder|attributes|(dcp|zero|universal)\/(names|place)\.))[^]*$/,
  },
  { name: 'distributed', modules: /\/src\/checkpoint\/distributed\// },
  { name: 'scan', modules: /\/src\/(operations\/scan|report\/scan|weights-only)\// },
  { name: 'diff', modules: /\/src\/(diff|schema|report\/diff)\// },
  { name: 'convert', modules: /\/src\/((operations|report)\/convert|convert)\// },
]

/** Workers that the package's bundle has as entries. */
const ENTRIES = ['worker.js', 'hash.js']

/** The modules that are in what was bundled so far. */
const bundled = []

/** One file of code for the browser. */
async function bundle(input, format, define = {}) {
  const [{ code }] = await files(input, { format, codeSplitting: false }, define)
  return code
}

/** The files of code that an entry is made of; what is imported by a call is in files of their own. */
async function files(input, shape, define = {}) {
  const build = await rolldown({
    input: join(WEB, 'src', input),
    cwd: WEB,
    platform: 'browser',
    resolve: { alias },
    transform: { target: 'es2022', define },
    optimization: { inlineConst: { mode: 'all' } },
    onLog: (level, log) => {
      if (level === 'warn') throw new Error(log.message)
    },
  })
  const { output } = await build.generate({ ...shape, minify: true, comments: { legal: false } })
  await build.close()
  for (const { moduleIds } of output) bundled.push(...moduleIds)
  return output
}

/** Rules of all style sheets, in the order of their names, without comments and what nobody needs between words. */
function style() {
  const folder = join(WEB, 'src', 'style')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.css'))
    .toSorted()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}')
    .trim()
}

function write(name, text) {
  writeFileSync(join(DIST, name), text)
}

rmSync(DIST, { recursive: true, force: true })
mkdirSync(DIST, { recursive: true })
cpSync(join(WEB, 'public'), DIST, { recursive: true })
write('app.css', style())
write('app.js', await bundle('main.tsx', 'esm'))
write('hash.js', await bundle('convert/hash-worker.ts', 'esm'))
write('write.js', await bundle('convert/write-worker.ts', 'esm'))
write('policy.js', await bundle('policy.ts', 'iife'))
/** What does not depend on where the page is: files of dist/ of both. */
const page = ['index.html', 'icon.svg', 'app.css', 'app.js', 'policy.js', 'hash.js', 'write.js']
const ofPage = thirdParty(bundled)
const parts = await files('worker/main.ts', {
  format: 'esm',
  entryFileNames: 'worker.js',
  chunkFileNames: 'worker-[name].js',
  codeSplitting: {
    groups: PARTS.map(({ name, modules }, at) => ({ name, test: modules, priority: PARTS.length - at })),
  },
})
for (const { fileName, code } of parts) write(fileName, code)

// The name of the cache is the digest of what is in it: a new build replaces the old one as a whole.
const shell = [...page, ...parts.map((part) => part.fileName)]
const digest = createHash('sha256')
for (const name of shell) digest.update(readFileSync(join(DIST, name)))
const version = digest.digest('hex').slice(0, 16)
const filled = { PAGE_DIGEST: JSON.stringify(version), PAGE_FILES: JSON.stringify(shell) }
write('offline.js', await bundle('offline.ts', 'iife', filled))
write('THIRD-PARTY.txt', thirdParty(bundled))

// For the package, where `pth view` serves it and `pth report` puts its script and style into one file. The package has
// the core already: its workers are two more entries of the package's bundle, and import the chunks of the library.
const PACKAGE = join(WEB, '..', 'dist')
const PACKAGED = join(PACKAGE, 'web')
rmSync(PACKAGED, { recursive: true, force: true })
mkdirSync(PACKAGED)
const own = page.filter((name) => !ENTRIES.includes(name))
for (const name of own) cpSync(join(DIST, name), join(PACKAGED, name))
writeFileSync(join(PACKAGED, 'THIRD-PARTY.txt'), ofPage)
const served = Object.fromEntries([
  ...own.map((name) => [name, `dist/web/${name}`]),
  ...ENTRIES.flatMap((entry) => reachedFrom(PACKAGE, entry)).map((name) => [name, `dist/${name}`]),
])
writeFileSync(join(PACKAGED, 'files.json'), `${JSON.stringify(served)}\n`)
