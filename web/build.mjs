/**
 * Builds the page into dist/: index.html with its script, style and worker, and report/ with the same views as one
 * script and one style, to be embedded in a page without a request. docs/decisions/0004 says why it is made so.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
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
      /\/src\/(?!operations\/(scan|convert)|report\/(scan|diff|convert)|weights-only|diff|schema|ids|worker|convert)[^]*$/,
  },
  { name: 'scan', modules: /\/src\/(operations\/scan|report\/scan|weights-only)\// },
  { name: 'diff', modules: /\/src\/(diff|schema|report\/diff)\// },
  { name: 'convert', modules: /\/src\/((operations|report)\/convert|convert)\// },
]

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

/** Rules of all style sheets, in the order of their names, without comments and indentation. */
function style() {
  const folder = join(WEB, 'src', 'style')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.css'))
    .toSorted()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
}

function write(name, text) {
  writeFileSync(join(DIST, name), text)
}

rmSync(DIST, { recursive: true, force: true })
mkdirSync(join(DIST, 'report'), { recursive: true })
cpSync(join(WEB, 'public'), DIST, { recursive: true })
const css = style()
write('app.css', css)
write('report/report.css', css)
write('app.js', await bundle('main.tsx', 'esm'))
const parts = await files('worker/main.ts', {
  format: 'esm',
  entryFileNames: 'worker.js',
  chunkFileNames: 'worker-[name].js',
  codeSplitting: {
    groups: PARTS.map(({ name, modules }, at) => ({ name, test: modules, priority: PARTS.length - at })),
  },
})
for (const { fileName, code } of parts) write(fileName, code)
write('hash.js', await bundle('convert/hash-worker.ts', 'esm'))
write('policy.js', await bundle('policy.ts', 'iife'))
write('report/report.js', await bundle('report.tsx', 'iife'))

// The name of the cache is the digest of what is in it: a new build replaces the old one as a whole.
const shell = [
  'index.html',
  'icon.svg',
  'app.css',
  'app.js',
  'policy.js',
  'hash.js',
  ...parts.map((part) => part.fileName),
]
const digest = createHash('sha256')
for (const name of shell) digest.update(readFileSync(join(DIST, name)))
const version = digest.digest('hex').slice(0, 16)
const filled = { PAGE_DIGEST: JSON.stringify(version), PAGE_FILES: JSON.stringify(shell) }
write('offline.js', await bundle('offline.ts', 'iife', filled))

write('THIRD-PARTY.txt', thirdParty(bundled))

// For the package: `pth view` serves it, and `pth report` puts report/ into its files.
const PACKAGED = join(WEB, '..', 'dist', 'web')
rmSync(PACKAGED, { recursive: true, force: true })
cpSync(DIST, PACKAGED, { recursive: true })
const packaged = [...shell, 'offline.js', 'report/report.css', 'report/report.js']
writeFileSync(join(PACKAGED, 'files.json'), `${JSON.stringify(packaged)}\n`)
