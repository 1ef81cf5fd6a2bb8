/**
 * Source code in an archive: what TorchScript would do to files when it is called, and Python that
 * torch.package would run.
 */
import { openEntryAsTorch } from '../../zip/content.ts'
import type { ZipDirectory } from '../../zip/directory.ts'
import type { ZipEntry } from '../../zip/entry.ts'
import type { ByteSource } from '../../io/source.ts'
import { overLimit } from '../../limits.ts'
import { find } from './context.ts'
import type { ScanContext } from './context.ts'

/** Between two tokens Python passes over white space, comments and a backslash at the end of a line. */
const GAP = String.raw`(?:\s|\\\r?\n|#[^\n]*\n)*`

/**
 * TorchScript operators that open the file of a name in the code. @see aten::save, aten::from_file,
 * debugprims::load_tensor
 */
const FILE_OPERATORS = operators()

function operators(): RegExp {
  const dot = String.raw`${GAP}\.${GAP}`
  return new RegExp(
    String.raw`\b(?:torch|ops${dot}aten)${dot}(?:save|from_file)${GAP}\(|\bops${dot}debugprims${dot}load_tensor\b`,
    'g',
  )
}

/** Operators of one source file that are reported; one is enough for the verdict. */
const TOLD = 8

/** Whether the archive is one of torch.package, whose Python files run when a pickle in it names their classes. */
export function isPackage({ entries }: ZipDirectory): boolean {
  return entries.some(({ name }) => /(^|\/)\.data\/extern_modules$/.test(name))
}

/** Whether an entry is source code. */
export function isCode({ name }: ZipEntry): boolean {
  return /\.py(\0|$)/i.test(name)
}

/** Look into one source file. @throws PthError of the zip entry, SOURCE_UNREADABLE */
export async function scanCode(
  context: ScanContext,
  source: ByteSource,
  entry: ZipEntry,
  member: string,
  inPackage: boolean,
): Promise<void> {
  if (entry.size === 0) return
  if (inPackage) {
    find(
      context,
      'PACKAGE_CODE',
      'warning',
      member,
      null,
      'Python source that torch.package runs when it loads a pickle of the archive',
    )
    return
  }
  if (!/(^|\/)code\//.test(entry.name)) return
  if (entry.size > context.limits.pickleBytes) {
    find(
      context,
      'MEMBER_UNREADABLE',
      'error',
      member,
      null,
      overLimit(context.limits, 'pickleBytes', 'source code', entry.size).message,
    )
    return
  }
  // One unit for each byte, so that places in the text are places in the file.
  const text = new TextDecoder('latin1').decode(
    await (await openEntryAsTorch(source, entry)).read(0, entry.size),
  )
  for (const { 0: call, index } of [...text.matchAll(FILE_OPERATORS)].slice(0, TOLD)) {
    find(
      context,
      'SCRIPT_OPENS_FILE',
      'error',
      member,
      index,
      `${call.replaceAll(/#[^\n]*\n|[\s(\\]/g, '')} opens a file when the model is called`,
    )
  }
}
