/** Pickles that something carries: texts of JSON, values of another pickle; and what runs source text. */
import { describe, expect, test } from 'vitest'
import { jsonPaths, jsonTexts } from '../../../src/json/texts.ts'
import { memorySource } from '../../../src/io/source.ts'
import { DEFAULT_LIMITS } from '../../../src/limits.ts'
import type { ScanReport } from '../../../src/operations/scan/report.ts'
import { scanFile } from '../../../src/operations/scan/scan.ts'
import { pickleInText } from '../../../src/operations/scan/text.ts'
import { fixtureBytes } from '../../fixtures.ts'
import { bytes } from '../../support/assembler.ts'
import { buildZip } from '../../support/zip.ts'

const EVIL = bytes('\x80\x02cposix\nsystem\nX\x02\x00\x00\x00id\x85R.')
const EVIL_OLD = bytes('cposix\nsystem\n(Vid\ntR.')

function base64(data: Uint8Array): string {
  return Buffer.from(data).toString('base64')
}

/** A zip as stable-baselines3 writes it, with these values in its `data`. */
function baselines(
  values: Readonly<Record<string, Uint8Array>>,
  limits = DEFAULT_LIMITS,
): Promise<ScanReport> {
  const entries = Object.entries(values).map(([name, data]) => [
    name,
    { ':type:': '<class ...>', ':serialized:': base64(data) },
  ])
  const data = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries), null, 4))
  return scanFile(memorySource(buildZip([{ name: 'data', data }]), 'ppo.zip'), { limits })
}

function rows({ globals }: ScanReport): string[] {
  return globals.map(({ module, name, verdict, member }) => `${module}.${name} ${verdict} ${member}`)
}

describe('the data of stable-baselines3', () => {
  test.each([
    ['protocol 2', EVIL],
    ['protocol 0', EVIL_OLD],
  ])('is unpickled by its loader: %s', async (_, data) => {
    const report = await baselines({ lr_schedule: data })
    expect([report.verdict, rows(report)]).toEqual([
      'dangerous',
      ['posix.system dangerous data > $.lr_schedule[":serialized:"]'],
    ])
  })

  test('is clean where it names what its loader makes', async () => {
    const report = await baselines({
      policy_class: bytes('\x80\x04cstable_baselines3.common.policies\nActorCriticPolicy\n.'),
      observation_space: bytes('\x80\x04cgymnasium.spaces.box\nBox\n)\x81}b.'),
      // A random generator, as NumPy 2 pickles it.
      np_random: bytes(
        '\x80\x04cnumpy.random._pickle\n__generator_ctor\ncnumpy.random._pickle\n__bit_generator_ctor\n',
        'cnumpy.random._pcg64\nPCG64\n\x85R}cnumpy.random.bit_generator\n__pyx_unpickle_SeedSequence\n',
        'cnumpy.random.bit_generator\nSeedSequence\nK\x01N\x87R\x86b\x85R.',
      ),
    })
    expect(report).toMatchObject({ verdict: 'clean', findings: [] })
  })

  test('that names an unknown class: the loader calls what it gets', async () => {
    const report = await baselines({ policy_class: bytes('\x80\x04cmine\nPolicy\n.') })
    expect([report.verdict, report.globals[0]?.reason]).toEqual([
      'unknown_call',
      'stable-baselines3 may call it when it loads the file',
    ])
  })

  test('with a function by value is dangerous: its bytecode runs', async () => {
    const code =
      'ccloudpickle.cloudpickle\n_make_function\n(ccloudpickle.cloudpickle\n_builtin_type\n(VCodeType\ntR(K\x00C\x02\x53\x00tR}tR.'
    const report = await baselines({ learning_rate: bytes('\x80\x04', code) })
    expect(report.verdict).toBe('dangerous')
    expect(report.globals[0]?.reason).toBe('runs bytecode that it is given')
  })

  test('more pickles than the limit are reported', async () => {
    const report = await baselines(
      { a: bytes('\x80\x02N.'), b: bytes('\x80\x02N.') },
      { ...DEFAULT_LIMITS, pickles: 1 },
    )
    expect([report.verdict, report.findings[0]?.rule]).toEqual(['unreadable', 'NESTED_LIMIT'])
  })
})

test('any text of JSON that is a pickle in base64 is scanned, with its path', async () => {
  const data = new TextEncoder().encode(` [{"a": 1}, {"b \\u0041": ["x", "${base64(EVIL)}"]}]`)
  const report = await scanFile(memorySource(buildZip([{ name: 'x.json', data }]), 'x.zip'))
  expect(rows(report)).toEqual(['posix.system dangerous x.json > $[1]["b A"][1]'])
})

test.each([
  ['17 MB with a pickle', `["${' '.repeat(17 << 20)}", "${base64(EVIL)}"]`, 'unreadable'],
  ['17 MB without', `["${' '.repeat(17 << 20)}"]`, 'clean'],
  ['33 MB with a pickle', `["${' '.repeat(33 << 20)}", "${base64(EVIL)}"]`, 'unreadable'],
  ['33 MB without', `["${' '.repeat(33 << 20)}"]`, 'clean'],
])('JSON of %s', async (_, text, verdict) => {
  const member = { name: 'x.json', data: new TextEncoder().encode(text), deflate: true }
  expect((await scanFile(memorySource(buildZip([member]), 'x.zip'))).verdict).toBe(verdict)
})

test('a sign of a pickle at the border of two parts of a large JSON text is seen', async () => {
  const pad = ' '.repeat(17 << 20)
  for (const before of [2, 6, 12]) {
    const head = `{"pad":"${' '.repeat((1 << 20) - before - 13)}","x":"`
    const data = new TextEncoder().encode(`${head}gAJjb3M=","pad":"${pad}"}`)
    const { findings } = await scanFile(memorySource(buildZip([{ name: 'data', data }]), 'ppo.zip'))
    expect(findings, String(before)).toHaveLength(1)
  }
})

test('paths in JSON of any shape, in one pass', () => {
  const source = '{"a":[[],{"b":"1"}],"c":"2"} "3'
  const path = jsonPaths(source)
  expect(
    [...jsonTexts(source)].map(({ at, text }) => `${text} ${path(at)}`).filter((row) => /^\d/.test(row)),
  ).toEqual(['1 $.a[1].b', '2 $.c'])
  expect(jsonPaths('['.repeat(5000))(5000)).toBe('$…')
})

/** A pickle of a dictionary with one value. */
function holding(...value: readonly (string | Uint8Array | readonly number[])[]): Promise<ScanReport> {
  return scanFile(memorySource(bytes('\x80\x04}X\x01\x00\x00\x00k', ...value, 's.'), 'm.pkl'))
}

function text(value: string): (string | readonly number[])[] {
  return ['X', [value.length, 0, 0, 0], value]
}

describe('a pickle that is only a value is noted with its verdict', () => {
  test.each([
    ['bytes', ['C', [EVIL.length], EVIL]],
    ['old bytes', ['C', [EVIL_OLD.length], EVIL_OLD]],
    ['base64', text(base64(EVIL))],
    ['hexadecimal digits', text(Buffer.from(EVIL).toString('hex'))],
  ])('as %s', async (_, value) => {
    const report = await holding(...value)
    expect([report.verdict, report.globals, report.findings.length]).toEqual(['unknown', [], 1])
    expect(report.findings[0]).toMatchObject({ rule: 'PICKLE_NESTED', severity: 'warning' })
    expect(report.findings[0]?.detail).toMatch(
      /would be dangerous to load; nothing here loads it: posix\.system\('id'\)/,
    )
  })

  test('a clean one in a note', async () => {
    const report = await holding('C\x04\x80\x02N.')
    expect([report.verdict, report.findings[0]?.severity, report.findings[0]?.offset]).toEqual([
      'clean',
      'note',
      11,
    ])
  })

  test.each([
    ['words', text('gASsip/and/words')],
    ['bytes that only begin like one', ['C', [5], '\x80\x02\xff\xff\xff']],
    ['numbers of an array', ['cnumpy\nndarray\n)\x81C', [EVIL.length], EVIL, 'b']],
  ])('not %s', async (_, value) => {
    expect((await holding(...value)).findings.map(({ rule }) => rule)).not.toContain('PICKLE_NESTED')
  })
})

test.each([
  ['hexadecimal digits', `8002${'4e'.repeat(10 << 20)}`],
  ['base64', `gAJO${'TkpK'.repeat(5 << 20)}`],
  ['blanks', `gAJO${' '.repeat(20 << 20)}!`],
])('twenty million %s cost no stack and no second', (_, text) => {
  expect(() => pickleInText(text)).not.toThrow()
})

describe('what runs source text is dangerous, and the text is shown', () => {
  test('a module of StyleGAN2-ADA, in every project that copied it', async () => {
    const snapshot = await scanFile(memorySource(fixtureBytes('persistent-snapshot.pth'), 's.pth'))
    expect(snapshot.verdict).toBe('dangerous')
    expect(snapshot.findings.map(({ rule, detail }) => [rule, detail.split('(')[0]])).toEqual([
      ['GLOBAL_DANGEROUS', 'torch_utils.persistence._reconstruct_persistent_obj'],
      [
        'SOURCE_GIVEN',
        'torch_utils.persistence._reconstruct_persistent_obj is given Python source: raise SystemExit',
      ],
    ])
    const copied = await scanFile(
      memorySource(bytes('\x80\x02ctraining.persistence\n_reconstruct_persistent_obj\n}\x85R.'), 'x.pkl'),
    )
    expect(copied.verdict).toBe('dangerous')
  })

  test.each(['reduce_graph_module', 'reduce_package_graph_module'])('torch.fx %s', async (name) => {
    const report = await scanFile(
      memorySource(
        bytes(
          `\x80\x02ctorch.fx.graph_module\n${name}\n}X\x05\x00\x00\x00_code`,
          ...text('\nx = 1\n'),
          's',
          ...text('y = 2\n'),
          '\x86R.',
        ),
        'gm.pth',
      ),
    )
    expect(report.verdict).toBe('dangerous')
    expect(report.findings.flatMap(({ rule, detail }) => (rule === 'SOURCE_GIVEN' ? [detail] : []))).toEqual([
      `torch.fx.graph_module.${name} is given Python source: y = 2`,
      `torch.fx.graph_module.${name} is given Python source: x = 1`,
    ])
  })
})

test('a function that torch.package calls by a persistent id is a call', async () => {
  const id = '(X\x0e\x00\x00\x00reduce_packageK\x01cmine\nmake\n)tQ.'
  const report = await scanFile(memorySource(bytes('\x80\x02', id), 'm.pkl'))
  expect([report.verdict, rows(report)]).toEqual(['unknown_call', ['mine.make unknown_call pickle']])
})
