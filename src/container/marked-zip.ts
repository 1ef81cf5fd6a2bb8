/** torch.save archives whose first two bytes were replaced by a mark, as GPT-SoVITS writes them. */
import { prefetch } from '../io/source.ts'
import type { ByteSource } from '../io/source.ts'
import type { Note } from './record.ts'

/**
 * Marks, and the version of the model that each represents.
 * @see GPT-SoVITS GPT_SoVITS/process_ckpt.py `head2version`
 */
const VERSIONS: ReadonlyMap<string, string> = new Map([
  ['00', 'v1'],
  ['01', 'v2'],
  ['02', 'v3'],
  ['03', 'v3 LoRA'],
  ['04', 'v4 LoRA'],
  ['05', 'v2Pro'],
  ['06', 'v2ProPlus'],
])

/** Whether the first bytes are a mark and the rest of a local header. */
export function isMarkedZip(head: Uint8Array): boolean {
  return head[2] === 3 && head[3] === 4 && VERSIONS.has(markOf(head))
}

/** Puts `PK` where `bytes`, which begin at `offset` of the file, contain its first two. */
function restore(offset: number, bytes: Uint8Array): void {
  if (offset === 0 && bytes.length > 0) bytes[0] = 0x50
  if (offset <= 1 && offset + bytes.length > 1) bytes[1 - offset] = 0x4b
}

/**
 * The archive as it was before the mark: `PK` in its first two bytes. What reads it there reads what the
 * loader reads.
 */
export function unmarkedSource(source: ByteSource): ByteSource {
  return {
    name: source.name,
    byteLength: source.byteLength,
    read: async (offset, length) => {
      const bytes = await source.read(offset, length)
      if (offset > 1) return bytes
      const copy = bytes.slice()
      restore(offset, copy)
      return copy
    },
    ...(source.prefetch !== undefined && { prefetch: (ranges) => prefetch(source, ranges) }),
    ...(source.expect !== undefined && { expect: (ranges) => source.expect?.(ranges) }),
  }
}

/** What the mark means, for the report. */
export async function markNote(source: ByteSource): Promise<Note> {
  const mark = markOf(await source.read(0, 2))
  return {
    code: 'SIGNATURE_REPLACED',
    message:
      `the first two bytes are "${mark}" in place of "PK": GPT-SoVITS marks its ` +
      `${VERSIONS.get(mark) ?? ''} weights so; ` +
      'torch.load refuses the file, GPT-SoVITS and pth read it',
  }
}

function markOf(head: Uint8Array): string {
  return String.fromCharCode(head[0] ?? 0, head[1] ?? 0)
}
