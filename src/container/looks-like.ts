/** Does a file look like a checkpoint? Its first bytes decide, never its name. */
import { isPthError } from '../errors.ts'
import type { ByteSource } from '../io/source.ts'
import { parsePickle } from '../pickle/machine.ts'
import { sniff } from './sniff.ts'

/** Bytes from the start of the file that are looked at. */
const HEAD = 1024
/** The first record of torch.save, TorchScript, torch.package and torch.export archives, after the root folder. */
const TORCH_RECORD = new RegExp(
  String.raw`^[^/]+/(data\.pkl$|constants\.pkl$|version$|byteorder$|\.format_version$|\.storage_alignment$|` +
    String.raw`archive_(format|version)$|\.?data/|code/|constants/|models/|extra/)`,
  'i',
)
/** The first record of torch.export archives before PyTorch 2.7: they have no root folder. */
const OLD_EXPORT = /^(version|serialized_(state_dict|constants|exported_program)\.(pt|json))$/
/** The members of the tar files that torch.save wrote before 0.1.12. */
const TAR_MEMBER = /^(\.\/)?(sys_info|pickle|storages|tensors)$/

/**
 * Whether a file begins as a checkpoint does: one small read, and one of the end of a file of unknown kind. A zip or
 * tar of anything else, and text that happens to begin with an opcode, do not.
 * @throws PthError of the source when it cannot be read
 */
export async function looksLikeCheckpoint(source: ByteSource): Promise<boolean> {
  const head = await source.read(0, Math.min(HEAD, source.byteLength))
  const kind = await sniff(source).catch((error: unknown) => {
    if (isPthError(error, 'FORMAT_UNKNOWN') || isPthError(error, 'FORMAT_UNSUPPORTED')) return undefined
    throw error
  })
  switch (kind) {
    case undefined:
    case 'gzip':
      return false
    case 'zip':
      return isTorchZip(head)
    case 'tar':
      return TAR_MEMBER.test(latin1(head.subarray(0, 100)).replace(/\0[^]*$/, ''))
    case 'pickle':
      return head[0] === 0x80 || beginsPickle(head)
    default:
      return true
  }
}

/** Whether it is an archive that may hold checkpoints as members: a zip, a tar, or something gzipped. */
export async function looksLikeArchive(source: ByteSource): Promise<boolean> {
  const kind = await sniff(source).catch((error: unknown) => {
    if (isPthError(error, 'FORMAT_UNKNOWN') || isPthError(error, 'FORMAT_UNSUPPORTED')) return undefined
    throw error
  })
  return kind === 'zip' || kind === 'tar' || kind === 'gzip'
}

/** The name of the first record tells an archive of PyTorch or NumPy from a zip of other files. */
function isTorchZip(head: Uint8Array): boolean {
  if (head.length < 30 || latin1(head.subarray(0, 2)) !== 'PK') return false
  const length = (head[26] ?? 0) + 256 * (head[27] ?? 0)
  const name = latin1(head.subarray(30, 30 + length))
  return TORCH_RECORD.test(name) || OLD_EXPORT.test(name) || name.endsWith('.npy')
}

/** Protocols 0 and 1 have no signature: as far as the head goes, the machine must accept it. */
function beginsPickle(head: Uint8Array): boolean {
  try {
    parsePickle(head)
    return true
  } catch (error) {
    return isPthError(error, 'PICKLE_TRUNCATED')
  }
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes)
}
