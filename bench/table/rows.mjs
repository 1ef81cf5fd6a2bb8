/** The table: what pth does, beside what, and the goal for the ratio and the peak. */
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')
const peers = join(import.meta.dirname, 'peers.py')

const pth = (...args) => [process.execPath, join(root, 'bin', 'pth.js'), ...args]
const nothing = () => ({ command: [process.execPath, '-e', '0'] })
const shell = (text, output) => ({
  command: ['sh', '-c', text],
  ...(output === undefined ? {} : { output }),
})
const row = (work, beside, goal, a, b, more = {}) => ({ work, beside, goal, a, b, ...more })

/**
 * @param {{ file: (name: string) => string, folder: string, python: string, picklescan: string }} at
 * @returns rows in the order of the table; `a` and `b` make their files only when the row is run
 */
export function tableRows({ file, folder, python, picklescan }) {
  const peer = (...args) => [python, peers, ...args]
  const out = join(folder, 'out.safetensors')
  const convert = (name, ...flags) => ({
    command: pth('convert', file(name), '-o', out, ...flags),
    output: out,
  })
  const saved = (work, name) => ({ command: peer(work, file(name), out), output: out })
  const load = (...names) => ({ command: peer('load', ...names.map(file)) })
  return [
    row('`pth --version`', '`node -e 0`', 1.25, () => ({ command: pth('--version') }), nothing),
    row(
      '`inspect`, 46 MB',
      '`node -e 0`',
      1.6,
      () => ({ command: pth('inspect', file('small.pth')) }),
      nothing,
    ),
    row(
      'the same',
      'torch.load',
      0.08,
      () => ({ command: pth('inspect', file('small.pth')) }),
      () => load('small.pth'),
    ),
    row(
      '`inspect`, 100,000 tensors',
      'torch.load',
      0.12,
      () => ({ command: pth('inspect', file('100k.pth')) }),
      () => load('100k.pth'),
      { peak: 220 },
    ),
    row(
      'the same with `--json`',
      'torch.load',
      0.18,
      () => ({ command: pth('inspect', '--json', file('100k.pth')) }),
      () => load('100k.pth'),
      { peak: 300 },
    ),
    row(
      '`inspect`, 1,000,000 tensors',
      'torch.load',
      null,
      () => ({ command: pth('inspect', file('1m.pth')) }),
      () => load('1m.pth'),
      { peak: 1638, rounds: 1 },
    ),
    row(
      '`convert`, 100,000 tensors',
      'torch.load, save_file',
      0.15,
      () => convert('100k.pth'),
      () => saved('load_and_save', '100k.pth'),
      { peak: 300 },
    ),
    row(
      '`diff`, 100,000 : 100,000',
      'two torch.loads',
      0.2,
      () => ({ command: pth('diff', file('100k.pth'), file('100k.pth')) }),
      () => load('100k.pth', '100k.pth'),
      { peak: 400 },
    ),
    row(
      '`convert`, 1 GiB',
      '`cp`',
      1.6,
      () => convert('1gib.pth'),
      () => shell(`cp ${file('1gib.pth')} ${out}`, out),
    ),
    row(
      'the same',
      '`cp` and `sync`',
      1,
      () => convert('1gib.pth'),
      () => shell(`cp ${file('1gib.pth')} ${out} && sync ${out}`, out),
    ),
    row(
      'the same',
      'torch.load, save_file',
      0.2,
      () => convert('1gib.pth'),
      () => saved('load_and_save', '1gib.pth'),
    ),
    row(
      '`convert --dtype bf16`, 1 GiB',
      '`convert`',
      1.2,
      () => convert('1gib.pth', '--dtype', 'bf16'),
      () => convert('1gib.pth'),
    ),
    row(
      '`convert` of `.t()`, 512 MiB',
      'torch `.contiguous()`, save_file',
      0.35,
      () => convert('transposed.pth'),
      () => saved('contiguous_and_save', 'transposed.pth'),
    ),
    row(
      '`inspect --stats`, 1 GiB',
      'torch, the same figures',
      0.15,
      () => ({ command: pth('inspect', '--stats', file('1gib.pth')) }),
      () => ({ command: peer('stats', file('1gib.pth')) }),
    ),
    row(
      '`verify`, 1 GiB',
      '`cat > /dev/null`',
      2,
      () => ({ command: pth('verify', file('1gib.pth')) }),
      () => shell(`cat ${file('1gib.pth')} > /dev/null`),
    ),
    row(
      'the same',
      "Python's zipfile.testzip",
      0.5,
      () => ({ command: pth('verify', file('1gib.pth')) }),
      () => ({
        command: [
          python,
          '-c',
          'import sys, zipfile; assert zipfile.ZipFile(sys.argv[1]).testzip() is None',
          file('1gib.pth'),
        ],
      }),
    ),
    row(
      '`diff --values`, 1 GiB : 1 GiB',
      'torch.equal, allclose',
      0.5,
      () =>
        shell(
          `${pth('diff', '--values', file('1gib.pth'), file('1gib-changed.pth')).join(' ')}; test $? = 1`,
        ),
      () => ({ command: peer('equal', file('1gib.pth'), file('1gib-changed.pth')) }),
    ),
    row(
      '`scan`, 1,000 small files',
      'picklescan',
      0.7,
      () => ({ command: pth('scan', file('files')) }),
      () => ({ command: [picklescan, '-p', file('files')] }),
    ),
    row(
      '`scan`, one file of 50 MB',
      'picklescan',
      1,
      () => ({ command: pth('scan', file('50mb.pth')) }),
      () => ({ command: [picklescan, '-p', file('50mb.pth')] }),
    ),
    row(
      '`inspect`, 200 tensors, 3.3 GB',
      'the same, 1 MB',
      1.05,
      () => ({ command: pth('inspect', file('200-large.pth')) }),
      () => ({ command: pth('inspect', file('200-small.pth')) }),
    ),
  ]
}
