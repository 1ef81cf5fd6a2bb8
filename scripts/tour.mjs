/**
 * Write docs/tour.md: from an empty folder to a green check, as the program prints it. Run `npm run build` first.
 * With --check, only say whether the page is what the program prints.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PROJECT = join(import.meta.dirname, '..')
const PAGE = join(PROJECT, 'docs', 'tour.md')
const MODELS = join(PROJECT, 'fixtures', 'check-repo', 'models')
const MENDED = join(PROJECT, 'fixtures', 'check-repo', 'mended', 'models')

/** What is said, what a training run leaves there, and the line that is typed. */
const STEPS = [
  {
    text: 'Two checkpoints come out of a training run, into a folder that has nothing else.',
    files: { 'models/small.pth': join(MENDED, 'half.pth'), 'models/large.pth': join(MENDED, 'large.pth') },
    line: 'ls models',
  },
  {
    text: '`pth init` describes what is there: a model schema and a lock beside each checkpoint, and the configuration.',
    line: 'pth init',
  },
  { text: 'This is the configuration.', line: 'cat pth.config.json' },
  { text: 'The first check is green.', line: 'pth check' },
  {
    text: 'The next training run goes wrong: one model has NaN in it, and the head of the other has another size.',
    files: { 'models/small.pth': join(MODELS, 'nan.pth'), 'models/large.pth': join(MODELS, 'head.pth') },
    line: 'pth check --quiet',
  },
  { text: 'Each finding has an id in the reports, which can be explained.', line: 'pth explain PTH-V107' },
  {
    text: 'The run is repeated. The weights are new, so the locks are old, and that is all.',
    files: { 'models/small.pth': join(MENDED, 'nan.pth'), 'models/large.pth': join(MENDED, 'head.pth') },
    line: 'pth check --quiet',
  },
  { text: 'The change is meant, so the locks are written again.', line: 'pth check --update-lock --quiet' },
  {
    text: 'Green again, and every tensor of the models is held to its digest from now on; of a training checkpoint the line counts those that are not.',
    line: 'pth check --quiet',
  },
]

/** The program, as a line of a shell. */
const PTH = `pth() { ${JSON.stringify(process.execPath)} ${JSON.stringify(join(PROJECT, 'dist', 'cli.js'))} "$@"; }`

function page() {
  const folder = mkdtempSync(join(tmpdir(), 'pth-tour-'))
  try {
    mkdirSync(join(folder, '.git'))
    mkdirSync(join(folder, 'models'))
    const parts = STEPS.map(({ text, files = {}, line }) => {
      for (const [name, from] of Object.entries(files)) copyFileSync(from, join(folder, name))
      const { stdout, stderr, status } = spawnSync('bash', ['-c', `${PTH}\n${line}`], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, NO_COLOR: '1', COLUMNS: '110', LC_ALL: 'C' },
      })
      return `${text}\n\n\`\`\`\n$ ${line}\n${stdout}${stderr}\`\`\`\n\nExit code ${status}.\n`
    })
    return `# From an empty folder to a green check\n\nWritten by \`node scripts/tour.mjs\`, which types these lines.\n\n${parts.join('\n')}\n[All of pth check](check.md) · [in CI](ci.md)\n`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const text = page()
if (!process.argv.includes('--check')) writeFileSync(PAGE, text)
else if (readFileSync(PAGE, 'utf8') !== text) {
  process.stderr.write('docs/tour.md is not what the program prints: run node scripts/tour.mjs\n')
  process.exitCode = 1
}
