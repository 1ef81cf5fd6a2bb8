/** Files that are text and no checkpoint: what a failed download leaves behind, and files given by mistake. */
import { grouped } from '../digits.ts'
import { PthError } from '../errors.ts'
import type { ByteSource } from '../io/source.ts'

interface Answer {
  /** How the text begins, in lower case and without space in front. */
  readonly begins: RegExp
  readonly found: string
  readonly hint: string
}

/** What servers answer instead of a file; people save it under the name of the checkpoint. */
const ANSWERS: readonly Answer[] = [
  {
    begins: /^(<\?xml[^>]*>\s*)?<error>\s*<code>\s*(accessdenied|expiredtoken|invalidaccesskeyid|signature)/,
    found: 'an error message of an object store (access denied)',
    hint: 'the download failed: sign in, or ask for a new signed address',
  },
  {
    begins: /^(<\?xml[^>]*>\s*)?<error>\s*<code>\s*(nosuchkey|nosuchbucket)/,
    found: 'an error message of an object store (no such file)',
    hint: 'the download failed: check the address',
  },
  {
    begins: /^(<\?xml[^>]*>\s*)?<net\s+name=/,
    found: 'the description of an OpenVINO model (XML)',
    hint: 'it is not a PyTorch checkpoint; its weights are raw bytes in the .bin file of the same name',
  },
  {
    begins: /^<(!doctype|html|\?xml|head)/,
    found: 'a web page (HTML or XML)',
    hint: 'the download failed: a login page or an error page was saved',
  },
  {
    begins: /^access to (model|dataset|this) |^cannot access gated repo|^your request to access/,
    found: 'an error message of a hub: the model is gated, and access was not granted',
    hint: "the download failed: accept the conditions on the model's page, then download with a token that may read it",
  },
  {
    begins: /^invalid (username or password|credentials|user token)|^unauthorized\b|^(error )?401\b/,
    found: 'an error message of a server: it did not accept the login',
    hint: 'the download failed: log in again, or pass a valid token',
  },
  {
    begins: /^forbidden\b|^(error )?403\b|^access denied/,
    found: 'an error message of a server: access denied',
    hint: 'the download failed: the account may not read this file',
  },
  {
    begins: /^(repository|repo|entry|revision|file|page|object) not found|^not found\b|^(error )?404\b/,
    found: 'an error message of a server: not found',
    hint:
      'the download failed: check the address, the revision and the login (a private ' +
      'repository is also "not found")',
  },
  {
    begins:
      /^(error )?429\b|^too many requests|^rate limit|^sorry, .* too many|^quota exceeded|^google drive - quota/,
    found: 'an error message of a server: too many requests',
    hint: 'the download failed: wait, then download again',
  },
  {
    begins:
      /^(error )?50[0234]\b|^internal (server )?error|^bad gateway|^service unavailable|^gateway time-?out/,
    found: 'an error message of a server: it could not answer',
    hint: 'the download failed: download again later',
  },
  {
    begins: /^\{\s*"(error|message|detail|errors|status|statuscode|code)"/,
    found: 'an error message from a server (JSON)',
    hint: 'the download failed; look into the file for the reason',
  },
]

/** For a pointer at an address. @see docs.github.com: files of LFS have a host of their own */
const LFS_ELSEWHERE =
  'ask for the file itself: of GitHub it is at https://media.githubusercontent.com/media/OWNER/NAME/REVISION/PATH'

/** What a Git LFS pointer points to. */
export interface LfsPointer {
  /** Lower-case hexadecimal; null when the pointer has none. */
  readonly sha256: string | null
  /** Bytes of the real file; null when the pointer does not say. */
  readonly byteLength: number | null
}

/** The pointer that Git LFS keeps in place of a file; null for everything else. `text` is the beginning of the file. */
export function lfsPointer(text: string): LfsPointer | null {
  if (!text.startsWith('version https://git-lfs.github.com/spec/')) return null
  const size = Number(/\nsize (\d+)/.exec(text)?.[1] ?? NaN)
  return {
    sha256: /\noid sha256:([0-9a-f]{64})\n/.exec(text)?.[1] ?? null,
    byteLength: Number.isSafeInteger(size) ? size : null,
  }
}

/**
 * Refuse pointers and error messages in place of a checkpoint.
 * @param text the beginning of the file, as Latin-1
 * @throws PthError FORMAT_UNSUPPORTED with what the text is
 */
export function refuseText(source: ByteSource, text: string): void {
  const pointer = lfsPointer(text)
  if (pointer !== null) {
    const { byteLength } = pointer
    const real = byteLength === null ? '' : `; the real file has ${grouped(byteLength)} bytes`
    throw named(
      source,
      `a Git LFS pointer (${source.byteLength} bytes)${real}`,
      /^[a-z0-9]+:\/\//i.test(source.name) ? LFS_ELSEWHERE : 'run `git lfs pull` to get it',
    )
  }
  const start = text.trimStart().slice(0, 256).toLowerCase()
  const answer = ANSWERS.find(({ begins }) => begins.test(start))
  if (answer !== undefined) throw named(source, answer.found, answer.hint)
}

/** Shorter texts say nothing: the first bytes of a cut archive are letters, too. */
const LEAST = 8
/** Characters of a text that are quoted. */
const QUOTED = 60

/**
 * Refuse a file that is text from its first byte on, when no reader knows it.
 * @param head the first bytes of the file
 * @throws PthError FORMAT_UNSUPPORTED that quotes its first line
 */
export function refuseAnyText(source: ByteSource, head: Uint8Array): void {
  const text = printable(head)
  if (text === undefined || text.length < LEAST) return
  const bytes = `${grouped(source.byteLength)} bytes`
  if (/^\s*[{[]/.test(text)) {
    throw named(
      source,
      `a JSON file (${bytes})`,
      'a schema is the second argument: pth diff MODEL SCHEMA; a shard index must be named *.index.json',
    )
  }
  const line = text.trimStart().split(/[\r\n]/, 1)[0] ?? ''
  const shown = line.length > QUOTED ? `${line.slice(0, QUOTED)}…` : line
  throw named(
    source,
    `a text file (${bytes}) that begins ${JSON.stringify(shown)}`,
    'if it was downloaded, the download failed and this is what the server answered',
  )
}

/** Bytes of a file at most that are read to say that it is a text. */
const TEXT_BYTES = 1 << 20

/** Whether all of a short file is text without control characters. @throws PthError SOURCE_UNREADABLE */
export async function isText(source: ByteSource): Promise<boolean> {
  if (source.byteLength > TEXT_BYTES) return false
  return printable(await source.read(0, source.byteLength)) !== undefined
}

/** The text of bytes without control characters, or undefined when they are not such text. */
function printable(head: Uint8Array): string | undefined {
  if (head.some((byte) => byte === 0x7f || (byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte)))) {
    return undefined
  }
  try {
    // A character may be cut where the sample ends.
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
  } catch {
    return undefined
  }
}

function named(source: ByteSource, found: string, hint: string): PthError {
  return new PthError('FORMAT_UNSUPPORTED', { path: source.name, found, hint })
}
