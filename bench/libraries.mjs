// The measurements behind docs/decisions/0001: what jszip and pickleparser make of files that PyTorch wrote.
// Usage: npm run build && node bench/libraries.mjs [FOLDER...]   (fixtures/ by default; folders are searched)
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import JSZip from 'jszip'
import { Parser } from 'pickleparser'
import { openCheckpoint, memorySource } from '../dist/index.js'
import { parsePickle } from '../build/pickle/machine.js'

const folders = process.argv.length > 2 ? process.argv.slice(2) : ['fixtures']
const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && !path.endsWith('.json') && !path.endsWith('.py')),
)
const standIns = {
  nameResolver: { resolve: () => stand },
  persistentResolver: { resolve: (id) => ({ id }) },
}

/** A class or function for pickleparser: it makes an empty record and runs nothing. */
function stand() {
  return { set() {}, push() {}, __setstate__() {} }
}

await zipArchives()
legacyMagic()
longs()
timePerTensor()

async function zipArchives() {
  const counts = { files: 0, 'a ZIP64 end record': 0, 'opened by jszip': 0, 'opened by pth': 0 }
  const reasons = new Map()
  for (const path of files) {
    const data = readFileSync(path)
    // PyTorch's own archives: its alignment padding follows the name of the first entry.
    if (data.subarray(0, 4).toString('latin1') !== 'PK\u0003\u0004' || !data.subarray(0, 400).includes('FB'))
      continue
    counts.files += 1
    if (data.subarray(-200).includes('PK\u0006\u0006', 0, 'latin1')) counts['a ZIP64 end record'] += 1
    try {
      await JSZip.loadAsync(data)
      counts['opened by jszip'] += 1
    } catch (error) {
      const reason = error.message.replace(/\d+/g, 'N')
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    }
    try {
      await openCheckpoint(memorySource(new Uint8Array(data), path))
      counts['opened by pth'] += 1
    } catch {
      // Counted by not being counted.
    }
  }
  console.log('archives that PyTorch wrote:', counts)
  for (const [reason, count] of reasons) console.log(`  jszip, ${count} times: ${reason}`)
}

function legacyMagic() {
  let legacy = 0
  let thrown = 0
  let message = ''
  for (const path of files) {
    const data = new Uint8Array(readFileSync(path))
    const at = data[0] === 0x80 ? (data[2] === 0x95 ? 11 : 2) : -1
    if (at < 0 || data[at] !== 0x8a || data[at + 1] !== 10) continue
    legacy += 1
    try {
      new Parser(standIns).parse(data)
    } catch (error) {
      thrown += 1
      message = error.message
    }
  }
  console.log(`legacy files: ${legacy}; pickleparser throws on the magic number of ${thrown}: ${message}`)
}

function longs() {
  const pickle = Uint8Array.of(0x80, 2, 0x8a, 6, 0, 0, 0, 0, 0, 0xff, 0x2e)
  console.log('LONG1 -2^40: pickleparser', new Parser().parse(pickle), '- pth', parsePickle(pickle).value)
}

function timePerTensor() {
  const tensors = 10_000
  const pickle = stateDictPickle(tensors)
  const ours = best(() => parsePickle(pickle))
  const theirs = best(() => new Parser({ ...standIns, unpicklingTypeOfDictionary: 'Map' }).parse(pickle))
  const each = (ms) => `${((ms * 1000) / tensors).toFixed(1)} µs`
  console.log(
    `pickle of ${tensors} tensors, best of 7: pickleparser ${each(theirs)} a tensor, pth ${each(ours)} a tensor`,
  )
}

function best(run) {
  let least = Infinity
  for (let round = 0; round < 7; round += 1) {
    const start = performance.now()
    run()
    least = Math.min(least, performance.now() - start)
  }
  return least
}

/** BINUNICODE of a short ASCII text. */
function text(value) {
  return `X${String.fromCharCode(value.length)}\0\0\0${value}`
}

/** The opcodes that torch.save writes for a dictionary of float tensors, without memo. */
function stateDictPickle(count) {
  let body = '\x80\x02}('
  for (let at = 0; at < count; at += 1) {
    const storage = `(${text('storage')}ctorch\nFloatStorage\n${text(String(at))}${text('cpu')}M\x00\x04tQ`
    const tensor = `ctorch._utils\n_rebuild_tensor_v2\n(${storage}K\x00K\x20K\x20\x86K\x20K\x01\x86\x89ccollections\nOrderedDict\n)RtR`
    body += `${text(`layers.${at}.weight`)}${tensor}`
  }
  return Buffer.from(`${body}u.`, 'latin1')
}
