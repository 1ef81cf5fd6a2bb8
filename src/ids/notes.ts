/** Note codes: what is worth telling and does not stop the reading. */
import type { IdText } from './entry.ts'

const NOTHING = 'Nothing has to be done.'
const AGAIN = 'Download or copy the file again.'
const SAVE = 'To load the file with torch.load, write it again with pth convert.'

/** In the alphabet's order. */
export const NOTE_TEXTS = {
  ALIGNMENT_INVALID: [
    'alignment record invalid',
    'The record .storage_alignment is not a number; torch.load of PyTorch 2 refuses the file.',
    SAVE,
  ],
  ARCHIVE_CUT_OFF: [
    'file cut off',
    'The file ends early; only the tensors before that point are listed.',
    AGAIN,
  ],
  TEXTUAL_INVERSION: [
    'textual inversion',
    'The file is an embedding of textual inversion: string_to_param is taken, the numbers of tokens are not.',
    "Web UIs load a file of one tensor under any name; pth convert --rename '*=NAME' sets it.",
  ],
  BIG_ENDIAN_UNTYPED: [
    'untyped storages of a big-endian file',
    'PyTorch swaps the bytes of typed storages only, so untyped storages are read as they are.',
    'Check the values if the file was written on a big-endian machine.',
  ],
  BYTE_ORDER_ASSUMED: [
    'byte order assumed',
    'The remaining part of the file has no byte order record; little-endian is assumed.',
    'Check the values if the file was written on a big-endian machine.',
  ],
  COMMON_STATE: [
    'common.pt beside the pieces',
    'Megatron-core keeps what no rank split (arguments, counters, plain tensors) in common.pt; it was not joined.',
    'Name common.pt to read it: pth inspect FOLDER/common.pt.',
  ],
  CONSOLIDATED_DIFFERS: [
    'whole files and shards differ',
    'DCP put shards together as whole files, and the two do not have the same; PyTorch 2.13 writes 0.0 for scalars.',
    'Pass the folder sharded/ to read the shards.',
  ],
  FIT_CACHE_UNKNOWN: [
    'size of the cache not known',
    'The configuration does not decide how large keys and values are, or nobody compared such a model.',
    'Put the config.json of the model beside the weights. Without a cache there is no verdict that it fits.',
  ],
  FIT_CONTEXT_LONG: [
    'context longer than the model',
    'The context that was asked for has more tokens than the positions that the configuration gives the model.',
    'Check --context.',
  ],
  FIT_NOT_ONLY_WEIGHTS: [
    'more than weights counted',
    'The tensors that were counted are not those of one model alone.',
    '--root names the state_dict to count.',
  ],
  FIT_WEIGHTS_INCOMPLETE: [
    'not all weights counted',
    'Some tensors have no size in the file, or the file is one shard of several: the sum is a lower bound.',
    'Name the folder or the index of the shards.',
  ],
  FOLDER_UNPACKED: [
    'unpacked archive',
    'The folder contains the records of an archive that was unpacked; torch.load opens the archive only.',
    'Pack it with pth convert FOLDER -o model.pth.',
  ],
  FLAT_PARAMETERS: [
    'flat parameters of FSDP',
    'Names that end in flat_param are vectors of several parameters; neither their names nor their shapes were saved.',
    'Load it with the model and its wrapping, and save again with SHARDED_STATE_DICT or FULL_STATE_DICT.',
  ],
  FORMAT_METADATA_MISSING: [
    'no format in the metadata',
    'The metadata of the safetensors file does not say "format": "pt"; from_pretrained of transformers 4 refuses it.',
    'pth convert FILE -o NEW.safetensors --metadata format=pt writes it. Other readers do not need it.',
  ],
  GGUF_BLOCKS_ORDER: [
    'quantized blocks of a big-endian file',
    'The bytes of quantized blocks are given as they are in the file; programs do not agree on their order.',
    'Compare digests only with those of another big-endian file.',
  ],
  GGUF_NAMES: [
    'names of llama.cpp',
    'Tensors have the names of llama.cpp; the checkpoint that the model was made from has those of its library.',
    "Rename to compare, such as --rename 'token_embd.*=model.embed_tokens.*'; docs/gguf.md has the names.",
  ],
  GGUF_PART: [
    'one file of a split model',
    'The metadata says that the model is in several files, of which this is one.',
    "Name all of them: their folder, or a quoted glob such as 'NAME-?????-of-00003.gguf'.",
  ],
  GGUF_UNUSED_BYTES: [
    'bytes that no tensor uses',
    'Between the tensors or after them are bytes that are no padding. llama.cpp does not read them.',
    'Ask who wrote the file; pth lock covers the tensors only.',
  ],
  LAYOUT_FOREIGN: [
    'laid out by another framework',
    'Another framework wrote the weights, and keeps some of them in another order of dimensions than PyTorch.',
    'Compare with the model by pth diff, and exchange dimensions with pth convert --transpose or --permute.',
  ],
  LEGACY_BIG_ENDIAN_WRITER: [
    'written on a big-endian machine',
    'The writer was a big-endian machine; storages of this format are little-endian regardless.',
    NOTHING,
  ],
  LEGACY_SOURCE_CODE: [
    'source code in the file',
    'The file contains the source text of classes. pth does not run it.',
    'Load the file in Python only if you trust its author.',
  ],
  LEGACY_SYS_INFO: [
    'unusual sys_info',
    'The system record is not as PyTorch writes it; torch.load does not use it.',
    NOTHING,
  ],
  LEGACY_UNTYPED_STORAGE: [
    'legacy file that PyTorch cannot load',
    'The file has dtypes or storages that PyTorch 2 writes to this format but cannot load from it.',
    SAVE,
  ],
  MEMBER_OPENED: [
    'a member of an archive is shown',
    'The file is an archive; the only checkpoint in it is shown, or the policy of stable-baselines3.',
    "To open another member, name it as 'FILE!MEMBER'.",
  ],
  MEMBER_PICKLES: [
    'pickles in the JSON of an archive',
    'The record data of stable-baselines3 contains pickles in base64, which loading the model runs.',
    'Load the model in Python only if you trust its author.',
  ],
  MODEL_BESIDE: [
    'model in a file beside the parts',
    'The folder of a distributed checkpoint also has a file that is called like a whole model; the parts were opened.',
    'Name the file to read the model in it; pth diff compares the two.',
  ],
  NAMES_LEFT_OUT: [
    'names without float32 weights',
    'The optimizer has no weights for names of the module: ZeRO-1 leaves frozen parameters out.',
    'pth convert FOLDER --weights module has them all, in the dtype of the training.',
  ],
  JOINED_EQUAL: [
    'equal parts joined',
    'A rule of --join puts tensors of the ranks one after the other, and all ranks have the same bytes of them.',
    'Where every rank has the whole tensor, give it the rule =same: otherwise the result has it several times.',
  ],
  PARTS_CHOSEN: [
    'folder inside the folder opened',
    'The weights are in a folder inside of the one that was named; what else is there was left out.',
    'Name the inner folder to be sure which one is opened.',
  ],
  PART_IN_VALUES: [
    'part of a tensor in a value',
    'A value that is not a tensor holds a DTensor: one rank saved it, with its own part only.',
    'Save it as an entry of the state_dict, not in a tuple. The other parts are in no file.',
  ],
  PART_OF_WHOLE: [
    'part of a checkpoint',
    "The file is one rank's share, a placeholder, or one file of a set: it does not have the whole model.",
    'Name the folder that has all parts.',
  ],
  PIECES_LEFT_OVER: [
    'files that the metadata does not name',
    'The folder has files that no entry of its metadata names: empty ones, or those of an earlier save.',
    NOTHING,
  ],
  PIECES_UNPROVEN: [
    'not proven from the files',
    'The layout does not record something that would prove that nothing is missing, such as the number of ranks.',
    'Compare names and shapes with the model: pth schema of it, then pth diff.',
  ],
  PICKLE_CRC_WRONG: [
    'pickle with a wrong checksum',
    'The object is not the one whose checksum was recorded: its names, shapes and values may be wrong.',
    AGAIN,
  ],
  PICKLES_FOLLOW: [
    'several pickles',
    'More pickles follow the first; only the first is shown, as pickle.load reads one at a time.',
    'pth scan looks at all of them.',
  ],
  RANK_VALUES: [
    'values of each rank',
    'Each rank saved a value of this name for itself; the one of rank 0 is shown.',
    'Look at the files of the other ranks where the value matters.',
  ],
  SCRIPT_CODE_MISSING: [
    'TorchScript code missing',
    'The archive lacks the code of some classes, so tensors outside state_dict() are listed too.',
    'Compare the names with model.state_dict() before you use them.',
  ],
  SHARD_METADATA_DIFFERS: [
    'shards differ in metadata',
    'The shards have different metadata under one key; the first is used.',
    'Take all shards from the same place.',
  ],
  SHARD_TENSORS_ELSEWHERE: [
    'tensor in another shard',
    'A tensor is in another shard than the index names.',
    'Write index and shards again with pth convert --shard-size.',
  ],
  SHARD_TENSORS_EXTRA: [
    'tensor not in the index',
    'The shards have tensors that the index does not name.',
    'Take the index and all shards from the same place.',
  ],
  SHARD_TENSORS_MISSING: [
    'tensor missing from the shards',
    'The index names tensors that no shard has.',
    'Take the index and all shards from the same place.',
  ],
  SIGNATURE_REPLACED: [
    'zip signature replaced',
    'The first two bytes are a version mark in place of the zip signature.',
    'torch.load needs the original signature; pth convert writes a file that it loads.',
  ],
  STATE_BY_CODE: [
    'state made by code',
    'A module makes its state_dict by code, which pth does not run; names of its tensors may differ.',
    'Compare the names with model.state_dict() before you use them.',
  ],
  STORAGES_CUT_OFF: [
    'storages cut off',
    'The file ends before its last storage; torch.load refuses it.',
    AGAIN,
  ],
  STORAGE_LONGER: [
    'record longer than its storage',
    'PyTorch 1 ignores the rest of the record; torch.load of PyTorch 2 refuses the file.',
    SAVE,
  ],
  TENSORS_IN_VALUES: [
    'tensors inside values',
    'Values of the state_dict contain more tensors that are not entries of it.',
    '--root names another place in the file.',
  ],
  TENSORS_OUTSIDE_STATE_DICT: [
    'tensors outside the state_dict',
    'The file contains more tensors than the state_dict, such as optimizer state.',
    '--root names another place in the file.',
  ],
  TRAILING_DATA: ['trailing data', 'Bytes follow the end of the checkpoint. Nothing reads them.', NOTHING],
  VERSION_MISSING: ['no version record', 'The archive has no version record; torch.load refuses it.', SAVE],
  WEIGHTS_CHOSEN: [
    'which weights of a training are shown',
    'A checkpoint of a training has more than its weights; one of DeepSpeed has them twice, in float32 and as trained.',
    'With DeepSpeed choose with --weights master or --weights module. The files of the ranks have the rest.',
  ],
  ZIP_END_DECOY: [
    'second zip end record',
    'The last end signature of the file is not that of the archive; torch.load refuses it.',
    'pth scan shows how other programs read the file. ' + SAVE,
  ],
  ZIP_ENTRY_OUTSIDE_ROOT: [
    'entry outside the root folder',
    'Entries are outside the folder of the archive; torch.load refuses it.',
    SAVE,
  ],
  ZIP_LEADING_DATA: [
    'data before the archive',
    'Bytes are in front of the first entry; torch.load refuses it.',
    SAVE,
  ],
  ZIP_ROOT_UNUSUAL: [
    'unusual root folder',
    'data.pkl is in another folder than the first entry; torch.load refuses it.',
    SAVE,
  ],
  ZIP_TRAILING_DATA: ['data after the archive', 'Bytes follow the archive. Nothing reads them.', NOTHING],
} as const satisfies Readonly<Record<string, IdText>>

/** Every note code. */
export type NoteCode = keyof typeof NOTE_TEXTS
