/** Words of the formats: pieces that chance would not find. */
import { OP } from '../../src/pickle/opcodes.ts'
import { bytes } from '../support/assembler.ts'
import { texts } from './seeds.ts'

const GLOBALS = [
  'cposix\nsystem\n', 'ctorch._utils\n_rebuild_tensor_v2\n', 'ctorch._utils\n_rebuild_parameter\n', 'ctorch._utils\n_rebuild_qtensor\n',
  'ctorch._utils\n_rebuild_sparse_tensor\n', 'ctorch._utils\n_rebuild_nested_tensor\n', 'ctorch._utils\n_rebuild_meta_tensor_no_storage\n',
  'ctorch._tensor\n_rebuild_from_type_v2\n', 'ctorch.serialization\n_get_layout\n', 'ccollections\nOrderedDict\n', 'c__builtin__\ngetattr\n',
  'c__builtin__\nset\n', 'c_codecs\nencode\n', 'ctorch\nSize\n', 'ctorch\nFloatStorage\n', 'ctorch\nbfloat16\n', 'ctorch.storage\n_load_from_bytes\n',
  'ctorch\nper_channel_affine\n', 'cnumpy.core.multiarray\n_reconstruct\n', 'cnumpy.core.multiarray\nscalar\n', 'cnumpy\ndtype\n', 'cnumpy\nndarray\n',
]
const SCALARS = ['I01\n', 'I00\n', 'L5L\n', "S'a'\n", 'Vx\n', 'F1.5\n', 'X\u0007\u0000\u0000\u0000storage', 'X\u0003\u0000\u0000\u0000cpu', 'K\u0000K\u0001\u0086', 'tR', '\u0085R', '(tQ']
/** Lengths and numbers that no honest writer has. */
const NUMBERS = [[0x8b, 255, 255, 255, 127], [0x58, 255, 255, 255, 255], [0x8d, 0, 0, 0, 0, 0, 0, 0, 128], [0x4a, 255, 255, 255, 255], [0x72, 255, 255, 255, 255], [0x95, 255, 0, 0, 0, 0, 0, 0, 0], [0x8a, 8, 255, 255, 255, 255, 255, 255, 255, 127]]

function pickleWords(): readonly Uint8Array[] {
  const single = Object.values(OP).map((byte) => Uint8Array.of(byte))
  return [...single, ...single, ...texts(GLOBALS), ...texts(SCALARS), ...NUMBERS.map((each) => bytes(each))]
}

/** By format. */
export const WORDS = {
  pickle: pickleWords(),
  rename: texts(['*', '?', '=', '$1', '$2', '{', '}', '"', '\n', '#', '**', '\\', '.*', '{0..9}', '{0..9999}', '{1..99}', '{a,b}']),
  json: texts(['{', '}', '[', ']', ':', ',', '"', 'null', 'true', '1e999', '-1', '-0', '1.5', '\\u0000', '\\ud800', '\\"', '"__proto__"', '9007199254740993', '\u00ff']),
  schema: texts(['{', '}', '[', ']', ':', ',', '"', 'null', '1e999', '-1', '\\u0000', '"__proto__"', '"shape"', '"dtype"', '"float32"', '"dimensions"', '"ranges"', '"modules"', '"tensors"', '"optional"', '"frozen"', '"alias_of"', '{0..9}', '{0..9999}', '{i}', '{j}', '99999', '"i": 9999', '*']),
  safetensors: texts(['"dtype"', '"shape"', '"data_offsets"', '[', ']', '{', '}', '18446744073709551615', '-1', '1.5', 'NaN', '"F4"', '"F8_E8M0"', '"U64"', '"__metadata__"', '\u00ff']),
  index: texts(['"weight_map"', '"metadata"', '"../a.bin"', '"a\\u0000.bin"', '{', '}', '"', ':', ',', '1e999']),
  lock: texts(['"kind"', '"pth.lock"', '"version"', '"tensors"', '"sha256"', '"shape"', '[', ']', '-1', 'null', '{', '}', '"', ',']),
  tar: texts(['ustar\u0000', '0000777\u0000', 'storages', 'tensors', '77777777777', 'x', 'g', '2', '13 mtime=1.5\n', '17 path=storages\n', '12 size=100\n']),
  zip: texts(['PK\u0003\u0004', 'PK\u0001\u0002', 'PK\u0005\u0006', 'PK\u0006\u0006', 'PK\u0006\u0007', 'PK\u0007\b', 'data.pkl', 'byteorder', '.data/serialization_id', 'constants.pkl', '../', '\u0001\u0000\u0010\u0000', '\u0008\u0000']),
  npz: texts(['PK\u0003\u0004', 'PK\u0001\u0002', 'PK\u0005\u0006', '\u0093NUMPY\u0001\u0000', '\u0093NUMPY\u0003\u0000', "'descr': ", "'<f4'", "'|O'", "'>c16'", "'fortran_order': True", "'shape': (", '3,', ')', '.npy']),
} as const
