/**
 * Classes and functions of libraries that are called with arguments when ordinary files are opened, each with the
 * reason why the call is harmless. They were read in the source of the version that is named, or called with hostile
 * values.
 *
 * Not here, though ordinary files contain them, because a hostile state makes them call what it likes while the file
 * loads: metrics of torchmetrics (`_wrap_compute`), dictionaries with attributes of addict and mmengine, graphs of
 * torch_geometric and outputs of transformers (an item called `extend` is found by the unpickler).
 */

const READ: Readonly<Record<string, string>> = {
  'numpy 2.4: makes a bit generator or an array, in C': `
    numpy.random._mt19937.MT19937 numpy.random._pcg64.PCG64 numpy.random._pcg64.PCG64DXSM
    numpy.random._philox.Philox numpy.random._sfc64.SFC64
    numpy.ma.MaskedArray numpy.ma.core.MaskedArray
  `,
  'python: compiles a regular expression': 're._compile',
  'pandas 3.0: makes an index, an array, a dtype or an offset of the values that it is given': `
    pandas.Index pandas.RangeIndex pandas.MultiIndex pandas.CategoricalIndex pandas.DatetimeIndex
    pandas.TimedeltaIndex pandas.PeriodIndex pandas.IntervalIndex
    pandas.core.indexes.base.Index pandas.core.indexes.range.RangeIndex pandas.core.indexes.multi.MultiIndex
    pandas.core.indexes.category.CategoricalIndex pandas.core.indexes.datetimes.DatetimeIndex
    pandas.core.indexes.timedeltas.TimedeltaIndex pandas.core.indexes.period.PeriodIndex
    pandas.core.indexes.interval.IntervalIndex pandas.core.indexes.numeric.Int64Index
    pandas.core.indexes.numeric.Float64Index pandas.core.indexes.numeric.UInt64Index
    pandas.PeriodDtype pandas.StringDtype pandas.CategoricalDtype pandas.core.arrays.string_.StringDtype
    pandas.core.dtypes.dtypes.PeriodDtype pandas._libs.sparse.IntIndex pandas._libs.sparse.BlockIndex
    pandas.core.internals.managers.BlockManager pandas.core.internals.managers.SingleBlockManager
    pandas.arrays.DatetimeArray pandas.arrays.TimedeltaArray pandas.arrays.PeriodArray
  `,
  'pandas 3.1: an offset of dates; a calendar that it is given is asked for its holidays': offsets(),
  'pyarrow: a type': `
    pyarrow.lib.field pyarrow.lib.list_ pyarrow.lib.large_list pyarrow.lib.struct pyarrow.lib.map_
    pyarrow.lib.dictionary pyarrow.lib.timestamp pyarrow.lib.duration pyarrow.lib.time32 pyarrow.lib.time64
    pyarrow.lib.decimal128 pyarrow.lib.decimal256 pyarrow.lib.binary
  `,
  'pyarrow: makes an array of buffers, whose sizes are checked here': `
    pyarrow.lib.type_for_alias pyarrow.lib.py_buffer pyarrow.lib._restore_array
  `,
  'scikit-learn 1.9: makes an object of C of the numbers that it is given': `
    sklearn.tree._tree.Tree
    sklearn._loss._loss.CyHalfSquaredError sklearn._loss._loss.CyAbsoluteError
    sklearn._loss._loss.CyPinballLoss sklearn._loss._loss.CyHuberLoss sklearn._loss._loss.CyHalfPoissonLoss
    sklearn._loss._loss.CyHalfGammaLoss sklearn._loss._loss.CyHalfTweedieLoss
    sklearn._loss._loss.CyHalfTweedieLossIdentity sklearn._loss._loss.CyHalfBinomialLoss
    sklearn._loss._loss.CyExponentialLoss sklearn._loss._loss.CyHalfMultinomialLoss
    sklearn.linear_model._sgd_fast.Hinge sklearn.linear_model._sgd_fast.SquaredHinge
    sklearn.linear_model._sgd_fast.Log sklearn.linear_model._sgd_fast.SquaredLoss
    sklearn.linear_model._sgd_fast.Huber sklearn.linear_model._sgd_fast.ModifiedHuber
    sklearn.linear_model._sgd_fast.EpsilonInsensitive sklearn.linear_model._sgd_fast.SquaredEpsilonInsensitive
  `,
  'e3nn: a tuple of numbers and texts': `
    e3nn.o3._irreps.Irrep e3nn.o3._irreps.Irreps e3nn.o3._irreps._MulIr e3nn.o3._linear.Instruction
    e3nn.o3._linear.LinearSlices e3nn.o3._tensor_product._instruction.Instruction
  `,
  'torch_geometric: a named tuple': 'torch_geometric.inspector.Parameter torch_geometric.inspector.Signature',
  'torch 2.3: a named tuple': `
    torch.distributed._tensor.placement_types.TensorMeta torch.distributed.tensor.placement_types.TensorMeta
  `,
  'torch 2.13: makes a generator of random numbers': 'torch._C.Generator',
  'python: finds a logger by its name, or makes one': 'logging.getLogger',
  'diffusers 0.42: a dictionary with attributes': 'diffusers.configuration_utils.FrozenDict',
  'tokenizers 0.22: makes a tokenizer, in Rust': 'tokenizers.Tokenizer tokenizers.models.Model',
  'fsspec: makes a record of a file system, and opens nothing': `
    fsspec.implementations.local.LocalFileSystem
  `,
  'pandas 3.0: the missing value': 'pandas.NA pandas._libs.missing.NA',
  'argparse of Python: sets the attributes that it is given': 'argparse.Namespace',
}

/** Classes that NEWOBJ makes without arguments and BUILD fills: `__setstate__` sets attributes and types of them. */
const FILLED: Readonly<Record<string, string>> = {
  'omegaconf 2.4: a configuration': 'omegaconf.listconfig.ListConfig omegaconf.dictconfig.DictConfig',
  'argparse of Python: BUILD sets its attributes': 'argparse.Namespace',
  'dateutil: BUILD sets its attributes': 'dateutil.relativedelta.relativedelta',
  'tokenizers 0.23: a part of a tokenizer, made in Rust of the JSON that is its state': tokenizerParts(),
}

/** Classes of frequencies. `_Name` is the base that takes the calendar of `Name`. */
function offsets(): string {
  const names = `
    Day Hour Minute Second Milli Micro Nano Tick Week WeekOfMonth LastWeekOfMonth Easter FY5253 FY5253Quarter
    MonthBegin MonthEnd SemiMonthBegin SemiMonthEnd QuarterBegin QuarterEnd YearBegin YearEnd HalfYearBegin HalfYearEnd
    BusinessDay BusinessHour BusinessMonthBegin BusinessMonthEnd BQuarterBegin BQuarterEnd BYearBegin BYearEnd
    BHalfYearBegin BHalfYearEnd CustomBusinessDay CustomBusinessHour CustomBusinessMonthBegin CustomBusinessMonthEnd
    DateOffset
  `
  const full = words(names).map((name) => `pandas._libs.tslibs.offsets.${name}`)
  return ['pandas.DateOffset', ...full].join(' ')
}

/** Parts of tokenizers; models are not here: with arguments, older versions read the files that those name. */
function tokenizerParts(): string {
  const parts = {
    normalizers: `
      Normalizer BertNormalizer ByteLevel Lowercase NFC NFD NFKC NFKD Nmt Precompiled Prepend Replace Sequence Strip
      StripAccents
    `,
    pre_tokenizers: `
      PreTokenizer BertPreTokenizer ByteLevel CharDelimiterSplit Digits FixedLength Metaspace Punctuation Sequence Split
      UnicodeScripts Whitespace WhitespaceSplit
    `,
    processors: 'PostProcessor BertProcessing ByteLevel RobertaProcessing Sequence TemplateProcessing',
    decoders: 'Decoder BPEDecoder ByteFallback ByteLevel CTC Fuse Metaspace Replace Sequence Strip WordPiece',
  }
  const full = Object.entries(parts).flatMap(([module, names]) =>
    words(names).map((name) => `tokenizers.${module}.${name}`),
  )
  return ['tokenizers.AddedToken', ...full].join(' ')
}

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}

/** Names that are harmless to call, with the reason. */
export const LIBRARY_CALLS: ReadonlyMap<string, string> = table(READ)
/** Classes that are harmless to make without arguments and to fill, with the reason. */
export const LIBRARY_CLASSES: ReadonlyMap<string, string> = table(FILLED)

function table(groups: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(groups).flatMap(([reason, text]) => words(text).map((name) => [name, reason] as const)),
  )
}
