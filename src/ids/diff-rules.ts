/** The rules of `pth diff`: what each finding means and how to mend it. Also the text of `pth explain`. */
import type { Rule } from './entry.ts'

/** Ids never change their meaning. */
const RULES = [
  {
    id: 'PTH-D011',
    name: 'nothing-matches',
    summary:
      'No key of the model is in the file, or nothing was left to compare. load_state_dict would load nothing.',
    help: [
      'Another model, or the weights are elsewhere in the file: pth inspect shows where, --root selects another place.',
      'All names differ by a prefix: see the hint of the report (--strip-prefix, --add-prefix).',
      'With --only or --ignore: the pattern leaves out everything.',
    ],
  },
  {
    id: 'PTH-D012',
    name: 'rule-matches-nothing',
    summary: 'A pattern or flag matched no name. It is a warning, and a failure with --strict.',
    help: [
      'Is it misspelled? * also matches dots; names are as pth inspect --full shows them, after --rename and prefixes.',
    ],
  },
  {
    id: 'PTH-D001',
    name: 'missing-key',
    summary: 'The model expects a parameter or buffer that the checkpoint does not have.',
    help: [
      'load_state_dict(strict=True) raises; with strict=False the model keeps what it was initialised with.',
      'All keys missing: the names differ by a prefix or the weights are deeper in the file; see ' +
        'the hint of the report',
      '(--strip-prefix, --add-prefix, --rename, --root).',
      'A few keys missing on purpose (a new head): --ignore PATTERN, or "optional": true in the schema.',
      'A missing num_batches_tracked is reported only for files whose _metadata says version 2; ' +
        'otherwise PyTorch fills it in.',
    ],
  },
  {
    id: 'PTH-D002',
    name: 'unexpected-key',
    summary: 'The checkpoint has an entry that the model does not expect.',
    help: [
      'load_state_dict(strict=True) raises; with strict=False the entry is not used.',
      'Parameters registered as None and buffers with persistent=False are never expected.',
      'Drop it on purpose with --ignore PATTERN, or from the file with pth convert --exclude PATTERN.',
    ],
  },
  {
    id: 'PTH-D003',
    name: 'shape-mismatch',
    summary: 'The shapes differ. load_state_dict raises, also with strict=False.',
    help: [
      'A replaced head (another number of classes): leave the key out with --ignore PATTERN and ' +
        'delete it before loading.',
      'Sizes exchanged: the matrix is transposed (Conv1D of GPT-2, other frameworks); see --transpose PATTERN.',
      'A model parameter of shape [] accepts a checkpoint tensor of shape [1]; nothing else is reshaped.',
    ],
  },
  {
    id: 'PTH-D004',
    name: 'not-a-tensor',
    summary:
      'The checkpoint contains something that is not a torch.Tensor under the name of a parameter. It ' +
      'raises, also with strict=False.',
    help: ['Numpy arrays, lists and numbers must become tensors before: {name: torch.as_tensor(value)}.'],
  },
  {
    id: 'PTH-D005',
    name: 'copy-failure',
    summary:
      'Name and shape match, but Tensor.copy_ refuses the kind of tensor. It raises, also with strict=False.',
    help: [
      'Quantized, sparse, meta and packed tensors cannot be copied into a plain parameter: ' +
        'dequantize or densify them first.',
    ],
  },
  {
    id: 'PTH-D006',
    name: 'running-stats',
    summary:
      'The file has running statistics for an InstanceNorm that does not track them. It raises, ' +
      'also with strict=False.',
    help: [
      'Files from before PyTorch 0.4 have them. Remove the keys, or build the module with track_running_stats=True.',
    ],
  },
  {
    id: 'PTH-D007',
    name: 'dtype-differs',
    summary: 'The element types differ. PyTorch casts without a word; this only fails with --check-dtype.',
    help: [
      'load_state_dict copies into the dtype of the model: float32 into float16 loses precision, ' +
        'float into int truncates.',
      'With assign=True the model uses the dtype of the checkpoint instead.',
    ],
  },
  {
    id: 'PTH-D008',
    name: 'load-crash',
    summary:
      'load_state_dict stops with another exception before it reports anything: the file is not a state_dict.',
    help: [
      'A list, a number, keys that are not strings, or uninitialized parameters. See pth inspect and --root.',
    ],
  },
  {
    id: 'PTH-D009',
    name: 'value-changed',
    summary: 'The values differ beyond the tolerance (torch.allclose: |a - b| <= atol + rtol x |b|).',
    help: [
      'Set --rtol and --atol, or leave names out with --ignore. Bit-equal and cast-only tensors are not findings.',
    ],
  },
  {
    id: 'PTH-D010',
    name: 'value-unreadable',
    summary: 'The bytes of a tensor cannot be read, so its values were not compared.',
    help: ['pth verify shows what is wrong with the file.'],
  },
  {
    id: 'PTH-D014',
    name: 'expectation-broken',
    summary: 'A tensor is not as --expect says: changed, same, frozen or the average.',
    help: [
      'same is the same dtype and the same bits; frozen is the same for parameters, and buffers may differ; ' +
        'changed is another number, not only another dtype; average is the mean of the expected files, as far as ' +
        'rounding leaves it, for parameters.',
      'A tensor that one file lacks, or that has another shape there, breaks every expectation.',
      'The last --expect that matches a name decides about it.',
    ],
  },
  {
    id: 'PTH-D015',
    name: 'expectation-idle',
    summary:
      'An --expect matched no tensor that no later one matches (frozen, average: no parameter): ' +
      'nothing was compared.',
    help: [
      'Is it misspelled? * also matches dots; names are as pth inspect --full shows them, after renames and --only.',
      'With several --expect, put the general one first: the last that matches a name decides about it.',
    ],
  },
  {
    id: 'PTH-D013',
    name: 'own-loading-code',
    summary:
      "A module of the model loads by code of its own (a method or hook that is not PyTorch's). " +
      'The verdict is that of the plain rules.',
    help: [
      'Such code may rename, add, change or refuse keys: PyTorch may accept what is reported here, or refuse the rest.',
      'Read the named method. Where it renames, give the same to pth with --rename.',
      'load_state_dict of the model on the meta device is the proof.',
    ],
  },
] as const satisfies readonly Rule[]

/** Every rule that a finding of diff names. */
export type DiffRuleId = (typeof RULES)[number]['id']

/** Every rule of `diff`, in the order of the report. */
export const DIFF_RULES: readonly Rule[] = RULES
