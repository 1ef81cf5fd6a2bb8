/** The files on which pth and PyTorch part on purpose, one by one, each with its reason. Nothing else may differ. */

interface Read {
  /** Code of the note with which pth opens the file; absent when there is nothing to tell. */
  readonly note?: string
  readonly reason: string
}

const OUTSIDE = 'the root is where data.pkl is; PyTorch takes the first folder and refuses the rest'
const LONGER = 'PyTorch 1 reads the declared part of a longer record, as pth does; PyTorch 2 refuses it'
const INERT = 'pth imports nothing: a class that does not exist is a name like any other'

const BYTES = 'bytes that are no UTF-8 stay bytes; torch.load needs encoding="latin1" for them'
const CALL = 'the call is not made: the state that follows it says all'

/** torch.save of PyTorch 2 writes these into a legacy stream, torch.load refuses them there. */
const UNTYPED: readonly (readonly [string, Read])[] =
  'bits16 bits1x8 bits2x4 bits4x2 bits8 complex32 uint16 uint32 uint64'
    .split(' ')
    .concat(
      'float4_e2m1fn_x2',
      'float8_e4m3fn',
      'float8_e4m3fnuz',
      'float8_e5m2',
      'float8_e5m2fnuz',
      'float8_e8m0fnu',
    )
    .flatMap((name) =>
      ['protocol0', 'protocol2', 'protocol3', 'protocol4', 'protocol5', 'single'].map(
        (form) => `dtype-${name}-${form}.pth`,
      ),
    )
    .concat('layout-conjugated-complex32.pth', 'layout-storage-alone.pth', 'written-float8.pth')
    .map((file) => [
      file,
      { note: 'LEGACY_UNTYPED_STORAGE', reason: 'the bytes are those of the zip file of the same tensors' },
    ])

/** Files that PyTorch 2.13 refuses and pth reads. */
export const READ_THOUGH_REFUSED: ReadonlyMap<string, Read> = new Map<string, Read>([
  ...UNTYPED,
  ...['binary-text', 'numpy']
    .flatMap((name) =>
      ['cPickle1', 'cPickle2', 'pickle1', 'pickle2'].map((form) => `python2-${name}-${form}-utf8.pth`),
    )
    .map((file): readonly [string, Read] => [file, { reason: BYTES }]),
  ['oldest-cuda-float-tensor.pth', { reason: 'no GPU is needed to read what one wrote' }],
  ['oldest-from-type-tensor.pth', { reason: 'torch.tensor was the module torch._tensor until 1.8' }],
  ['python2-oldest-tensor-cPickle1.pth', { reason: CALL }],
  ['python2-oldest-tensor-pickle1.pth', { reason: CALL }],
  ['tar-older-variant.pth.tar', { reason: 'the first releases wrote this order, which only they can read' }],
  ['version-missing.pth', { note: 'VERSION_MISSING', reason: 'the record says nothing that reading needs' }],
  [
    'zip-names-root-backslash.pth',
    { note: 'ZIP_ROOT_UNUSUAL', reason: 'zipped on Windows again; the note says that torch refuses it' },
  ],
  [
    'zip-records-version-missing.pth',
    { note: 'VERSION_MISSING', reason: 'the record says nothing that reading needs' },
  ],
  [
    'zip-records-alignment-a-word.pth',
    { note: 'ALIGNMENT_INVALID', reason: 'PyTorch 1.13 reads it: no offset depends on it' },
  ],
  [
    'zip-headers-comment-with-signature.pth',
    { note: 'ZIP_END_DECOY', reason: 'only one end record fits the file' },
  ],
  [
    'zip-headers-leading-junk.pth',
    { note: 'ZIP_LEADING_DATA', reason: 'the end record tells where the archive begins' },
  ],
  ['zip-headers-leading-junk-adjusted.pth', { note: 'ZIP_LEADING_DATA', reason: 'every offset is right' }],
  ['zip-names-macosx-first.pth', { note: 'ZIP_ROOT_UNUSUAL', reason: OUTSIDE }],
  ['zip-names-macosx-last.pth', { note: 'ZIP_ENTRY_OUTSIDE_ROOT', reason: OUTSIDE }],
  ['zip-names-root-absolute.pth', { note: 'ZIP_ROOT_UNUSUAL', reason: OUTSIDE }],
  ['zip-names-root-dot-slash.pth', { note: 'ZIP_ROOT_UNUSUAL', reason: OUTSIDE }],
  ['zip-names-root-missing.pth', { note: 'ZIP_ROOT_UNUSUAL', reason: OUTSIDE }],
  ['zip-names-root-nested.pth', { note: 'ZIP_ROOT_UNUSUAL', reason: OUTSIDE }],
  [
    'zip-names-upper-case-root-once.pth',
    {
      note: 'ZIP_ENTRY_OUTSIDE_ROOT',
      reason: 'names are compared without case, as PyTorch does below the root',
    },
  ],
  [
    'huggingface__candle/candle-core__tests__test.npz',
    { reason: 'the arrays of an .npz are read though torch.load does not know it' },
  ],
  ['zip-not-safetensors.pth', { reason: 'content decides what a file is, not its name' }],
  [
    'zip-records-torchscript-test.pth',
    { reason: 'an archive without code/ is no TorchScript, whatever it is called' },
  ],
  ['zip-pickle-missing-class.pth', { reason: INERT }],
  ['zip-pickle-missing-class-newobj.pth', { reason: INERT }],
  ['zip-storages-record-longer.pth', { note: 'STORAGE_LONGER', reason: LONGER }],
  ['zip-storages-empty-record-longer.pth', { note: 'STORAGE_LONGER', reason: LONGER }],
  ['zip-tensor-numel-smaller.pth', { note: 'STORAGE_LONGER', reason: LONGER }],
  ['zip-tensor-v3-odd-bytes.pth', { note: 'STORAGE_LONGER', reason: LONGER }],
  ['zip-tensor-class-underscore-untyped.pth', { reason: 'PyTorch 1.12 named the untyped storage so' }],
  [
    'zip-tensor-persistent-six.pth',
    { reason: 'the sixth part is the view of the legacy format, and it is None' },
  ],
  ['zip-tensor-requires-grad-integers.pth', { reason: 'the flag changes no value' }],
])

interface Tolerated {
  /** How the one difference begins that is as it should be. */
  readonly difference: string
  readonly reason: string
}

const PACKED =
  'the packed weights are no tensors for PyTorch, which unpacks them when it loads; pth lists what the file holds'

/** Files that pth and PyTorch both read, with one difference. */
export const TOLERATED: ReadonlyMap<string, Tolerated> = new Map<string, Tolerated>([
  ['quantized-dynamic-whole.pth', { difference: 'state_dict  names', reason: PACKED }],
  [
    'generator-state.pth',
    {
      difference: 'generator.__state__.2: pth has',
      reason: 'the state of a generator is a tensor in the file',
    },
  ],
  [
    'sparse-by-hand-out-of-bounds.pth',
    { difference: 'w: dense sha256', reason: 'PyTorch writes outside the row, pth refuses to' },
  ],
])

interface Refused {
  /** Code of the error with which pth refuses the file, or a tensor of it. */
  readonly code: string
  readonly reason: string
}

const TWICE = 'which of two records of one name PyTorch takes is an accident of its search'
const TWO_FILES = 'readers that go by the local headers see another file'

const MASKED = 'which values of a masked array count is in its mask'

/** Files that PyTorch 2.13 reads and pth refuses. */
export const REFUSED_THOUGH_READ: ReadonlyMap<string, Refused> = new Map<string, Refused>([
  ...[2, 4, 5]
    .map((protocol) => `numpy-matrix-and-masked-protocol${protocol}.pth`)
    .concat([0, 1, 2, 3, 4, 5].map((protocol) => `pickle-numpy-matrix-and-masked-protocol${protocol}.pkl`))
    .map((file): readonly [string, Refused] => [file, { code: 'TENSOR_UNREADABLE', reason: MASKED }]),
  [
    'own-computed-magic.pth',
    {
      code: 'CONTAINER_INVALID',
      reason: 'a magic number that a call computes is made to slip past scanners',
    },
  ],
  [
    'own-device-nan.pth',
    { code: 'TENSOR_UNREADABLE', reason: 'which bfloat16 a NaN becomes depends on the processor' },
  ],
  [
    'own-device-cast.pth',
    { code: 'TENSOR_UNREADABLE', reason: 'a cast between floats that no device needs' },
  ],
  ['zip-names-duplicate-data-pkl.pth', { code: 'ZIP_AMBIGUOUS', reason: TWICE }],
  ['zip-names-duplicate-in-another-case.pth', { code: 'ZIP_AMBIGUOUS', reason: TWICE }],
  ['zip-names-duplicate-other-storage.pth', { code: 'ZIP_AMBIGUOUS', reason: TWICE }],
  ['zip-names-duplicate-same-storage.pth', { code: 'ZIP_AMBIGUOUS', reason: TWICE }],
  ['zip-headers-local-method-differs.pth', { code: 'ZIP_AMBIGUOUS', reason: TWO_FILES }],
  ['zip-headers-local-name-differs.pth', { code: 'ZIP_AMBIGUOUS', reason: TWO_FILES }],
  [
    'zip-headers-shared-local-header.pth',
    { code: 'ZIP_INVALID', reason: 'entries that overlap are how zip bombs are made' },
  ],
])
