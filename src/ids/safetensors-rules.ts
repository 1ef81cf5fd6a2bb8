/** The rules of safetensors that SAFETENSORS_INVALID names. @see https://github.com/huggingface/safetensors */
import type { Rule } from './entry.ts'

const TEXTS = {
  HEADER_TOO_SMALL: 'The file is shorter than the 8 bytes that give the length of the header.',
  HEADER_TOO_LONG: 'The length of the header is over the limit of the format, or past the end of the file.',
  NOT_AN_OBJECT: 'The header is not a JSON object.',
  DUPLICATE_KEY: 'The header has one key twice.',
  METADATA_INVALID: '__metadata__ is not a map of strings to strings.',
  ENTRY_INVALID: 'The entry of a tensor lacks a field or has one of a wrong type.',
  SIZE_OVERFLOW: 'The size of a tensor is larger than a number can express.',
  SIZE_MISMATCH: 'Shape and element type of a tensor do not give the number of its bytes.',
  MISALIGNED: 'A tensor does not fill a whole number of bytes.',
  OFFSETS_INVALID: 'The offsets of a tensor run backwards or do not follow those of the tensor before.',
  NOT_COVERED: 'The tensors do not cover the data of the file exactly.',
} as const

/** Every rule of the format. */
export type SafetensorsRule = keyof typeof TEXTS

/** As Rule; the id is what the message prints. */
export const SAFETENSORS_RULES: readonly Rule[] = Object.entries(TEXTS).map(([id, summary]) => ({
  id,
  name: id.toLowerCase().replaceAll('_', '-'),
  summary,
  help: ['Download the file again, or write it again with the program that made it.'],
}))
