/**
 * Make pth as one executable with Node inside, for machines without Node, and try it: node scripts/single-file.mjs
 * [FOLDER]. It is for the system and the processor that it is made on; without FOLDER it goes to build/single/. Run
 * `npm run build` first.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { inject } from 'postject'
import { rolldown } from 'rolldown'
// Importing it also makes dist/, with which the executable is compared.
import { common, minify } from './bundle.mjs'

const PROJECT = join(import.meta.dirname, '..')
/** The list of the files of the page. */
const PAGE = 'dist/web/files.json'
/** Files that the program reads from its package. */
const TEXTS = [
  'test/conformance/model_schema.py',
  PAGE,
  ...Object.values(JSON.parse(readFileSync(join(PROJECT, PAGE), 'utf8'))),
]
/** Marks the place in Node that the blob goes to. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2'

const folder = resolve(process.argv[2] ?? join(PROJECT, 'build', 'single'))
mkdirSync(folder, { recursive: true })
const target = join(folder, process.platform === 'win32' ? 'pth.exe' : 'pth')
const scratch = mkdtempSync(join(tmpdir(), 'pth-single-'))
try {
  const main = join(scratch, 'main.cjs')
  writeFileSync(main, await script())
  await makeExecutable(main)
  copyFileSync(join(PROJECT, 'dist', 'THIRD-PARTY.txt'), join(folder, 'THIRD-PARTY.txt'))
  tryIt()
  process.stdout.write(`${target}: ${(statSync(target).size / 1e6).toFixed(1)} MB\n`)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

/** The program as one script. Node 20 takes CommonJS there, so nothing is awaited at its top. */
async function script() {
  const worker = await code({ input: join(PROJECT, 'src/node/crew-worker.ts'), ...common }, 'esm')
  const thread = JSON.stringify(`data:text/javascript,${encodeURIComponent(worker)}`)
  const texts = Object.fromEntries(TEXTS.map((name) => [name, readFileSync(join(PROJECT, name), 'utf8')]))
  const entry = `import { processIo } from ${JSON.stringify(join(PROJECT, 'src/cli/process.ts'))}
    import { run } from ${JSON.stringify(join(PROJECT, 'src/cli/run.ts'))}
    const io = processIo()
    void run(process.argv.slice(2), io).then((code) => { process.exitCode = io.lostOutput() ? 2 : code })`
  const changed = new Set()
  const single = {
    name: 'single',
    resolveId: (id) => (id === 'single' ? '\0single.js' : null),
    load: (id) => {
      if (id === '\0single.js') return entry
      if (!id.replaceAll('\\', '/').endsWith('/src/cli/package-file.ts')) return null
      changed.add('texts')
      return `const TEXTS = ${JSON.stringify(texts)}
        export async function readPackageFile(name: string): Promise<string> {
          const text = (TEXTS as Record<string, string>)[name]
          if (text === undefined) throw new Error(name + ' is not in the executable')
          return text
        }`
    },
    transform: (text, id) => {
      if (!id.replaceAll('\\', '/').endsWith('/src/node/crew.ts')) return null
      changed.add('thread')
      return text.replace("new URL('./crew-worker.js', import.meta.url)", () => `new URL(${thread})`)
    },
  }
  const all = await code({ input: 'single', ...common, plugins: [single, ...common.plugins] }, 'cjs')
  if (changed.size !== 2 || /import\.meta|crew-worker\.js/.test(all))
    throw new Error('the script still asks for files beside it')
  return all
}

async function code(options, format) {
  const build = await rolldown(options)
  const { output } = await build.generate({ format, minify, codeSplitting: false })
  await build.close()
  if (output.length !== 1) throw new Error(`${output.length} files in place of one`)
  return output[0].code
}

async function makeExecutable(main) {
  const blob = join(scratch, 'blob')
  const config = join(scratch, 'config.json')
  writeFileSync(config, JSON.stringify({ main, output: blob, disableExperimentalSEAWarning: true }))
  execFileSync(process.execPath, ['--experimental-sea-config', config], { stdio: 'pipe' })
  copyFileSync(process.execPath, target)
  chmodSync(target, 0o755)
  const mac = process.platform === 'darwin'
  // What is signed may not be changed; it is signed again afterwards.
  if (mac) execFileSync('codesign', ['--remove-signature', target])
  await inject(target, 'NODE_SEA_BLOB', readFileSync(blob), {
    sentinelFuse: FUSE,
    ...(mac && { machoSegmentName: 'NODE_SEA' }),
  })
  if (mac) execFileSync('codesign', ['--sign', '-', target])
}

/** It must do what the package does: the same output, the same exit code, the same bytes. */
function tryIt() {
  const fixture = (name) => join(PROJECT, 'fixtures', name)
  const large = join(scratch, 'large.safetensors')
  writeFileSync(large, largeFile())
  const lines = [
    ['--help'],
    ['inspect', fixture('resnet18.pth'), '--json', '--stats'],
    ['scan', fixture('hostile/runs-a-command.pth')],
    ['diff', fixture('diff/resnet18.pth'), fixture('diff/resnet18-head.schema.json'), '--strict', '--json'],
    ['verify', large, '--finite', '--json'],
    ['inspect', large, '--stats', '--json'],
    ['lock', large],
    ['schema', '--python'],
    ['explain', 'ZIP_INVALID'],
    ['completion', 'bash'],
    ['no-such-command'],
  ]
  for (const words of lines) {
    const here = seen(target, words)
    const there = seen(process.execPath, [join(PROJECT, 'dist', 'cli.js'), ...words])
    if (JSON.stringify(here) !== JSON.stringify(there) || (here.stdout === '' && here.stderr === ''))
      throw new Error(
        `pth ${words.join(' ')}\n${JSON.stringify(here, null, 2)}\nis not\n${JSON.stringify(there, null, 2)}`,
      )
  }
  const { stdout, status } = seen(target, ['--version'])
  const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'))
  if (status !== 0 || stdout !== `${version}\n`) throw new Error(`pth --version: ${status} ${stdout}`)
  const converted = ['one', 'other'].map((name, at) => {
    const output = join(scratch, `${name}.safetensors`)
    const words = ['convert', fixture('state_dict.pth'), '-o', output, '--verify']
    const { status: code } =
      at === 0 ? seen(target, words) : seen(process.execPath, [join(PROJECT, 'dist', 'cli.js'), ...words])
    if (code !== 0) throw new Error(`pth ${words.join(' ')} ended with ${code}`)
    return createHash('sha256').update(readFileSync(output)).digest('hex')
  })
  if (converted[0] !== converted[1]) throw new Error('pth convert writes other bytes')
  process.stdout.write(`${lines.length + 2} command lines do what the package does\n`)
}

/** Without Node on the PATH: nothing but the executable may be needed. */
function seen(program, words) {
  const { status, stdout, stderr, error } = spawnSync(program, words, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { PATH: '', HOME: scratch },
  })
  if (error) throw error
  return { status, stdout, stderr }
}

/** Two tensors that are large enough for threads. */
function largeFile() {
  const size = 48 << 20
  const header = JSON.stringify({
    a: { dtype: 'F32', shape: [size / 4], data_offsets: [0, size] },
    b: { dtype: 'F32', shape: [size / 4], data_offsets: [size, 2 * size] },
  })
  const bytes = Buffer.alloc(8 + header.length + 2 * size)
  bytes.writeBigUInt64LE(BigInt(header.length))
  bytes.write(header, 8)
  return bytes
}
