/** Reads one hostile input after another, each by a message, and says how it ended. Killed by its parent when it takes too long. */
import { openCheckpoint } from '../../dist/checkpoint/open.js'
import { readEntry } from '../../dist/checkpoint/read.js'
import { openFile } from '../../dist/io/file.js'
import { crc32 } from '../../dist/io/crc32.js'
import { newSha256 } from '../../dist/io/node-hash.js'
import { memorySource } from '../../dist/io/source.js'
import { isPthError } from '../../dist/errors.js'
import { scanFile } from '../../dist/operations/scan/scan.js'
import { verifyFile } from '../../dist/operations/verify/verify.js'
import { parsePickle } from '../../dist/pickle/machine.js'
import { parseSchema } from '../../dist/schema/parse.js'
import { newRenamer, parseRename } from '../../dist/operations/convert/rename.js'

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
  scan: async (bytes) => {
    const report = await scanFile(memorySource(bytes, 'test.pth'))
    return { verdict: report.verdict, rules: report.findings.map(({ rule }) => rule), dangerous: report.globals.filter(({ verdict }) => verdict === 'dangerous').map(({ module, name }) => `${module}.${name}`) }
  },
  verify: async (bytes) => {
    const report = await verifyFile(memorySource(bytes, 'test.pth'), 'test.pth', { crc32, newHasher: newSha256 })
    return { rules: report.findings.map(({ rule }) => rule) }
  },
  schema: async (bytes) => {
    await parseSchema(new TextDecoder().decode(bytes), 'schema.json')
    return {}
  },
  rename: (bytes) => {
    const [rules, names] = JSON.parse(new TextDecoder().decode(bytes))
    const renamer = newRenamer(rules.map(parseRename))
    return { names: names.map((name) => renamer.rename(name)) }
  },
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

process.on('message', async ({ run, bytes, path }) => {
  const before = process.cpuUsage()
  const facts = () => ({ rss: process.memoryUsage().rss, cpu: process.cpuUsage(before).user / 1000 })
  try {
    const result = await RUNS[run](Buffer.from(bytes ?? '', 'base64'), path)
    process.send({ code: 'ok', ...facts(), ...result })
  } catch (error) {
    const code = isPthError(error) ? error.code : `RAW ${error?.stack ?? error}`
    process.send({ code, ...facts() })
  }
})
