/** Compiled code in an archive, by content: a library that a loader opens runs in the process. */
import type { ZipDirectory } from '../../zip/directory.ts'
import { find } from './context.ts'
import type { ScanContext } from './context.ts'

/** What torch.export.load gives to the system's loader of libraries, or to the GPU. */
const COMPILED = /(^|\/)data\/aotinductor\/.*\.(so|dll|dylib|pyd|o|a|cubin|fatbin|hsaco|spv|ptx)(\0|$)/i
/** Records that only archives of torch.export and AOTInductor have. @see torch/export/pt2_archive/constants.py */
const EXPORTED = /(^|\/)(archive_format|data\/aotinductor\/.*|models\/[^/]*\.json)$/i

/** Mach-O of both byte orders and both widths, and the container of several. @see mach-o/loader.h, mach-o/fat.h */
const MACH_O: ReadonlySet<number> = new Set([
  0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe, 0xbebafeca, 0xcafebabf,
])

/** The kind of program that begins with these bytes, in words; undefined for anything else. */
function programKind(head: Uint8Array): string | undefined {
  if (head.length < 8) return undefined
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const word = view.getUint32(0)
  if (word === 0x7f454c46) return 'a compiled program or library (ELF)'
  // Java classes begin as Mach-O containers do; their version is a larger number than a count of architectures.
  if (MACH_O.has(word) && (word !== 0xcafebabe || view.getUint32(4) < 40))
    return 'a compiled program or library (Mach-O)'
  if (isPortableExecutable(head, view)) return 'a compiled program or library (PE)'
  const text = new TextDecoder('latin1').decode(head.subarray(0, 64))
  if (text.startsWith('!<arch>\n')) return 'an archive of object files'
  if (/^#! ?\/[\w./-]+/.test(text)) return 'a script'
  return undefined
}

/** `MZ` alone is two letters; the header that it points to decides. */
function isPortableExecutable(head: Uint8Array, view: DataView): boolean {
  if (head[0] !== 0x4d || head[1] !== 0x5a || head.length < 0x40) return false
  const at = view.getUint32(0x3c, true)
  return at + 4 <= head.length && view.getUint32(at) === 0x50450000
}

/** Whether torch.export.load would open the archive. */
export function isExportArchive({ entries }: ZipDirectory): boolean {
  return entries.some(({ name }) => EXPORTED.test(name))
}

/** Report a program in an archive. `exported`: the archive is one of torch.export, which loads libraries. */
export function scanProgram(
  context: ScanContext,
  head: Uint8Array,
  name: string,
  member: string,
  exported: boolean,
): void {
  const kind = programKind(head)
  if (COMPILED.test(name)) {
    const told = `${kind ?? 'compiled code'} that torch.export.load and aoti_load_package load into the process`
    find(context, 'NATIVE_CODE', 'error', member, null, told)
  } else if (kind !== undefined) {
    const told = exported
      ? `${kind} in an archive whose loader opens libraries`
      : `${kind}; no loader of PyTorch opens it`
    find(context, 'NATIVE_CODE', exported ? 'error' : 'warning', member, null, told)
  }
}
