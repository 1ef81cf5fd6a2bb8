/** Does torch.load open the archive? Zipped again by hand it may be whole, and refused all the same. */
import { unmarkedSource } from '../../container/marked-zip.ts'
import { sniff } from '../../container/sniff.ts'
import type { ContainerKind } from '../../container/record.ts'
import { isOfNetwork, isPthError } from '../../errors.ts'
import type { ByteSource } from '../../io/source.ts'
import type { Limits } from '../../limits.ts'
import { archiveRefusal } from '../../weights-only/archive.ts'
import { readUncheckedDirectory } from '../../zip/directory.ts'
import { beginsAsZip } from '../../zip/signatures.ts'
import type { VerifyFinding } from './report.ts'

/** Versions that answered as the emulation does for every archive of `test/conformance/write_rezip.py`. */
const ASKED = 'PyTorch 1.13 and 2.13'

/** The zip archive that a file is, with the first two bytes that a program replaced; null for another kind. */
export async function archiveOf(source: ByteSource): Promise<ByteSource | null> {
  try {
    const kind = await sniff(source)
    if (kind === 'marked-zip') return unmarkedSource(source)
    return kind === 'zip' ? source : null
  } catch (error) {
    // The opener says what the file is; a file that became shorter is not passed over.
    if (isPthError(error, 'FORMAT_UNKNOWN', 'FORMAT_UNSUPPORTED', 'FILE_DAMAGED')) return null
    throw error
  }
}

/**
 * What keeps torch from the records of an archive with a `data.pkl`; `kind` is null where pth does not open it either.
 * @throws PthError SOURCE_UNREADABLE
 */
export async function torchFindings(
  archive: ByteSource,
  kind: ContainerKind | null,
  limits: Limits,
): Promise<VerifyFinding[]> {
  if (kind !== 'torch-zip' && kind !== 'torchscript' && kind !== null) return []
  const entries = await entriesOf(archive, limits)
  if (!entries.some(({ name }) => /(^|[/\\])data\.pkl$/i.test(name))) return []
  const loader = kind === 'torchscript' ? 'torch.jit.load' : 'torch.load'
  const reason = (await beginsWithRecord(archive))
    ? await archiveRefusal(archive)
    : 'the file does not begin with a zip record, and is read as a pickle'
  if (reason !== null) {
    const mend =
      kind === 'torch-zip'
        ? 'pth reads it, and pth convert writes a file that loads'
        : 'zip its records again, all of them in one folder'
    return [
      finding('TORCH_REFUSES', 'error', `${loader} of ${ASKED} refuses the archive: ${reason}; ${mend}`),
    ]
  }
  const packed = entries.filter(({ method, name }) => method === 8 && /^[^/]*\/data\/./i.test(name)).length
  if (packed === 0 || kind !== 'torch-zip') return []
  const detail =
    `${packed} ${packed === 1 ? 'storage is' : 'storages are'} deflated: torch.load(mmap=True) of PyTorch 2.13 ` +
    'raises nothing and gives wrong values, without mmap it gives the right ones; pth convert writes them stored'
  return [finding('MMAP_WRONG', 'warning', detail)]
}

function finding(
  rule: VerifyFinding['rule'],
  severity: VerifyFinding['severity'],
  detail: string,
): VerifyFinding {
  return { rule, severity, subject: 'archive', detail }
}

async function entriesOf(
  archive: ByteSource,
  limits: Limits,
): Promise<readonly { readonly name: string; readonly method: number }[]> {
  try {
    return (await readUncheckedDirectory(archive, limits)).entries
  } catch (error) {
    // A broken directory is reported as that; a file that became shorter is not passed over.
    if (
      isPthError(error) &&
      !isOfNetwork(error) &&
      !isPthError(error, 'SOURCE_UNREADABLE', 'SOURCE_TRUNCATED')
    )
      return []
    throw error
  }
}

async function beginsWithRecord(archive: ByteSource): Promise<boolean> {
  return beginsAsZip(await archive.read(0, Math.min(4, archive.byteLength)))
}
