/** Causes of what is left after the other causes of a diff: parts that only one side has, so no step makes them. */
import type { CauseText } from './entry.ts'

const INITIAL = 'train what keeps its initial values, or build the model as it was when it was saved'

const TEXTS = {
  head: [
    'a replaced head',
    'The last layer has another number of outputs, or another name. Everything before it matches.',
    'load the rest with strict=False, without the keys of the head, and train the head',
  ],
  inserted: [
    'layers that are new in the model',
    'The model has numbered layers between those of the file. They keep their initial values.',
    INITIAL,
  ],
  layers: [
    'another number of layers',
    'The file is of a smaller or a larger model of the same kind. The layers that both have match.',
    INITIAL,
  ],
  'lossy-cast': [
    'values that lose something when they are copied',
    'load_state_dict casts without a word: complex values lose their imaginary part, floats in place of integers ' +
      'their fraction, and 8-bit integers in place of weights are codes.',
    'build the model with the dtype of the file, or convert the values on purpose',
  ],
  'other-names': [
    'the same shapes under other names',
    'The file has tensors of the shapes that the model misses, under names that the model does not know: another ' +
      'library, or another version of it, names the same parts otherwise. Layers of equal shapes cannot be told apart.',
    "convert with the library's own script, or rename by what each tensor is (--rename)",
  ],
  parts: [
    'a part that only one side has',
    'A whole part of the model is not in the file and keeps its initial values, or a part of the file is not used.',
    INITIAL,
  ],
  'two-models': [
    'two different models',
    'Most names or shapes differ, and no known cause explains it. The file may be of another model.',
    'check that file and model belong together; --root names another place in the file',
  ],
  untied: [
    'one tensor of the model that is two in the file',
    'The model ties two names, and the file has a tensor for each. PyTorch copies both, and the later one is kept.',
    'build the model without tied weights if the two were trained apart',
  ],
} as const satisfies Readonly<Record<string, readonly [title: string, means: string, mend: string]>>

/** Every cause of what is left. */
export type LeftoverCause = keyof typeof TEXTS

/** In the alphabet's order. */
export const LEFTOVER_CAUSES: readonly CauseText[] = Object.entries(TEXTS).map(
  ([id, [title, means, mend]]) => ({
    id,
    title,
    means,
    mend,
  }),
)
