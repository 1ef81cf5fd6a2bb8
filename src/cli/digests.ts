/** What `--sha256` was given: one digest, or the lines that `sha256sum` wrote. */
import { basename } from 'node:path'
import { PthError } from '../errors.ts'
import { readSmallFile } from './small-file.ts'

/** Digests that are expected, lower-case hexadecimal. */
export type ExpectedDigests =
  | { readonly kind: 'one'; readonly sha256: string }
  | { readonly kind: 'list'; readonly from: string; readonly lines: readonly DigestLine[] }

interface DigestLine {
  readonly sha256: string
  /** As in the list; empty when the line is a bare digest. */
  readonly path: string
}

/** Bytes of a list. That of a million files has about 100 MB. */
const LIST_BYTES = 1 << 28

/** Read what `--sha256` names. @throws PthError USAGE, SOURCE_UNREADABLE, LIMIT_EXCEEDED */
export async function readDigests(text: string): Promise<ExpectedDigests> {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return { kind: 'one', sha256: text.toLowerCase() }
  const lines: DigestLine[] = []
  for (const line of (await readSmallFile(text, LIST_BYTES)).split('\n')) {
    const [, sha256, path = ''] = /^([0-9a-fA-F]{64})(?:[ \t]+\*?(.*))?$/.exec(line.trim()) ?? []
    if (sha256 !== undefined) lines.push({ sha256: sha256.toLowerCase(), path })
  }
  if (lines.length === 0)
    throw new PthError('USAGE', { reason: `${text} is not a SHA-256 and does not contain one` })
  return { kind: 'list', from: text, lines }
}

/**
 * The digest of one file. A list of one bare digest is that of whatever file it is. @throws PthError USAGE
 * when there is none
 */
export function digestFor(digests: ExpectedDigests, path: string): string {
  if (digests.kind === 'one') return digests.sha256
  const [only] = digests.lines
  if (only !== undefined && only.path === '' && digests.lines.length === 1) return only.sha256
  const found = listedDigest(digests, path)
  if (found !== undefined) return found
  throw new PthError('USAGE', { reason: `${digests.from} has no SHA-256 for ${path}` })
}

/**
 * The digest that a list has for a file: under its path, else under its name alone.
 * @throws PthError USAGE when the list has several for the name
 */
export function listedDigest(digests: ExpectedDigests, path: string): string | undefined {
  if (digests.kind === 'one') return undefined
  const same = digests.lines.filter((line) => plain(line.path) === plain(path))
  const named =
    same.length > 0
      ? same
      : digests.lines.filter((line) => line.path !== '' && basename(line.path) === basename(path))
  const found = new Set(named.map(({ sha256 }) => sha256))
  if (found.size > 1)
    throw new PthError('USAGE', {
      reason: `${digests.from} holds ${found.size} different SHA-256 for ${path}`,
    })
  return named[0]?.sha256
}

function plain(path: string): string {
  return path.replace(/^(?:\.\/)+/, '')
}
