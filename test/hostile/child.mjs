/** Reads one hostile input after another, each by a message, and says how it ended. Killed by its parent when it takes too long. */
import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCheckpoint } from '../../build/checkpoint/open.js'
import { readEntry } from '../../build/checkpoint/read/read.js'
import { openFile } from '../../build/node/file.js'
import { crc32 } from '../../build/io/crc32.js'
import { newSha256 } from '../../build/node/hash.js'
import { memorySource } from '../../build/io/source.js'
import { isPthError } from '../../build/errors.js'
import { parsePickle } from '../../build/pickle/machine.js'

// The memory of a run is measured: each loads only what it needs.
const load = {
  cli: () => import('../../build/cli/run.js'),
  scan: () => import('../../build/operations/scan/scan.js'),
  verify: () => import('../../build/operations/verify/verify.js'),
  schema: () => import('../../build/schema/parse.js'),
  glob: () => import('../../build/names/glob.js'),
  rename: () => import('../../build/names/rename.js'),
}

/** A folder in which a folder stands where a file is to be written. */
const TAKEN = 'taken'

const RUNS = {
  pickle: (bytes) => {
    parsePickle(bytes)
    return {}
  },
  open: async (bytes) => opened(await openCheckpoint(memorySource(bytes, 'test.pth'))),
  read: async (bytes) => {
    const checkpoint = await openCheckpoint(memorySource(bytes, 'test.pth'))
    for (const entry of checkpoint.stateDict.tensors) await readEntry(entry, { maxBytes: 1 << 20 })
    return opened(checkpoint)
  },
  file: async (_, path) => {
    const source = await openFile(path)
    try {
      return opened(await openCheckpoint(source))
    } finally {
      await source.close()
    }
  },
  // The file loses its second half between opening and reading.
  shrink: async (bytes) =>
    inFolder(bytes, async (folder, path) => {
      const source = await openFile(path)
      try {
        const checkpoint = await openCheckpoint(source)
        await truncate(path, bytes.length >> 1)
        for (const entry of checkpoint.stateDict.tensors) await readEntry(entry)
        return opened(checkpoint)
      } finally {
        await source.close()
      }
    }),
  scan: async (bytes) => {
    const { scanFile } = await load.scan()
    const report = await scanFile(memorySource(bytes, 'test.pth'))
    return {
      weightsOnly: report.weights_only?.answer,
      verdict: report.verdict,
      rules: report.findings.map(({ rule }) => rule),
      dangerous: report.globals
        .filter(({ verdict }) => verdict === 'dangerous')
        .map(({ module, name }) => `${module}.${name}`),
    }
  },
  verify: async (bytes) => {
    const { verifyFile } = await load.verify()
    const report = await verifyFile(memorySource(bytes, 'test.pth'), 'test.pth', {
      crc32,
      newHasher: newSha256,
    })
    return { rules: report.findings.map(({ rule }) => rule) }
  },
  schema: async (bytes) => {
    const { parseSchema } = await load.schema()
    await parseSchema(new TextDecoder().decode(bytes), 'schema.json')
    return {}
  },
  // Whether a pattern of a schema fits a name.
  match: async (bytes) => {
    const { compileGlob } = await load.glob()
    const [pattern, name] = JSON.parse(new TextDecoder().decode(bytes))
    return { names: [String(compileGlob(pattern)(name))] }
  },
  rename: async (bytes) => {
    const { newRenamer, parseRename } = await load.rename()
    const [rules, names] = JSON.parse(new TextDecoder().decode(bytes))
    const renamer = newRenamer(rules.map(parseRename))
    return { names: names.map((name) => renamer.rename(name).name) }
  },
}

/** A command line in a folder that holds the input as `model.pth`; `@` in an argument stands for the folder. */
async function cli(bytes, argv, name = 'model.pth') {
  return inFolder(
    bytes,
    async (folder) => {
      let stdout = ''
      let stderr = ''
      const { run: runCli } = await load.cli()
      const exit = await runCli(
        argv.map((word) => word.replace(/^@|(?<==)@/, folder)),
        {
          stdout: { write: async (text) => void (stdout += text), isTTY: false, columns: undefined },
          stderr: { write: async (text) => void (stderr += text), isTTY: false, columns: undefined },
          env: {},
        },
      )
      const left = (await readdir(folder)).filter((file) => file !== name && file !== TAKEN)
      return { exit, stdout, stderr, left }
    },
    name,
  )
}

async function inFolder(bytes, use, name = 'model.pth') {
  const folder = await mkdtemp(join(tmpdir(), 'pth-hostile-'))
  try {
    await writeFile(join(folder, name), bytes)
    await mkdir(join(folder, TAKEN, 'model.safetensors'), { recursive: true })
    return await use(folder, join(folder, name))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function opened(checkpoint) {
  const { tensors } = checkpoint.stateDict
  return {
    names: tensors.slice(0, 10).map(({ name }) => name),
    kinds: tensors.slice(0, 10).map(({ tensor }) => tensor.kind),
    problems: tensors.filter(({ tensor }) => tensor.problem !== null).length,
    notes: checkpoint.notes.map(({ code }) => code),
    container: checkpoint.container.facts.kind,
    polluted: {}.polluted !== undefined,
  }
}

process.on('message', async ({ run, bytes, path, argv, name }) => {
  const before = process.cpuUsage()
  const facts = () => ({ rss: process.memoryUsage().rss, cpu: process.cpuUsage(before).user / 1000 })
  try {
    const result =
      run === 'cli'
        ? await cli(Buffer.from(bytes ?? '', 'base64'), argv, name)
        : await RUNS[run](Buffer.from(bytes ?? '', 'base64'), path)
    process.send({ code: 'ok', ...facts(), ...result })
  } catch (error) {
    const code = isPthError(error) ? error.code : `RAW ${error?.stack ?? error}`
    process.send({ code, ...facts() })
  }
})
