/** The rules of verify, for `pth explain`: what each means and what to do. */
import type { Rule } from './entry.ts'
import { scanRuleId } from './scan-rules.ts'
import { SALVAGE } from '../salvage.ts'

const AGAIN = `Download or copy the file again; ${SALVAGE}.`
const LOCKED =
  'The file is not the one that was locked: use that file, or make a new lock with pth lock ' +
  'if the change is intended.'

/** Scan has CRC_WRONG too, and the same to say of it. */
const ROWS = {
  STRUCTURE_BROKEN: [
    'PTH-V101',
    'A part of the container breaks the rules of its format, or two programs would read it differently.',
    AGAIN,
  ],
  STRUCTURE_UNUSUAL: [
    'PTH-V102',
    'The container contains something that PyTorch never writes, but that changes nothing.',
    'Zip the records again, or leave it.',
  ],
  SHARD_MISSING: [
    'PTH-V103',
    'The index names a file that is not next to it.',
    'Download the missing shard.',
  ],
  INDEX_DIFFERS: [
    'PTH-V104',
    'The index and the shards disagree about a tensor.',
    'Take index and shards from one place, or rewrite them with pth convert --shard-size.',
  ],
  ENTRY_UNREADABLE: ['PTH-V105', 'A record cannot be read to its end.', AGAIN],
  TENSOR_BROKEN: ['PTH-V106', 'A tensor is not inside its storage, or the storage is incomplete.', AGAIN],
  TENSOR_NOT_FINITE: [
    'PTH-V107',
    'A tensor contains NaN or infinity (--finite).',
    'Go back to an earlier checkpoint, or leave out --finite if this is intended.',
  ],
  TENSOR_ZERO: [
    'PTH-V108',
    'Every value of a tensor is zero (--nonzero).',
    'Some buffers start as zeros; otherwise the weights were never filled.',
  ],
  SHA256_DIFFERS: ['PTH-V109', 'The file does not have the given SHA-256.', AGAIN],
  LOCK_MISSING: ['PTH-V110', 'The lock lists a tensor that the file lacks.', LOCKED],
  LOCK_UNEXPECTED: ['PTH-V111', 'The file has a tensor that the lock lacks.', LOCKED],
  LOCK_DIFFERS: [
    'PTH-V112',
    'A tensor has another element type, shape or content than when it was locked.',
    LOCKED,
  ],
  LOCK_RENAMED: [
    'PTH-V113',
    'Every name of the lock is in the file under another prefix.',
    'Write the file with the names of the lock (pth convert --strip-prefix, --add-prefix), or lock the file again.',
  ],
  NOTHING_CHECKED: [
    'PTH-V114',
    'A check of values was requested, but no tensor was read.',
    'Look at the patterns of --only and --ignore, and at the tensors with pth inspect.',
  ],
  PATTERN_UNUSED: [
    'PTH-V115',
    'A pattern of --only or --ignore matches no tensor.',
    'Is it misspelled? * also matches dots; names are as pth inspect --full shows them.',
  ],
  TORCH_REFUSES: [
    'PTH-V116',
    'The records are whole, but PyTorch refuses the archive around them: it was zipped again by another program.',
    'pth convert FILE -o clean.pth writes the same tensors as torch.save does; or zip the folder itself, nothing else.',
  ],
  MMAP_WRONG: [
    'PTH-V117',
    'Storages are deflated: torch.load(mmap=True) takes the packed bytes for values and raises nothing.',
    'pth convert FILE -o clean.pth writes them stored; torch.load without mmap reads the file as it is.',
  ],
  PIECE_BROKEN: [
    'PTH-V118',
    'A piece of a distributed checkpoint is not what its metadata says, or its bytes are not those that were written.',
    'Take the file again from the run that wrote it. The message names the file and the place in it.',
  ],
  PART_OF_WHOLE: [
    'PTH-V119',
    "The file is one rank's share of a checkpoint, or a placeholder: what it has is whole, and it is not the model.",
    'pth verify FOLDER verifies all parts together.',
  ],
  NOT_VERIFIED: [
    'PTH-V120',
    'The file could not be verified: it cannot be read, or it is not a checkpoint.',
    'pth explain CODE says what the error of the message means.',
  ],
  PIECE_UNLOADABLE: [
    'PTH-V121',
    'A piece of a distributed checkpoint is a tensor that PyTorch saves with DCP and cannot load: a quantized one.',
    'Dequantize the tensor in the run that wrote it, or save it with torch.save. No checksum of it is wrong.',
  ],
} as const satisfies Readonly<Record<string, readonly [id: string, summary: string, help: string]>>

/** Every rule that a finding of verify names. */
export type VerifyRule = keyof typeof ROWS | 'CRC_WRONG'

/** Every rule of `verify`, in the order of the table. */
export const VERIFY_RULES: readonly Rule[] = Object.entries(ROWS).map(([rule, [id, summary, help]]) => ({
  id,
  name: rule.toLowerCase().replaceAll('_', '-'),
  summary,
  help: [help],
}))

/** Stable id of a rule, such as `PTH-V101`. CRC_WRONG has the id that scan gives it. */
export function verifyRuleId(rule: VerifyRule): string {
  return rule === 'CRC_WRONG' ? scanRuleId(rule) : ROWS[rule][0]
}
