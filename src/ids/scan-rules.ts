/** The rules of scan: what each means and what to do. */
import type { Rule } from './entry.ts'

const TRUST = 'Do not load the file in Python with weights_only=False. Ask its author for safetensors.'
const TWO =
  'Two programs would see two different files. Zip the records again with one tool, or discard the file.'
const ROWS = [
  [
    'GLOBAL_DANGEROUS',
    'PTH-G101',
    'A pickle names something that runs code, opens files or reaches the network.',
    TRUST,
  ],
  [
    'GLOBAL_UNKNOWN',
    'PTH-G102',
    'A pickle names something that pth does not know.',
    'Find out what it is; then allow exactly this name with --allow.',
  ],
  [
    'CALL_UNKNOWN',
    'PTH-G103',
    'A pickle calls something that pth does not know: loading the file would run it.',
    'Find out what it does with these arguments; then allow exactly this name with --allow.',
  ],
  [
    'PICKLE_BROKEN',
    'PTH-G201',
    'A pickle cannot be followed to its end: what comes after that point is not known.',
    TRUST,
  ],
  [
    'PICKLE_FOLLOWS',
    'PTH-G202',
    'Several pickles follow one another.',
    'Only the first is loaded by one pickle.load; all were scanned.',
  ],
  [
    'PICKLE_MISNAMED',
    'PTH-G203',
    'A member of the archive is a pickle or an archive under an unusual name.',
    'torch.load does not read it; it was scanned.',
  ],
  ['PICKLE_NESTED', 'PTH-G204', 'A pickle contains another one.', 'It was scanned.'],
  ['NESTED_LIMIT', 'PTH-G205', 'Files are nested deeper, or are more, than pth follows.', TRUST],
  [
    'MEMBER_UNREADABLE',
    'PTH-G206',
    'A member could not be read, so nothing is known about it.',
    'Repair or download the file again.',
  ],
  [
    'TRAILING_DATA',
    'PTH-G207',
    'Bytes follow the last pickle.',
    'Nothing reads them; remove them if they are not yours.',
  ],
  [
    'SCRIPT_OPENS_FILE',
    'PTH-G208',
    'TorchScript code in the archive opens files or runs programs, when it is called or already when it is loaded.',
    'Do not load the model. Convert its weights with pth convert.',
  ],
  [
    'PACKAGE_CODE',
    'PTH-G209',
    'An archive of torch.package contains Python source.',
    'torch.package runs it while it loads; read it first.',
  ],
  [
    'SCRIPT_OPERATOR_UNKNOWN',
    'PTH-G216',
    'TorchScript code in the archive calls an operator of a library that pth does not know.',
    'Find out what the operator does before you load the model.',
  ],
  [
    'EXPORT_RUNS_CODE',
    'PTH-G210',
    'The graph of an exported program contains text that torch.export evaluates, or names a function that does harm.',
    'Do not load it with torch.export. Convert its weights with pth convert.',
  ],
  [
    'NOTHING_SCANNED',
    'PTH-G211',
    'No file was scanned: the paths contain no checkpoint.',
    'Check the paths; pth inspect says what kind of file one is.',
  ],
  [
    'SOURCE_GIVEN',
    'PTH-G212',
    'A pickle gives Python source to something that pth does not know to be harmless.',
    TRUST,
  ],
  ['ALLOCATION', 'PTH-G213', 'A pickle asks for memory or time out of all proportion to its size.', TRUST],
  [
    'NATIVE_CODE',
    'PTH-G214',
    'An archive contains compiled code or a script. torch.export loads such libraries into the process.',
    TRUST,
  ],
  [
    'SAFETENSORS_HEADER',
    'PTH-Z321',
    'The header breaks the rules of safetensors: two programs may read two different models.',
    'Do not use the file. Write it again with the program that made it.',
  ],
  ['POLYGLOT', 'PTH-Z301', 'The file is two kinds of file at once.', TWO],
  [
    'CRC_WRONG',
    'PTH-Z302',
    'A checksum in the archive does not match the data.',
    'torch.load ignores it. Download the file again; pth verify checks every entry.',
  ],
  ['ZIP_DUPLICATE_NAME', 'PTH-Z303', 'One record name occurs twice.', TWO],
  ['ZIP_LOCAL_NAME', 'PTH-Z304', 'The directory and the data name a record differently.', TWO],
  ['ZIP_LOCAL_METHOD', 'PTH-Z305', 'The directory and the data disagree about compression.', TWO],
  ['ZIP_LOCAL_SIZE', 'PTH-Z306', 'The directory and the data disagree about a size.', TWO],
  ['ZIP_LOCAL_FLAGS', 'PTH-Z307', 'The directory and the data of a record disagree about encryption.', TWO],
  ['ZIP_LOCAL_CRC', 'PTH-Z308', 'The directory and the data disagree about a checksum.', TWO],
  ['ZIP_LOCAL_HEADER', 'PTH-Z309', 'There is no record where the directory says.', TWO],
  [
    'ZIP_FLAGS',
    'PTH-Z310',
    'A record is marked as encrypted or patched, and is not; torch.load refuses it.',
    TWO,
  ],
  [
    'ZIP_ENCRYPTED',
    'PTH-Z326',
    'Records are encrypted: what they contain cannot be read without the password.',
    'Decrypt the archive with its password, and scan what comes out of it.',
  ],
  [
    'ZIP_METHOD',
    'PTH-Z311',
    'A record is packed with a method that torch.load does not know.',
    'Zip it again with "stored".',
  ],
  ['ZIP_UNICODE_PATH', 'PTH-Z312', 'A record has a second name in an extra field.', TWO],
  ['ZIP_OVERLAP', 'PTH-Z313', 'Records overlap or have impossible sizes.', TWO],
  ['ZIP_SEVERAL_ENDS', 'PTH-Z314', 'The archive has several directories.', TWO],
  ['ZIP_LEADING_DATA', 'PTH-Z315', 'Bytes precede the archive; torch.load refuses it.', TWO],
  [
    'ZIP_TRAILING_DATA',
    'PTH-Z316',
    'Bytes follow the archive.',
    'Nothing reads them; remove them if they are not yours.',
  ],
  ['ZIP_HIDDEN_ENTRY', 'PTH-Z317', 'A record is between the others but not in the directory.', TWO],
  [
    'ZIP_GAP',
    'PTH-Z318',
    'Bytes between the records belong to none of them.',
    'Nothing reads them; zip the records again to remove them.',
  ],
  [
    'ZIP_OUTSIDE_ROOT',
    'PTH-Z319',
    'A record is outside the folder of the first; torch.load refuses it.',
    'Remove the record.',
  ],
  ['ZIP_NAME_UNSAFE', 'PTH-Z320', 'A record name leads out of any folder.', 'Do not unpack the archive.'],
  [
    'GGUF_HEADER',
    'PTH-Z329',
    'The header of a GGUF file breaks a rule of the format: two programs may see two models in it.',
    'Download the file again, or write it again with llama.cpp.',
  ],
  [
    'GGUF_TEMPLATE',
    'PTH-Z327',
    'A chat template of a GGUF file reaches into Python: a program that renders it without a sandbox runs code.',
    'Do not use the template of this file. Ask who wrote it.',
  ],
  [
    'ONNX_PATH',
    'PTH-Z328',
    'A tensor of an ONNX model is in a file outside of its folder: a program that loads the model opens that file.',
    'Do not load the model. Ask who wrote it.',
  ],
  [
    'DCP_PARTS',
    'PTH-Z322',
    'A .distcp file without a .metadata that can be read: its archives were found and scanned one by one.',
    'Scan the whole folder. Load a folder of DCP only when you trust who wrote it.',
  ],
  [
    'DCP_PATH',
    'PTH-Z323',
    'An item of .metadata is in a file that is not in the folder of DCP; pth does not open it.',
    'Do not load the folder: PyTorch opens that file.',
  ],
  [
    'DCP_ITEM',
    'PTH-Z324',
    'An item of .metadata is not in its file or is inside another one, or the items are in no form that DCP writes.',
    'DCP writes no such folder. Do not load it in Python; ask its author for safetensors.',
  ],
  [
    'DCP_UNNAMED',
    'PTH-Z325',
    'Bytes of a folder of DCP are in no item of .metadata: nothing loads them. They were scanned.',
    'An earlier save into the same folder leaves them. Save it again into an empty folder to remove them.',
  ],
] as const satisfies readonly (readonly [rule: string, id: string, summary: string, help: string])[]

/** Every rule that a finding of scan names. */
export type ScanRule = (typeof ROWS)[number][0]

/** Every rule of `scan`, in the order of the table. */
export const SCAN_RULES: readonly Rule[] = ROWS.map(([rule, id, summary, help]) => ({
  id,
  name: rule.toLowerCase().replaceAll('_', '-'),
  summary,
  help: [help],
}))

const IDS: ReadonlyMap<string, string> = new Map(ROWS.map(([rule, id]) => [rule, id]))

/** Stable id of a rule, such as `PTH-G101`. */
export function scanRuleId(rule: string): string {
  return IDS.get(rule) ?? rule
}
