/**
 * The packed tarball, as its users get it: publint and arethetypeswrong judge the manifest, and a program that
 * uses every export is compiled under old and new TypeScript. Run `npm run build` first.
 */
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { everyExport } from './every-export.mjs'

const HERE = import.meta.dirname
const PROJECT = join(HERE, '..', '..')
const VERSIONS = ['5.0', '5.4', '5.9']
/** Two kinds of users: a Node program, and a page that a bundler builds and that has no types of Node. */
const USERS = [
  { moduleResolution: 'node16', module: 'node16', lib: ['es2022'], types: ['node'] },
  { moduleResolution: 'bundler', module: 'esnext', lib: ['es2022', 'dom'], types: [] },
]

/** Bytes of the package: what it has today and some room. The tables of names that scan knows are 0.13 MB of it, packed. */
const PACKED = 845_000
const UNPACKED = 2_756_000

const failures = []

function report(what, ok, output = '') {
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'}  ${what}\n${ok ? '' : `${output}\n`}`)
  if (!ok) failures.push(what)
}

/** Run a JavaScript file with this Node: neither a shell nor an executable bit is needed. */
function node(file, args, cwd) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { cwd, encoding: 'utf8' })
  return { ok: status === 0, stdout, output: `${stdout}${stderr}` }
}

/** npm, found as `npm run` tells it, else beside this Node. */
function npm(args, cwd) {
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js')
  const above = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')
  const cli = [process.env['npm_execpath'], beside, above].find((path) => path && existsSync(path))
  if (cli === undefined) throw new Error('npm was not found: use npm run check:package')
  const { ok, stdout, output } = node(cli, args, cwd)
  if (!ok) throw new Error(`npm ${args.join(' ')}\n${output}`)
  return stdout
}

async function checkManifest(tarball) {
  const bytes = readFileSync(tarball)
  const { messages, pkg } = await publint({
    strict: true,
    pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) },
  })
  report('publint --strict', messages.length === 0, messages.map((m) => formatMessage(m, pkg)).join('\n'))
  const attw = join(PROJECT, 'node_modules', '@arethetypeswrong', 'cli', 'dist', 'index.js')
  // The package is ES modules only: `require` of it is not judged.
  const args = [tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-emoji', '--no-color']
  const { ok, output } = node(attw, args, PROJECT)
  report('arethetypeswrong, node16 and bundler', ok, output)
}

function compile(consumer, version, user) {
  const name = `a program of every export under TypeScript ${version}, ${user.moduleResolution}`
  const config = {
    compilerOptions: {
      ...user,
      target: 'es2022',
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      // Writing declarations makes the compiler name every inferred type.
      declaration: true,
      outDir: 'out',
      typeRoots: [join(HERE, 'node_modules', '@types')],
    },
    files: ['core.ts', 'node.ts', 'program.ts'],
  }
  const path = join(consumer, `tsconfig.${version}.${user.moduleResolution}.json`)
  writeFileSync(path, JSON.stringify(config))
  const tsc = join(HERE, 'node_modules', `typescript-${version}`, 'lib', 'tsc.js')
  const { ok, output } = node(tsc, ['-p', path], consumer)
  report(name, ok, output)
}

const scratch = mkdtempSync(join(tmpdir(), 'pth-package-'))
try {
  if (!existsSync(join(PROJECT, 'dist', 'index.js'))) throw new Error('dist is missing: npm run build')
  const [{ filename, size, unpackedSize }] = JSON.parse(
    npm(['pack', '--ignore-scripts', '--json', '--pack-destination', scratch], PROJECT),
  )
  report(`${size} bytes packed, at most ${PACKED}`, size <= PACKED)
  report(`${unpackedSize} bytes unpacked, at most ${UNPACKED}`, unpackedSize <= UNPACKED)
  const tarball = join(scratch, filename)
  await checkManifest(tarball)

  npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], HERE)
  const consumer = join(scratch, 'consumer')
  mkdirSync(consumer)
  writeFileSync(join(consumer, 'package.json'), '{ "private": true, "type": "module" }\n')
  npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', tarball], consumer)
  const dist = join(consumer, 'node_modules', 'pth-cli', 'dist')
  writeFileSync(join(consumer, 'core.ts'), await everyExport('pth-cli', dist, 'index'))
  writeFileSync(join(consumer, 'node.ts'), await everyExport('pth-cli/node', dist, 'node'))
  copyFileSync(join(HERE, 'program.ts'), join(consumer, 'program.ts'))
  for (const version of VERSIONS) {
    for (const user of USERS) {
      compile(consumer, version, user)
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
if (failures.length > 0) {
  process.stdout.write(`${failures.length} of the checks failed\n`)
  process.exitCode = 1
}
