/** The one error of the project: a stable code, typed details, and one table that words them. */
import { grouped } from './digits.ts'
import type { ErrorCode } from './ids/errors.ts'
import { joinNeededText } from './ids/join-group.ts'
import type { JoinNeeded } from './ids/join-group.ts'
import { memberUnclearText } from './ids/member-unclear.ts'
import type { MemberUnclear } from './ids/member-unclear.ts'
import type { SafetensorsRule } from './ids/safetensors-rules.ts'

/** Details carried by each error code. Offsets and lengths are bytes. */
export interface PthErrorDetails {
  /** Fewer bytes than a structure needs: a short read, or a range past the end. */
  SOURCE_TRUNCATED: { what: string; offset: number; expected: number; found: number }
  /** The operating system refused: missing, unreadable, not a regular file, changed while read. */
  SOURCE_UNREADABLE: { path: string; reason: string; hint?: string }
  /** No answer after several tries, or one that says: not there, not for you, not now. `path` has no credentials. */
  REMOTE_UNREACHABLE: { path: string; reason: string; hint: string }
  REMOTE_NOT_FOUND: { path: string; reason: string; hint: string }
  REMOTE_DENIED: { path: string; reason: string; hint: string }
  REMOTE_RATE_LIMITED: { path: string; reason: string; hint: string }
  /** The server sends the whole file and no parts; its size in bytes where it says so. */
  REMOTE_NO_RANGES: { path: string; reason: string; size: number | null }
  /** Two answers are of two files. */
  REMOTE_CHANGED: { path: string; reason: string }
  /** An answer that breaks HTTP's rules, or a redirect that is not followed. */
  REMOTE_INVALID: { path: string; expected: string; found: string; hint?: string }
  /** The content is recognised and is not a checkpoint, or not one that can be read. */
  FORMAT_UNSUPPORTED: { path: string; found: string; hint: string }
  /** The content is not recognised at all. */
  FORMAT_UNKNOWN: { path: string; head: string }
  /** The file is not as it was written, and its bytes show what changed it; `undo` where no byte was lost. */
  FILE_DAMAGED: { path: string; found: string; hint: string; undo?: 'latin1' }
  /** A zip structure that breaks the zip rules. */
  ZIP_INVALID: { what: string; offset: number; expected: string; found: string; hint?: string }
  /** Two readers would see two different archives. */
  ZIP_AMBIGUOUS: { what: string; first: string; second: string; hint?: string }
  /** A record that the checkpoint needs is not in the container. */
  ENTRY_MISSING: { entry: string; needed_by: string; hint?: string }
  /** An archive has no member of that name, or one that is not a file. */
  MEMBER_MISSING: { path: string; member: string; reason: string; hint?: string }
  /** An archive holds several checkpoints and none was named. */
  MEMBER_UNCLEAR: MemberUnclear
  /** A container rule of PyTorch is broken (version, byte order, numel, magic). */
  CONTAINER_INVALID: { what: string; offset?: number; expected: string; found: string; hint?: string }
  /** Text that is not JSON. The offset counts UTF-16 units. */
  JSON_INVALID: { what: string; offset: number; reason: string }
  /** A safetensors header that breaks a rule of the format. */
  SAFETENSORS_INVALID: { path: string; rule: SafetensorsRule; detail: string }
  /** Shards and their index do not match. `names` are the first; `total` counts all where there are more. */
  SHARDS_INVALID: { index: string; reason: string; names: readonly string[]; total?: number }
  /** The files of a distributed checkpoint do not make one whole. `names` are the first of what it is about. */
  PIECES_INVALID: { path: string; reason: string; names: readonly string[]; total?: number; hint?: string }
  /** Tensors that several tensor-parallel ranks have, and that no rule joins. */
  JOIN_NEEDED: JoinNeeded
  /** A rule of joining that does not fit the tensors. `names` are the first of what it is about. */
  JOIN_INVALID: { path: string; rule: string; reason: string; names: readonly string[]; total?: number }
  /** A file that is only a part of a checkpoint; `instead` says what to pass. */
  PART_ONLY: { path: string; what: string; instead: string; folder: string | null }
  /** The pickle stream breaks the rules of pickle. */
  PICKLE_INVALID: { member: string; offset: number; opcode: string; reason: string }
  /** The pickle stream ends before STOP, or an argument runs past the end. */
  PICKLE_TRUNCATED: { member: string; offset: number; opcode: string; expected: number; found: number }
  /** Legal pickle that never occurs in a file on its own (extension registry, out-of-band buffers). */
  PICKLE_UNSUPPORTED: { member: string; offset: number; opcode: string; reason: string }
  /** A budget would be exceeded; nothing was allocated. */
  LIMIT_EXCEEDED: { what: string; limit: number; found: number; unit: string; hint?: string }
  /** A tensor name that is not in the checkpoint, or that is there more than once. */
  TENSOR_NOT_FOUND: { name: string; reason: string; near: readonly string[] }
  /** A tensor that is listed but whose bytes cannot be given. */
  TENSOR_UNREADABLE: { name: string; kind: string; reason: string }
  /** A storage record that does not hold what the tensor needs. */
  STORAGE_OUT_OF_RANGE: { name: string; member: string; expected: number; found: number }
  /** `--root` names what is not there or has no tensors. `candidates` are the first; `total` counts all. */
  STATE_DICT_NOT_FOUND: { root: string; reason: string; candidates: readonly string[]; total?: number }
  /** Tensors that the output format has no form for; nothing was written. */
  TENSORS_UNSUPPORTED: {
    format: string
    tensors: readonly { name: string; kind: string; reason: string }[]
    hint: string
  }
  /** Two tensors would get one name. `first` and `second` say where they come from. */
  NAME_COLLISION: { name: string; first: string; second: string; hint?: string }
  /** A name or text that the output format cannot hold. */
  NAME_INVALID: { name: string; reason: string }
  /** An edit that is not made, or one that was stopped in the middle: the journal beside the file has what ends it. */
  EDIT_REFUSED: { path: string; reason: string; hint: string }
  EDIT_INTERRUPTED: { path: string; reason: string; hint: string }
  /** A change of values that was asked for, and that the file does not determine. Nothing was written. */
  TRANSFORM_REFUSED: { name: string; reason: string; hint: string }
  /** An adapter that is not merged: its kind, its configuration or its names. */
  ADAPTER_REFUSED: { path: string; reason: string; hint: string }
  /** Tensors that share memory, where that was to be an error. */
  TENSORS_SHARED: { groups: readonly (readonly string[])[] }
  /** Nothing is left to write after choosing. */
  NOTHING_SELECTED: { reason: string }
  /** The bytes of a storage, or of a pickle, are not those that were saved. `name` is of the tensor, or the pickle. */
  STORAGE_CORRUPT: { name: string; member: string; expected: string; found: string; hint: string }
  OUTPUT_EXISTS: { path: string }
  /** The target of a write is one of the files that are read. */
  OUTPUT_IS_INPUT: { path: string; input: string }
  /** The operating system refused a write; no part of the target was left behind. */
  OUTPUT_UNWRITABLE: { path: string; reason: string; hint?: string }
  /** The target's file system does not have enough room; nothing was written. */
  OUTPUT_NO_SPACE: { path: string; needed: number; free: number }
  /** A shard, or the record of one, that is not of the plan that is written or joined. */
  PART_CONFLICT: { path: string; reason: string; hint: string }
  /** Shards of a plan are not there. `names` are the first; `total` counts all; `commands` write them. */
  PARTS_MISSING: { path: string; names: readonly string[]; total: number; commands: readonly string[] }
  /** A report that was asked for could not be written; the other reports of the run were. */
  REPORT_UNWRITABLE: { path: string; reason: string; hint: string }
  /** Stopped by a signal; no part of the target was left behind. */
  INTERRUPTED: { signal: string; kept?: true }
  /** A model schema that is not valid. Lines count from 1. `write` is the part as it should be. */
  SCHEMA_INVALID: {
    path: string
    line: number
    pointer: string
    expected: string
    found: string
    write?: string
  }
  /** A configuration of `pth check` that is not valid. `key` is the place, such as `checkpoints[0].rules.schema`. */
  CONFIG_INVALID: {
    path: string
    line: number
    key: string
    expected: string
    found: string
    hint?: string
  }
  /** There is no configuration of `pth check`, or more than one. */
  CONFIG_UNCLEAR: { reason: string; paths: readonly string[] }
  /** The command line cannot be understood. `commands` are lines to type instead, quoted for a shell. */
  USAGE: { reason: string; commands?: readonly string[] }
  /** A defect of pth itself; the cause is the original error. */
  INTERNAL: { reason: string }
}

/** The rules of the safetensors format, one for each way to break it. */
export type { JoinGroup, JoinNeeded } from './ids/join-group.ts'
export type { MemberUnclear } from './ids/member-unclear.ts'
export type { SafetensorsRule } from './ids/safetensors-rules.ts'

/** Each code has an entry in the table of ids, its details above and its wording below, or nothing compiles. */
export type PthErrorCode = ErrorCode

type Wording = { readonly [Code in PthErrorCode]: (details: PthErrorDetails[Code]) => string }

/** The advice where a server cannot be read by ranges, or not safely. */
export const BY_CURL = 'get it by curl -fo FILE ADDRESS, and open FILE'

const WORDING: Wording = {
  SOURCE_TRUNCATED: (d) =>
    `${d.what}: ${count(d.expected)} needed at offset ${grouped(d.offset)}, the file has ${grouped(d.found)} there; ` +
    'the file is incomplete (an interrupted download or copy?)',
  SOURCE_UNREADABLE: (d) => `${d.path}: ${d.reason}${hint(d.hint)}`,
  REMOTE_UNREACHABLE: (d) => `${d.path}: ${d.reason}${hint(d.hint)}`,
  REMOTE_NOT_FOUND: (d) => `${d.path}: ${d.reason}${hint(d.hint)}`,
  REMOTE_DENIED: (d) => `${d.path}: ${d.reason}${hint(d.hint)}`,
  REMOTE_RATE_LIMITED: (d) => `${d.path}: ${d.reason}${hint(d.hint)}`,
  REMOTE_NO_RANGES: (d) =>
    d.size === null
      ? `${d.path}: ${d.reason}, and does not say its size; ${BY_CURL}`
      : `${d.path}: ${d.reason} (${count(d.size)}); download it whole with --download`,
  REMOTE_CHANGED: (d) => `${d.path} changed while it was read: ${d.reason}`,
  REMOTE_INVALID: (d) => `${d.path}: expected ${d.expected}, the answer has ${d.found}${hint(d.hint)}`,
  FORMAT_UNSUPPORTED: (d) => `${d.path} is ${d.found}; ${d.hint}`,
  FORMAT_UNKNOWN: (d) =>
    `${d.path} is not a checkpoint that pth knows: it starts with ${d.head}; ` +
    'expected a zip archive, a pickle stream, a tar or safetensors',
  FILE_DAMAGED: (d) => `${d.path} is ${d.found}; ${d.hint}`,
  ZIP_INVALID: (d) =>
    `zip ${d.what} at offset ${grouped(d.offset)}: expected ${d.expected}, found ${d.found}${hint(d.hint)}`,
  ZIP_AMBIGUOUS: (d) =>
    `zip ${d.what} can be read in two ways: ${d.first}, or ${d.second}; two programs would see ` +
    `two different files${hint(d.hint)}`,
  ENTRY_MISSING: (d) => `record ${d.entry} is missing; it is needed by ${d.needed_by}${hint(d.hint)}`,
  MEMBER_MISSING: (d) => `${d.path}: ${d.reason} ${JSON.stringify(d.member)}${hint(d.hint)}`,
  MEMBER_UNCLEAR: memberUnclearText,
  CONTAINER_INVALID: (d) =>
    `${d.what}${d.offset === undefined ? '' : ` at offset ${grouped(d.offset)}`}: ` +
    `expected ${d.expected}, found ${d.found}${hint(d.hint)}`,
  JSON_INVALID: (d) => `${d.what} is not JSON: ${d.reason} at offset ${grouped(d.offset)}`,
  SAFETENSORS_INVALID: (d) => `${d.path} is not a valid safetensors file (${d.rule}): ${d.detail}`,
  SHARDS_INVALID: (d) =>
    `${d.index}: ${d.reason}${d.names.length === 0 ? '' : `: ${several(d.names, d.total)}`}`,
  PIECES_INVALID: (d) =>
    `${d.path}: ${d.reason}${d.names.length === 0 ? '' : `: ${several(d.names, d.total)}`}${hint(d.hint)}`,
  JOIN_NEEDED: joinNeededText,
  JOIN_INVALID: (d) =>
    `${d.path}: the join ${d.rule} ${d.reason}${d.names.length === 0 ? '' : `: ${several(d.names, d.total)}`}`,
  PART_ONLY: (d) => `${d.path} is only a part: ${d.what}; ${d.instead}, or --part-alone to take it as it is`,
  PICKLE_INVALID: (d) => `${d.member} @ byte ${grouped(d.offset)}, ${d.opcode}: ${d.reason}`,
  PICKLE_TRUNCATED: (d) =>
    `${d.member} @ byte ${grouped(d.offset)}, ${d.opcode}: ${count(d.expected)} expected, ${grouped(d.found)} left; ` +
    'the pickle is cut off (an interrupted download or copy?); it says where the tensors are, so none can be ' +
    'salvaged: download or copy the file again',
  PICKLE_UNSUPPORTED: (d) => `${d.member} @ byte ${grouped(d.offset)}, ${d.opcode}: ${d.reason}`,
  LIMIT_EXCEEDED: (d) =>
    `${d.what}: ${grouped(d.found)} ${d.unit} is over the limit of ${grouped(d.limit)} ${d.unit}${hint(d.hint)}`,
  TENSOR_NOT_FOUND: (d) =>
    `tensor "${d.name}": ${d.reason}` + (d.near.length === 0 ? '' : `; near: ${d.near.join(', ')}`),
  TENSOR_UNREADABLE: (d) => `tensor "${d.name}" (${d.kind}) cannot be read: ${d.reason}`,
  STORAGE_OUT_OF_RANGE: (d) =>
    `tensor "${d.name}": storage ${d.member} has ${count(d.found)}, the tensor needs ${grouped(d.expected)}; ` +
    'the file is truncated or was edited',
  STATE_DICT_NOT_FOUND: (d) =>
    `no state_dict at ${d.root}: ${d.reason}` +
    (d.candidates.length === 0 ? '' : `; candidates: ${several(d.candidates, d.total)}`),
  TENSORS_UNSUPPORTED: (d) =>
    `${d.format} cannot represent ${grouped(d.tensors.length)} ${d.tensors.length === 1 ? 'tensor' : 'tensors'}: ` +
    `${several(d.tensors.map(({ name, reason }) => `"${name}" (${reason})`))}; ${d.hint}`,
  NAME_COLLISION: (d) =>
    `two tensors would get the name "${d.name}": ${d.first}, and ${d.second}${hint(d.hint)}`,
  NAME_INVALID: (d) => `the name ${JSON.stringify(d.name)} cannot be written: ${d.reason}`,
  EDIT_REFUSED: (d) => `${d.path} is not edited: ${d.reason}; ${d.hint}`,
  EDIT_INTERRUPTED: (d) => `${d.path}: ${d.reason}; ${d.hint}`,
  TRANSFORM_REFUSED: (d) => `tensor "${d.name}" is not converted: ${d.reason}; ${d.hint}`,
  ADAPTER_REFUSED: (d) => `the adapter ${d.path} is not merged: ${d.reason}; ${d.hint}`,
  TENSORS_SHARED: (d) =>
    `tensors share memory: ${several(d.groups.map((names) => names.map((name) => `"${name}"`).join(' = ')))}`,
  NOTHING_SELECTED: (d) => `no tensor is left to write: ${d.reason}`,
  STORAGE_CORRUPT: (d) =>
    `${d.name === d.member ? '' : `tensor "${d.name}": `}${d.member} does not match its recorded CRC-32 ` +
    `(${d.expected}): found ${d.found}; ${d.hint}`,
  OUTPUT_EXISTS: (d) => `${d.path} already exists; --force replaces it`,
  OUTPUT_IS_INPUT: (d) => `${d.path} is the input ${d.input} itself; write to another file`,
  OUTPUT_UNWRITABLE: (d) => `${d.path} was not written: ${d.reason}${hint(d.hint)}`,
  OUTPUT_NO_SPACE: (d) =>
    `${d.path} needs ${count(d.needed)}, its disk has only ${grouped(d.free)} free; nothing was written`,
  PART_CONFLICT: (d) => `${d.path}: ${d.reason}; ${d.hint}`,
  PARTS_MISSING: (d) => `${d.path}: ${d.total} shards are missing: ${several(d.names, d.total)}`,
  REPORT_UNWRITABLE: (d) => `the report ${d.path} was not written: ${d.reason}; ${d.hint}`,
  INTERRUPTED: (d) => `stopped by ${d.signal}; ${d.kept ? 'whole shards stay' : 'nothing was left behind'}`,
  SCHEMA_INVALID: (d) =>
    `${d.path}:${d.line}${d.pointer === '' ? '' : ` ${d.pointer}`}: expected ${d.expected}, found ${d.found}` +
    (d.write === undefined ? '' : `; write ${d.write}`),
  CONFIG_INVALID: (d) =>
    `${d.path}:${d.line}${d.key === '' ? '' : ` ${d.key}`}: expected ${d.expected}, found ${d.found}${hint(d.hint)}`,
  CONFIG_UNCLEAR: (d) => `${d.reason}${d.paths.length === 0 ? '' : `: ${d.paths.join(', ')}`}`,
  USAGE: (d) =>
    d.commands === undefined
      ? d.reason
      : `${d.reason}${/[.?]$/.test(d.reason) ? '' : ';'} type: ${d.commands.join(', then ')}`,
  INTERNAL: (d) => `internal error: ${d.reason}; please report it`,
}

/** Every failure that leaves the library. `message` is worded from `code` and `details`. */
export class PthError<Code extends PthErrorCode = PthErrorCode> extends Error {
  readonly code: Code
  readonly details: PthErrorDetails[Code]

  constructor(code: Code, details: PthErrorDetails[Code], options?: { cause?: unknown }) {
    super(WORDING[code](details), options)
    this.name = 'PthError'
    this.code = code
    this.details = details
  }
}

/** Narrow an unknown error to a PthError, optionally to the given codes. */
export function isPthError<Code extends PthErrorCode = PthErrorCode>(
  error: unknown,
  ...codes: readonly Code[]
): error is PthError<Code> {
  if (!(error instanceof PthError)) return false
  return codes.length === 0 || codes.some((code) => code === error.code)
}

function hint(text: string | undefined): string {
  return text === undefined ? '' : `; ${text}`
}

/** The first few, and how many more of `total`. */
function several(texts: readonly string[], total = texts.length): string {
  const shown = texts.slice(0, 12)
  const more = total - shown.length
  return more > 0 ? `${shown.join(', ')} and ${grouped(more)} more` : shown.join(', ')
}

function count(value: number): string {
  return `${grouped(value)} ${value === 1 ? 'byte' : 'bytes'}`
}

/** Whether the network is why: it says nothing about the file. */
export function isOfNetwork(error: PthError): boolean {
  if (error.code.startsWith('REMOTE_')) return true
  return isPthError(error, 'LIMIT_EXCEEDED') && /--max-(requests|transfer)\b/.test(error.details.hint ?? '')
}
