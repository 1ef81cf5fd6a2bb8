/**
 * Pickles in the texts of JSON. stable-baselines3 keeps most of a model there as base64 under the key
 * `:serialized:`, which its loader unpickles.
 */
import type { PthError } from '../../errors.ts'
import { jsonPaths, jsonTexts } from '../../json/texts.ts'
import { chunksAhead } from '../../io/chunks-ahead.ts'
import { memorySource } from '../../io/source.ts'
import type { ByteSource } from '../../io/source.ts'
import { overFixedLimit } from '../../limits.ts'
import { find } from './context.ts'
import type { ScanContext, ScanInside } from './context.ts'
import { overNested, scanApart } from './payloads.ts'
import { scanStream } from './stream.ts'
import { pickleInText, python64Bytes } from './text.ts'

/** Bytes of one text that may contain a pickle. Largest known: 4 MB (observations that are images). */
const CARRYING_BYTES = 1 << 24
/** Bytes that are looked at together, and how many of them come again with the next: more than a sign has. */
const CHUNK = 1 << 20
const OVERLAP = 64
/** What a text has when a string in it can be a pickle: its first digits, the key of the loader, escaped ASCII. */
const CARRIES = /(?<=["\sntr])(?:gA[E-X]|(?:\\\\x)?80(?:\\\\x)?0[1-5])|:serialized:|\\u00[2-7]/i

/** Where stable-baselines3 keeps what `cloudpickle.loads` gets. @see stable_baselines3/common/save_util.py */
const SERIALIZED = ':serialized:'

/** Whether a text that begins so may be JSON. No pickle begins with these characters. */
export function beginsAsJson(head: Uint8Array): boolean {
  return /^[ \t\r\n]*["[{]/.test(new TextDecoder().decode(head.subarray(0, 64)))
}

/**
 * Scan the pickles in the texts of a JSON member; each is called by its path, `data > $.lr_schedule`.
 * @throws PthError SOURCE_UNREADABLE
 */
export async function scanJson(
  context: ScanContext,
  content: ByteSource,
  member: string,
  depth: number,
  inside: ScanInside,
): Promise<void> {
  if (!(await carriesPickle(content))) return
  if (content.byteLength > CARRYING_BYTES) {
    const told = overJson(member, content.byteLength).message
    find(context, 'MEMBER_UNREADABLE', 'error', member, null, told)
    return
  }
  const source = new TextDecoder().decode(await content.read(0, content.byteLength))
  const pathTo = jsonPaths(source)
  let key = ''
  for (const { at, text } of jsonTexts(source)) {
    const serialized = key === SERIALIZED
    key = text
    const data = serialized ? python64Bytes(text) : pickleInText(text)
    if (data === undefined) continue
    context.nested.bytes += data.length
    context.nested.files += 1
    const over = overNested(context, depth)
    if (over !== null) return find(context, 'NESTED_LIMIT', 'error', member, null, over.message)
    const name = `${member} > ${pathTo(at)}`
    if (serialized) await scanSerialized(context, data, name, depth + 1, inside)
    else addAll(context, await scanApart(context, data, name, depth + 1, inside))
  }
}

/** Whether some text in it may be a pickle; the signs are ASCII, so bytes are looked at as characters. */
async function carriesPickle(content: ByteSource): Promise<boolean> {
  const latin1 = new TextDecoder('latin1')
  let rest = ''
  for await (const chunk of chunksAhead(content, 0, content.byteLength, CHUNK)) {
    const text = rest + latin1.decode(chunk)
    if (CARRIES.test(text)) return true
    rest = text.slice(-OVERLAP)
  }
  return false
}

function overJson(member: string, found: number): PthError {
  const why = 'no known program keeps pickles in JSON of that size'
  return overFixedLimit({ what: `JSON in ${member}`, limit: CARRYING_BYTES, found, unit: 'bytes', why })
}

function addAll(context: ScanContext, own: ScanContext | undefined): void {
  for (const pickle of own?.pickles ?? []) context.pickles.push(pickle)
  for (const global of own?.globals ?? []) context.globals.push(global)
  for (const finding of own?.findings ?? []) context.findings.push(finding)
}

/** A value that stable-baselines3 unpickles: classes and functions in it are there to be called by its loader. */
async function scanSerialized(
  context: ScanContext,
  data: Uint8Array,
  name: string,
  depth: number,
  inside: ScanInside,
): Promise<void> {
  const first = context.globals.length
  await scanStream({ ...context, storages: new Map() }, memorySource(data, name), name, depth, inside)
  for (const [at, global] of context.globals.entries())
    if (at >= first && global.verdict === 'unknown')
      context.globals[at] = {
        ...global,
        verdict: 'unknown_call',
        reason: 'stable-baselines3 may call it when it loads the file',
      }
}
