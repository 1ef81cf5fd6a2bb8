/**
 * One table of element types: torch dtype <-> storage class <-> ScalarType code <-> safetensors dtype <->
 * numpy type.
 */

/** A row of the dtype table. */
export interface DType {
  /** torch's name without the `torch.` prefix, such as `float32`. */
  readonly name: string
  /** Bytes of one storage element. */
  readonly itemsize: number
  /** Logical values packed into one storage element (quint4x2: 2, quint2x4: 4), otherwise 1. */
  readonly packed: number
  /** Width in bytes of one scalar when swapping byte order: half the itemsize for complex types. */
  readonly swap: number
  /** Prefix of the typed storage class (`Float` in `FloatStorage`). */
  readonly storage: string
  /** c10::ScalarType code, as TorchScript pickles dtypes. */
  readonly code: number
  /** safetensors dtype, or null when safetensors has none. */
  readonly safetensors: string | null
  /** numpy's kind and size, such as `f4`, or null when numpy has none. */
  readonly numpy: string | null
  readonly category: 'bool' | 'int' | 'uint' | 'float' | 'complex' | 'quantized' | 'bits'
}

type Row = readonly [
  name: string,
  code: number,
  itemsize: number,
  storage: string,
  category: DType['category'],
  safetensors: string | null,
  packed?: number,
]

/** @see c10/core/ScalarType.h (codes) and torch/storage.py `_dtype_to_storage_type_map` (classes). */
const ROWS: readonly Row[] = [
  ['uint8', 0, 1, 'Byte', 'uint', 'U8'],
  ['int8', 1, 1, 'Char', 'int', 'I8'],
  ['int16', 2, 2, 'Short', 'int', 'I16'],
  ['int32', 3, 4, 'Int', 'int', 'I32'],
  ['int64', 4, 8, 'Long', 'int', 'I64'],
  ['float16', 5, 2, 'Half', 'float', 'F16'],
  ['float32', 6, 4, 'Float', 'float', 'F32'],
  ['float64', 7, 8, 'Double', 'float', 'F64'],
  ['complex32', 8, 4, 'ComplexHalf', 'complex', null],
  ['complex64', 9, 8, 'ComplexFloat', 'complex', 'C64'],
  ['complex128', 10, 16, 'ComplexDouble', 'complex', null],
  ['bool', 11, 1, 'Bool', 'bool', 'BOOL'],
  ['qint8', 12, 1, 'QInt8', 'quantized', null],
  ['quint8', 13, 1, 'QUInt8', 'quantized', null],
  ['qint32', 14, 4, 'QInt32', 'quantized', null],
  ['bfloat16', 15, 2, 'BFloat16', 'float', 'BF16'],
  ['quint4x2', 16, 1, 'QUInt4x2', 'quantized', null, 2],
  ['quint2x4', 17, 1, 'QUInt2x4', 'quantized', null, 4],
  ['bits1x8', 18, 1, 'Bits1x8', 'bits', null],
  ['bits2x4', 19, 1, 'Bits2x4', 'bits', null],
  ['bits4x2', 20, 1, 'Bits4x2', 'bits', null],
  ['bits8', 21, 1, 'Bits8', 'bits', null],
  ['bits16', 22, 2, 'Bits16', 'bits', null],
  ['float8_e5m2', 23, 1, 'Float8_e5m2', 'float', 'F8_E5M2'],
  ['float8_e4m3fn', 24, 1, 'Float8_e4m3fn', 'float', 'F8_E4M3'],
  ['float8_e5m2fnuz', 25, 1, 'Float8_e5m2fnuz', 'float', 'F8_E5M2FNUZ'],
  ['float8_e4m3fnuz', 26, 1, 'Float8_e4m3fnuz', 'float', 'F8_E4M3FNUZ'],
  ['uint16', 27, 2, 'UInt16', 'uint', 'U16'],
  ['uint32', 28, 4, 'UInt32', 'uint', 'U32'],
  ['uint64', 29, 8, 'UInt64', 'uint', 'U64'],
  ['uint1', 30, 1, 'UInt1', 'uint', null],
  ['uint2', 31, 1, 'UInt2', 'uint', null],
  ['uint3', 32, 1, 'UInt3', 'uint', null],
  ['uint4', 33, 1, 'UInt4', 'uint', null],
  ['uint5', 34, 1, 'UInt5', 'uint', null],
  ['uint6', 35, 1, 'UInt6', 'uint', null],
  ['uint7', 36, 1, 'UInt7', 'uint', null],
  ['int1', 37, 1, 'Int1', 'int', null],
  ['int2', 38, 1, 'Int2', 'int', null],
  ['int3', 39, 1, 'Int3', 'int', null],
  ['int4', 40, 1, 'Int4', 'int', null],
  ['int5', 41, 1, 'Int5', 'int', null],
  ['int6', 42, 1, 'Int6', 'int', null],
  ['int7', 43, 1, 'Int7', 'int', null],
  ['float8_e8m0fnu', 44, 1, 'Float8_e8m0fnu', 'float', 'F8_E8M0'],
  // Two 4-bit values an element, but torch counts and shows storage elements, so `packed` stays 1.
  ['float4_e2m1fn_x2', 45, 1, 'Float4_e2m1fn_x2', 'float', 'F4'],
]

/** @see numpy.dtype.kind and itemsize: what torch.from_numpy takes */
const NUMPY: ReadonlyMap<string, string> = new Map([
  ['bool', 'b1'],
  ['int8', 'i1'],
  ['int16', 'i2'],
  ['int32', 'i4'],
  ['int64', 'i8'],
  ['uint8', 'u1'],
  ['uint16', 'u2'],
  ['uint32', 'u4'],
  ['uint64', 'u8'],
  ['float16', 'f2'],
  ['float32', 'f4'],
  ['float64', 'f8'],
  ['complex64', 'c8'],
  ['complex128', 'c16'],
])

const DTYPES: readonly DType[] = ROWS.map(
  ([name, code, itemsize, storage, category, safetensors, packed]) => ({
    name,
    itemsize,
    packed: packed ?? 1,
    swap: category === 'complex' ? itemsize / 2 : itemsize,
    storage,
    code,
    safetensors,
    numpy: NUMPY.get(name) ?? null,
    category,
  }),
)

const BY_NAME = new Map(DTYPES.map((dtype) => [dtype.name, dtype]))
/** No dtype after quint2x4 has a typed storage class, nor has complex32: torch writes their storages untyped. */
const TYPED = DTYPES.filter(({ code, name }) => code <= 17 && name !== 'complex32')
const BY_STORAGE = new Map(TYPED.map((dtype) => [`${dtype.storage}Storage`, dtype]))
const BY_SAFETENSORS = new Map(
  DTYPES.filter((dtype) => dtype.safetensors !== null).map((dtype) => [dtype.safetensors, dtype]),
)
const BY_NUMPY = new Map(DTYPES.filter(({ numpy }) => numpy !== null).map((dtype) => [dtype.numpy, dtype]))
/** Other spellings of a dtype that torch exports (`torch.half is torch.float16`). */
const ALIASES = new Map([
  ['half', 'float16'],
  ['float', 'float32'],
  ['double', 'float64'],
  ['short', 'int16'],
  ['int', 'int32'],
  ['long', 'int64'],
  ['chalf', 'complex32'],
  ['cfloat', 'complex64'],
  ['cdouble', 'complex128'],
])

/** Names of all dtypes, without the other spellings. */
export const DTYPE_NAMES: readonly string[] = DTYPES.map(({ name }) => name)

/** The dtype named as in torch, without `torch.` (`float32`, `half`), or undefined. */
export function dtypeByName(name: string): DType | undefined {
  return BY_NAME.get(ALIASES.get(name) ?? name)
}

/** The dtype of a typed storage class (`FloatStorage`), or undefined. */
export function dtypeByStorageClass(name: string): DType | undefined {
  return BY_STORAGE.get(name)
}

/** Every typed storage class (`FloatStorage`), in the order of the ScalarType codes. */
export function storageClasses(): readonly string[] {
  return [...BY_STORAGE.keys()]
}

/** The dtype of a safetensors dtype string, or undefined (F6_E2M3 and F6_E3M2 have no torch dtype). */
export function dtypeBySafetensors(name: string): DType | undefined {
  return BY_SAFETENSORS.get(name)
}

/** The dtype with the values of numpy's kind and size (`f4`), or undefined. */
export function dtypeByNumpy(code: string): DType | undefined {
  return BY_NUMPY.get(code)
}

/** A dtype that is known to exist; a typo in our own code is a defect. */
export function dtype(name: string): DType {
  const found = BY_NAME.get(name)
  if (found === undefined) throw new TypeError(`no dtype ${name}`)
  return found
}
