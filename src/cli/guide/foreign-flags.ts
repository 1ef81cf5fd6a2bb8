/** Flags of other programs, and what pth has for them. Names are those that people type, in `--kebab-case`. */

/** What stands in for a flag that pth does not have. */
export type Meaning =
  /** The same under another name; the value stays. */
  | { readonly kind: 'flag'; readonly flag: string }
  /** These words, and no value. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** Nothing: pth does it anyway, or has no such thing. */
  | { readonly kind: 'none'; readonly why: string }
  /** The value is an argument: the first one, or the last one of another command. */
  | { readonly kind: 'first' }
  | { readonly kind: 'last'; readonly command: string }
  /** The command prints its document; the shell writes the file. */
  | { readonly kind: 'redirect' }

interface Row {
  readonly flags: readonly string[]
  /** Commands for which it means that; every one when absent. */
  readonly commands?: readonly string[]
  readonly means: Meaning
}

const flag = (name: string): Meaning => ({ kind: 'flag', flag: name })
const words = (...list: readonly string[]): Meaning => ({ kind: 'words', words: list })
const none = (why: string): Meaning => ({ kind: 'none', why })

const list = (text: string): string[] => text.split(' ')

/** The first row that matches counts. */
const ROWS: readonly Row[] = [
  {
    flags: list('--out --output -o --output-file --outfile --out-file'),
    commands: ['schema', 'lock', 'inspect', 'scan', 'verify', 'explain', 'diff'],
    means: { kind: 'redirect' },
  },
  {
    flags: list(
      '--out --outfile --out-file --output-file --output-path --output-dir --out-dir ' +
        '--outdir --save-path --save-to --save --dst --dest --destination --to-file --target --filename -d',
    ),
    commands: ['convert'],
    means: flag('--output'),
  },
  {
    flags: list(
      '--input -i --in --file -f --checkpoint --ckpt --checkpoint-path --ckpt-path ' +
        '--model --model-path --src --source --path --from --weights --infile',
    ),
    means: { kind: 'first' },
  },
  {
    flags: list(
      '--schema --expected --expect --reference --ref --against --other --target ' +
        '--with --model-schema --compare --base',
    ),
    commands: ['diff', 'inspect', 'verify', 'scan'],
    means: { kind: 'last', command: 'diff' },
  },
  { flags: list('--half --fp16 --float16 --use-half --f16'), means: words('--dtype', 'float16') },
  { flags: ['--bf16', '--bfloat16'], means: words('--dtype', 'bfloat16') },
  { flags: list('--fp32 --float --float32 --f32'), means: words('--dtype', 'float32') },
  { flags: list('--fp64 --double --float64'), means: words('--dtype', 'float64') },
  {
    flags: list('--precision --torch-dtype --outtype --out-type --cast --save-precision'),
    means: flag('--dtype'),
  },
  {
    flags: list('--safe-serialization --safetensors --to-safetensors --use-safetensors --safe'),
    means: words('--to', 'safetensors'),
  },
  { flags: list('--no-safe-serialization --to-pth --to-pt --to-bin'), means: words('--to', 'pth') },
  {
    flags: list('--out-format --output-format --type'),
    commands: ['convert'],
    means: flag('--to'),
  },
  {
    flags: list('--max-shard-size --split-size --split-max-size --max-file-size --shard --split'),
    means: flag('--shard-size'),
  },
  {
    flags: list('--overwrite -y --yes --replace --clobber'),
    commands: ['convert'],
    means: flag('--force'),
  },
  { flags: list('--dryrun -n --plan --no-op'), commands: ['convert'], means: flag('--dry-run') },
  { flags: list('--use-ema --ema-only --only-ema'), means: words('--ema', 'only') },
  { flags: list('--no-ema --without-ema --prune-ema'), means: words('--ema', 'drop') },
  { flags: list('--key --state-dict-key --checkpoint-key --model-key'), means: flag('--root') },
  { flags: ['--prefix', '--remove-prefix'], commands: ['convert', 'diff'], means: flag('--strip-prefix') },
  { flags: ['--filter'], commands: ['convert'], means: flag('--include') },
  { flags: ['--filter', '--include'], commands: ['diff', 'verify'], means: flag('--only') },
  { flags: ['--exclude'], commands: ['diff', 'verify'], means: flag('--ignore') },
  {
    flags: list('--include --only --grep --name --tensor'),
    commands: ['inspect'],
    means: flag('--filter'),
  },
  { flags: ['--jsonl', '--json-lines'], commands: ['inspect'], means: flag('--ndjson') },
  { flags: list('--summary --short --brief'), commands: ['inspect'], means: words('--by', 'dtype') },
  { flags: list('--long -l --verbose'), commands: ['inspect', 'diff'], means: flag('--full') },
  { flags: list('--checksum --hash --digest'), commands: ['verify'], means: flag('--sha256') },
  { flags: ['--tolerance', '--tol'], commands: ['diff'], means: flag('--atol') },
  {
    flags: ['--no-strict', '--non-strict'],
    commands: ['diff'],
    means: none('is what pth diff does without --strict'),
  },
  {
    flags: list('--map-location --device --cuda --cpu --gpu'),
    means: none('is not needed: pth uses no device, and keeps what the file says of it'),
  },
  {
    flags: list('--weights-only --trust --trust-remote-code --unsafe --allow-pickle'),
    means: none('is not needed: pth runs nothing in a file'),
  },
  {
    flags: list('--recursive -r -R'),
    means: none('is not needed: folders are searched with all that is in them'),
  },
  {
    flags: list('--quiet -q --silent --no-progress'),
    means: none('is not needed: only terminals see progress'),
  },
]

/** What a flag of another program means to a command. `flag` is in `--kebab-case`. */
export function foreignMeaning(flag: string, command: string): Meaning | undefined {
  return ROWS.find(
    (row) => row.flags.includes(flag) && (row.commands === undefined || row.commands.includes(command)),
  )?.means
}
