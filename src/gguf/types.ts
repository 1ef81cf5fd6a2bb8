/** The element types of ggml: which are torch's, and how many bytes a block of the others takes. */

/** One element type. */
export interface GgmlType {
  /** As ggml spells it, such as `Q4_K`. */
  readonly name: string
  /** torch's name of the same elements, or null: the bytes of a block are then no elements of torch's. */
  readonly torch: string | null
  /** Elements of a block; 1 for plain elements. */
  readonly blockElements: number
  /** Bytes of a block. */
  readonly blockBytes: number
}

type Row = readonly [id: number, name: string, blockElements: number, blockBytes: number, torch?: string]

/** @see ggml/include/ggml.h `enum ggml_type`, and the block structures of ggml/src/ggml-common.h */
const ROWS: readonly Row[] = [
  [0, 'F32', 1, 4, 'float32'],
  [1, 'F16', 1, 2, 'float16'],
  [2, 'Q4_0', 32, 18],
  [3, 'Q4_1', 32, 20],
  [6, 'Q5_0', 32, 22],
  [7, 'Q5_1', 32, 24],
  [8, 'Q8_0', 32, 34],
  [9, 'Q8_1', 32, 40],
  [10, 'Q2_K', 256, 84],
  [11, 'Q3_K', 256, 110],
  [12, 'Q4_K', 256, 144],
  [13, 'Q5_K', 256, 176],
  [14, 'Q6_K', 256, 210],
  [15, 'Q8_K', 256, 292],
  [16, 'IQ2_XXS', 256, 66],
  [17, 'IQ2_XS', 256, 74],
  [18, 'IQ3_XXS', 256, 98],
  [19, 'IQ1_S', 256, 50],
  [20, 'IQ4_NL', 32, 18],
  [21, 'IQ3_S', 256, 110],
  [22, 'IQ2_S', 256, 82],
  [23, 'IQ4_XS', 256, 136],
  [24, 'I8', 1, 1, 'int8'],
  [25, 'I16', 1, 2, 'int16'],
  [26, 'I32', 1, 4, 'int32'],
  [27, 'I64', 1, 8, 'int64'],
  [28, 'F64', 1, 8, 'float64'],
  [29, 'IQ1_M', 256, 56],
  [30, 'BF16', 1, 2, 'bfloat16'],
  [34, 'TQ1_0', 256, 54],
  [35, 'TQ2_0', 256, 66],
  [39, 'MXFP4', 32, 17],
  [40, 'NVFP4', 64, 36],
  [41, 'Q1_0', 128, 18],
]

const BY_ID: ReadonlyMap<number, GgmlType> = new Map(
  ROWS.map(([id, name, blockElements, blockBytes, torch]) => [
    id,
    { name, torch: torch ?? null, blockElements, blockBytes },
  ]),
)

/** Types that ggml took out again: their numbers are not used for others. */
const REMOVED: ReadonlyMap<number, string> = new Map([
  [4, 'Q4_2'],
  [5, 'Q4_3'],
  [31, 'Q4_0_4_4'],
  [32, 'Q4_0_4_8'],
  [33, 'Q4_0_8_8'],
  [36, 'IQ4_NL_4_4'],
  [37, 'IQ4_NL_4_8'],
  [38, 'IQ4_NL_8_8'],
])

/** The element type of a number, or undefined where ggml has none. */
export function ggmlType(id: number): GgmlType | undefined {
  return BY_ID.get(id)
}

/** What to call a number that is no element type of today. */
export function unknownTypeName(id: number): string {
  const removed = REMOVED.get(id)
  return removed === undefined ? `ggml type ${id}` : `${removed} (ggml type ${id}, removed)`
}
