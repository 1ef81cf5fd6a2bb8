/** The fields of the form as they are typed, and what they ask for. */
import { bytesOf, shellWord } from 'pth-cli'
import type { OutputFormat } from 'pth-cli'
import { EXTENSIONS } from './wanted.ts'
import type { ConvertWanted } from './wanted.ts'

/** Each field as text. */
export interface Fields {
  readonly format: OutputFormat
  readonly name: string
  /** One glob in each line. */
  readonly include: string
  readonly exclude: string
  readonly stripPrefix: string
  readonly addPrefix: string
  /** `''` keeps the types. */
  readonly dtype: string
  /** Such as `5GB`; `''` writes one file. */
  readonly shardSize: string
}

/** The form for a file of this name, which is the end of a path or of an address. */
export function firstFields(file: string): Fields {
  return {
    format: 'safetensors',
    name: nameFor(file, 'safetensors'),
    include: '',
    exclude: '',
    stripPrefix: '',
    addPrefix: '',
    dtype: '',
    shardSize: '',
  }
}

/** Characters of a name that is proposed. */
const LONGEST = 100

/** A name for the output: that of the input, without what no system has in a name, and never that of the input. */
export function nameFor(file: string, format: OutputFormat): string {
  const last = file.split(/[/\\]/).at(-1) ?? ''
  const base = last.replace(/\.[a-z0-9]{1,12}$/i, '').replace(/[^\p{L}\p{N}._ -]/gu, '_')
  const name = base.slice(0, LONGEST).replace(/^[. ]+/, '')
  const whole = `${name === '' ? 'model' : name}${EXTENSIONS[format]}`
  return whole === last ? `${name}-converted${EXTENSIONS[format]}` : whole
}

/** Bytes below which a number without a unit is one that lacks it, as on the command line. */
const LEAST_BARE = 65_536

/** What the fields ask for, or what is wrong with one of them. */
export function wantedOf(fields: Fields): ConvertWanted | { readonly wrong: string } {
  const { format, name, dtype } = fields
  if (name.trim() === '' || /[/\\\0]/.test(name) || name === '.' || name === '..')
    return { wrong: 'The name is that of a file, without a folder.' }
  const size = format === 'safetensors' ? fields.shardSize.trim() : ''
  const shardBytes = size === '' ? null : (bytesOf(size) ?? 0)
  // Nobody means shards of 5 bytes: a size has a unit.
  const bare = shardBytes !== null && shardBytes < LEAST_BARE && !/[a-z]/i.test(size)
  if (shardBytes !== null && (shardBytes < 1 || bare))
    return { wrong: `${size} is not a size: write 5GB or 2GiB.` }
  return {
    format,
    name,
    include: linesOf(fields.include),
    exclude: linesOf(fields.exclude),
    stripPrefixes: fields.stripPrefix === '' ? [] : [fields.stripPrefix],
    addPrefix: fields.addPrefix,
    dtype: dtype === '' ? null : dtype,
    shardBytes,
  }
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '')
}

/** The same conversion on the command line. */
export function commandFor(file: string, wanted: ConvertWanted): string {
  const words = ['pth', 'convert', file, '-o', wanted.name, '--to', wanted.format]
  for (const glob of wanted.include) words.push('--include', glob)
  for (const glob of wanted.exclude) words.push('--exclude', glob)
  for (const prefix of wanted.stripPrefixes) words.push('--strip-prefix', prefix)
  if (wanted.addPrefix !== '') words.push('--add-prefix', wanted.addPrefix)
  if (wanted.dtype !== null) words.push('--dtype', wanted.dtype)
  if (wanted.shardBytes !== null) words.push('--shard-size', `${wanted.shardBytes}B`)
  return words.map(shellWord).join(' ')
}
