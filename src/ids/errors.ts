/** Error codes: what stops a run. The sentence with the details of one failure is worded in errors.ts. */
import type { IdText } from './entry.ts'
import { SALVAGE } from '../salvage.ts'

const AGAIN = `Download or copy the file again. ${SALVAGE}.`
const LOOK = 'pth inspect FILE shows what the file contains.'

/** In the order of the data flow: file, container, pickle, tensors, output, command line. */
export const ERROR_TEXTS = {
  SOURCE_TRUNCATED: ['file too short', 'The file ends before a structure that it announces.', AGAIN],
  SOURCE_UNREADABLE: [
    'file not readable',
    'The operating system refused to read: the path is missing, not a regular file, not permitted, or changed.',
    'Check the path and its permissions, and that no other program writes the file.',
  ],
  REMOTE_UNREACHABLE: [
    'address not reached',
    'No answer came from the server, or the connection ended before the answer did, several times.',
    'Check the address and the connection, and try again: reading goes on where it is safe to.',
  ],
  REMOTE_NOT_FOUND: [
    'not at the address',
    'The server has no such file, repository or revision.',
    'Check the spelling; upper and lower case count.',
  ],
  REMOTE_DENIED: [
    'access refused',
    'The server wants other credentials, or does not permit reading with these.',
    'The message says where the credentials come from and what they lack.',
  ],
  REMOTE_RATE_LIMITED: [
    'too many requests',
    'The server takes no more requests from you for a while.',
    'Wait as long as the message says; a token often allows more.',
  ],
  REMOTE_NO_RANGES: [
    'no parts of the file',
    'The server sends the whole file where a part was asked for.',
    'Download it whole with --download, or ask the people of the server for range requests.',
  ],
  REMOTE_CHANGED: [
    'changed while read',
    'Two answers were not of the same file: its size, its ETag or its date differ.',
    'Try again when nobody writes it.',
  ],
  REMOTE_INVALID: [
    'answer not as asked',
    'An answer breaks the rules of HTTP, or would lead to where pth does not go.',
    'The message says what was expected and what came; the server or a proxy on the way has a fault.',
  ],
  FORMAT_UNSUPPORTED: [
    'format not supported',
    'The format is known, but it is not a checkpoint that pth reads.',
    'The message names the format and what to do with it.',
  ],
  FORMAT_UNKNOWN: [
    'format unknown',
    'The first bytes match no format that pth reads.',
    'Check that the download is the checkpoint itself and not a web page, an archive or a pointer to it.',
  ],
  FILE_DAMAGED: [
    'file changed after it was written',
    'The bytes show what changed the file, such as a transfer in text mode.',
    'Copy the file again from its origin, in binary mode.',
  ],
  ZIP_INVALID: ['invalid zip archive', 'A structure of the zip archive breaks the rules of zip.', AGAIN],
  ZIP_AMBIGUOUS: [
    'ambiguous zip archive',
    'Two programs would read different contents from the same archive.',
    'Discard the file, or zip its records again with one tool. pth scan lists what differs.',
  ],
  ENTRY_MISSING: ['record missing', 'The checkpoint refers to a record that the container lacks.', AGAIN],
  MEMBER_MISSING: [
    'no such member',
    'FILE!MEMBER names a member that the archive does not contain, or one that is not a file.',
    'Name a member as the message lists it; names are exact, case included.',
  ],
  MEMBER_UNCLEAR: [
    'several checkpoints in an archive',
    'The archive contains several checkpoints, and none was named.',
    "Name one as 'FILE!MEMBER', in single quotes for the shell.",
  ],
  CONTAINER_INVALID: [
    'invalid container',
    'The file breaks a rule of its format, such as the version, the byte order or a size.',
    AGAIN,
  ],
  JSON_INVALID: ['invalid JSON', 'A text that must be JSON is not.', 'Correct the text at the given offset.'],
  SAFETENSORS_INVALID: [
    'invalid safetensors file',
    'The header breaks a rule of safetensors; the message names the rule in capitals.',
    'Download the file again, or write it again with the program that made it.',
  ],
  SHARDS_INVALID: [
    'shards and index disagree',
    'The shards and their index do not describe the same checkpoint.',
    'Take the index and all shards from the same place.',
  ],
  PIECES_INVALID: [
    'pieces do not make one checkpoint',
    'The files of a distributed checkpoint miss elements, have some twice, or are of different saves.',
    'Take the whole folder from the run that wrote it. pth verify FOLDER says what is proven of each piece.',
  ],
  JOIN_NEEDED: [
    'no rule says how ranks are joined',
    'Several ranks have tensors of these names, and no file says how each was split; shapes do not tell it.',
    "Give each a rule, such as --join '*.wq.weight=0' --join '*norm*=same', in a configuration of check as the field " +
      'join; docs/distributed.md has those of programs.',
  ],
  JOIN_INVALID: [
    'a rule of joining does not fit',
    'A rule of joining does not fit the shapes or bytes of the ranks, or decides nothing.',
    'Look at the shapes that each rank has: pth inspect FOLDER without --join lists them.',
  ],
  PART_ONLY: [
    'only a part of a checkpoint',
    "The file is one rank's share, a placeholder, or one file of a set: it does not have the whole model.",
    'Pass the folder that has all parts. --part-alone takes the file as it is.',
  ],
  PICKLE_INVALID: ['invalid pickle', 'The pickle stream breaks the rules of pickle.', AGAIN],
  PICKLE_TRUNCATED: [
    'pickle cut off',
    'The pickle stream ends before its last instruction.',
    'Download or copy the file again: the pickle says where the tensors are, so none of them can be salvaged.',
  ],
  PICKLE_UNSUPPORTED: [
    'pickle instruction not supported',
    'The pickle refers to something outside the file, such as the extension registry or an external buffer.',
    'Save the checkpoint again with torch.save.',
  ],
  LIMIT_EXCEEDED: [
    'limit exceeded',
    'The file asks for more than a limit permits; nothing was allocated.',
    'If you trust the file, raise the limit with the flag that the message names.',
  ],
  TENSOR_NOT_FOUND: [
    'tensor not found',
    'No tensor has this name, or several have it.',
    'pth inspect FILE --full lists every name.',
  ],
  TENSOR_UNREADABLE: [
    'tensor not readable',
    'The tensor is listed, but the file does not give its bytes in a form that pth returns.',
    'The message gives the reason. Convert the tensor in PyTorch, or leave it out.',
  ],
  STORAGE_OUT_OF_RANGE: [
    'storage too small',
    'A tensor needs more bytes than its storage record has.',
    AGAIN,
  ],
  STATE_DICT_NOT_FOUND: [
    'state_dict not found',
    'The path given with --root is not in the file or contains no tensors.',
    'Choose one of the candidates of the message, or leave --root out. ' + LOOK,
  ],
  TENSORS_UNSUPPORTED: [
    'tensors without a form in the output format',
    'The output format cannot represent some of the tensors; nothing was written.',
    'Choose another format, or leave the tensors out with --exclude.',
  ],
  NAME_COLLISION: [
    'two tensors with one name',
    'Two tensors would get the same name in the output; nothing was written.',
    'Change the renaming, or leave one of the tensors out with --exclude.',
  ],
  NAME_INVALID: [
    'invalid name',
    'The output format cannot contain this name or text.',
    'Rename the tensor with --rename, or leave it out with --exclude.',
  ],
  EDIT_REFUSED: [
    'edit refused',
    'The header of this file is not changed in its place: it is of another kind, one of a set, or lacks what is named.',
    'The message says which, and the line that does the same.',
  ],
  EDIT_INTERRUPTED: [
    'edit interrupted',
    'An edit of the file was stopped in the middle. Its tensors are untouched; no program takes the file for a model.',
    'pth edit FILE finishes it from the journal beside the file; pth edit FILE --roll-back restores the old header.',
  ],
  TRANSFORM_REFUSED: [
    'values not converted',
    'The run asked for a change of values that the file does not determine; nothing was written.',
    'The message names the tensor, the reason and what to do. Leave the flag out, or change the values in PyTorch.',
  ],
  ADAPTER_REFUSED: [
    'adapter not merged',
    'The adapter is of a kind, has a setting or has names that pth does not merge exactly; nothing was written.',
    'The message names the setting or the tensor. merge_and_unload of peft merges what peft can load.',
  ],
  TENSORS_SHARED: [
    'tensors share memory',
    'Several tensors use the same memory, and the run was asked to refuse that.',
    'Choose how shared tensors are written; pth convert --help lists the choices.',
  ],
  NOTHING_SELECTED: [
    'nothing to write',
    'No tensor is left after the selection; nothing was written.',
    'Correct the patterns of --only and --exclude. ' + LOOK,
  ],
  STORAGE_CORRUPT: [
    'data corrupt',
    'The bytes of a storage do not have the checksum that was recorded when they were written.',
    'Download or copy the file again. The bytes are not those that were saved.',
  ],
  OUTPUT_EXISTS: [
    'output exists',
    'The output file exists already; it was not changed.',
    'Choose another path, or use --force to replace it.',
  ],
  OUTPUT_IS_INPUT: [
    'output is an input',
    'The output would replace a file that is being read.',
    'Write to another path.',
  ],
  OUTPUT_UNWRITABLE: [
    'output not writable',
    'The operating system refused to write; no partial output was left behind.',
    'Check that the folder exists, its permissions and its disk.',
  ],
  OUTPUT_NO_SPACE: [
    'no space for the output',
    'The disk has less free space than the output needs; nothing was written.',
    'Free some space, or write to another disk.',
  ],
  PART_CONFLICT: [
    'not of this plan',
    'A shard, or the record beside it, is of another input, other flags, another version, or was changed.',
    'Run every part with the same line, or write to a new folder. --force replaces the shards of one part.',
  ],
  PARTS_MISSING: [
    'parts missing',
    'Not every shard of the plan was written.',
    'Run the parts that the message names, then pth join again.',
  ],
  REPORT_UNWRITABLE: [
    'report not writable',
    'A report of --report could not be written, so what it would say is not recorded; the exit code is 2.',
    'Check that the folder exists, its permissions and its disk. A report replaces text files only.',
  ],
  INTERRUPTED: [
    'interrupted',
    'A signal stopped the run; no partial output was left behind.',
    'Run the command again.',
  ],
  SCHEMA_INVALID: [
    'invalid model schema',
    'The model schema is not valid: broken JSON, an unknown field or a wrong type.',
    'Correct the line that the message names. schemas/model.schema.json defines the format.',
  ],
  CONFIG_INVALID: [
    'invalid configuration',
    'The configuration of pth check breaks its JSON Schema, or names something that cannot be.',
    'Correct the line that the message names. Editors complete and check the file if "$schema" names the schema.',
  ],
  CONFIG_UNCLEAR: [
    'no configuration, or two',
    'pth check reads the nearest pth.config.json, package.json with "pth" or pyproject.toml with [tool.pth].',
    'pth init writes one; --config FILE names one of several.',
  ],
  USAGE: [
    'wrong use',
    'The command line or an option cannot be understood.',
    'pth COMMAND --help lists arguments and flags.',
  ],
  INTERNAL: [
    'defect of pth',
    'pth met a case that it does not handle. This is a fault of pth, not of the file.',
    'Report it, with the output of the same command under PTH_DEBUG=1.',
  ],
} as const satisfies Readonly<Record<string, IdText>>

/** Every error code. */
export type ErrorCode = keyof typeof ERROR_TEXTS
