/** Files that would run something, or that two programs read differently: none is clean, none ends with 0. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calls } from './calls.ts'
import { containers } from './containers.ts'
import { gadgets } from './gadgets.ts'
import { opcodes } from './opcodes.ts'
import { readers } from './readers.ts'
import { scripts } from './scripts.ts'
import { subtle } from './subtle.ts'

const all = [...calls(), ...containers(), ...opcodes(), ...gadgets(), ...scripts(), ...subtle(), ...readers()]
const kept = process.env['PTH_ATTACKS']
const folder = kept ?? mkdtempSync(join(tmpdir(), 'pth-attacks-'))
const verdicts = new Map<string, string>()

beforeAll(() => {
  mkdirSync(folder, { recursive: true })
  for (const { name, data } of all) writeFileSync(join(folder, name), data)
  const bin = join(import.meta.dirname, '..', '..', '..', 'bin', 'pth.js')
  const { stdout } = spawnSync(process.execPath, [bin, 'scan', '--json', folder], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const report = JSON.parse(stdout) as {
    files: { file: string; verdict: string }[]
    failures: { file: string; code: string }[]
  }
  for (const { file, verdict } of report.files) verdicts.set(basename(file), verdict)
  for (const { file, code } of report.failures) verdicts.set(basename(file), code)
}, 120_000)

afterAll(() => {
  if (kept === undefined) rmSync(folder, { recursive: true })
})

/** What Python refuses before it made anything, and an archive whose end record lies: not clean, exit code 2. */
const REFUSED =
  /^(broken-(protocol-9|extension-[124]|next-buffer)\.pkl|zip-count-less\.pt|computed-stack-global-of-bytes\.pt)$/

/** Classes of attacks, and the cases of each. */
const CLASSES: Readonly<Record<string, RegExp>> = {
  'a loader on whatever Python iterates': /^from-type-loader-/,
  'an unknown function on whatever Python iterates': /^from-type-unlisted-/,
  'a partial object, its state and its arguments': /^handed-partial-/,
  'a callable handed to what calls it': /^handed-(filterfalse|frompyfunc-|starmap|map-)/,
  'a factory of a dictionary': /^(handed-defaultdict|inside-default-factory)/,
  'a class made by a call': /^(result-type-new-class|inside-class-by-type)/,
  'copy and copyreg': /^handed-(copy|newobj)/,
  'a class or function that BUILD changes': /^result-(class|module|scalar-of-class)/,
  'a persistent id that hands over a callable': /^persistent-/,
  'OBJ, INST and NEWOBJ_EX': /^opcode-(global-obj|global-inst|newobj-ex)/,
  'the memo': /^opcode-memo-/,
  'a dotted name through modules': /^(python|torch|computed)-.*(dotted|pathlib-Path|ops\.load_library)/,
  'helpers that read attributes by text': /^attribute-(getattr|attrgetter|fx|resolve|inspect)/,
  'attributes of what no table knows': /^attribute-of-/,
  'gadgets of PyTorch and NumPy': /^torch-/,
  'gadgets of Python': /^python-/,
  'functions of other packages': /^package-/,
  'members under any name': /^member-/,
  'arrays under any name': /^arrays-/,
  'compiled code where a loader opens it': /^native-/,
  'TorchScript by the rules of Python': /^script-/,
  'pickles inside JSON': /^sb3-/,
  'arrays of joblib': /^joblib-/,
  'records that two readers read differently': /^(zip|safetensors|broken-frame)-/,
  'tars and gzip files': /^(tar|gzip)-/,
  'more memory than the file accounts for': /^allocation-/,
  'sources in a torch.package': /^package-reduce/,
  'names that calls make': /^computed-/,
  'items that are replaced': /^overwritten-/,
  'what a loader returns': /^loaded-/,
  'memory of others': /^rebuilt-(dtype|generator|arrow)-/,
}

describe('attacks', () => {
  test.each(Object.entries(CLASSES))('%s: there are cases', (_, cases) => {
    expect(all.filter(({ name }) => cases.test(name)).length).toBeGreaterThan(0)
  })

  test('each has a name of its own', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
  })

  test.each(all.map(({ name }) => name))('%s is found', (name) => {
    const wanted = REFUSED.test(name)
      ? ['unreadable', 'FORMAT_UNKNOWN', 'ZIP_INVALID']
      : ['unknown_call', 'dangerous']
    expect(wanted).toContain(verdicts.get(name))
  })
})
