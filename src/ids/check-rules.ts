/** The rules of check that no other command has, for `pth explain`. */
import type { Rule } from './entry.ts'

const ROWS = {
  NOTHING_MATCHES: [
    'PTH-C101',
    'A glob of the configuration matches no file, or none that is left.',
    'Correct the glob or remove it. * stays in a folder, ** crosses folders; !glob leaves files out.',
  ],
  NOT_JUDGED: [
    'PTH-C102',
    'A rule could not be judged: the file cannot be read so far, or what it compares with is missing.',
    'The message says what is missing. pth explain CODE says what a code in it means.',
  ],
  NOTHING_COMPARED: [
    'PTH-C103',
    'Nothing was compared: no rule is on for the file, or the file has no tensor that a rule could look at.',
    'pth check --explain FILE shows the rules and where their levels come from.',
  ],
  IGNORE_EXPIRED: [
    'PTH-C104',
    'An ignore of the configuration is past its last day. It has no effect any more.',
    'Mend what was ignored and remove the entry, or give it a new day and say why.',
  ],
  IGNORE_UNUSED: [
    'PTH-C105',
    'An ignore of the configuration matches no finding.',
    'Remove it: what it was for is mended.',
  ],
  FILE_UNCOVERED: [
    'PTH-C106',
    'A checkpoint below the configuration is in no entry of it: nothing looks at it.',
    'Add a glob that matches it to files, or leave it out with !glob. "uncovered" sets the level: off, warn or error.',
  ],
  DTYPE_NOT_ALLOWED: [
    'PTH-C201',
    'A tensor has an element type that the rule dtypes does not allow.',
    'pth convert FILE --dtype float16 casts floats; or allow the type for these names.',
  ],
  NAME_NOT_ALLOWED: [
    'PTH-C202',
    'The name of a tensor is denied, or matches no pattern that is allowed.',
    'pth convert FILE --rename, --strip-prefix or --exclude; or change the patterns.',
  ],
  NAME_MISSING: [
    'PTH-C203',
    'A pattern of names.require matches no tensor.',
    'Save the file with these tensors, or correct the pattern. * also matches dots.',
  ],
  MEMORY_SHARED: [
    'PTH-C204',
    'Tensors share memory, which safetensors does not write and a change of one tensor makes visible.',
    'Allow tied weights by name (shared.allow), or clone the tensors before torch.save.',
  ],
  BYTES_UNUSED: [
    'PTH-C205',
    'Storages have more bytes that no tensor uses than allowed: views of larger tensors were saved whole.',
    'tensor.clone() before torch.save; or pth convert FILE -o smaller.pth, which writes only what is used.',
  ],
  OVER_BUDGET: [
    'PTH-C206',
    'The file has more bytes or parameters than its budget allows.',
    'Make it smaller, or raise the budget in the configuration.',
  ],
  OVER_BASELINE: [
    'PTH-C207',
    'The file has grown more since the baseline than its budget allows.',
    'Make it smaller; or, if the growth is meant, pth check --update-baseline and commit the file.',
  ],
  WEIGHTS_ONLY_REFUSES: [
    'PTH-C208',
    'torch.load(weights_only=True) does not load the file, or it is not certain that it does.',
    'pth scan FILE shows the names in the way. pth convert FILE -o model.safetensors writes the tensors without them.',
  ],
  NOT_SAFETENSORS: [
    'PTH-C209',
    'The file is not in the safetensors format, which the rule requires.',
    'pth convert FILE -o FILE.safetensors.',
  ],
} as const satisfies Readonly<Record<string, readonly [id: string, summary: string, help: string]>>

/** Every rule that only check has. */
export type CheckRule = keyof typeof ROWS

/** Every rule of `check`, in the order of the table. */
export const CHECK_RULES: readonly Rule[] = Object.entries(ROWS).map(([rule, [id, summary, help]]) => ({
  id,
  name: rule.toLowerCase().replaceAll('_', '-'),
  summary,
  help: [help],
}))

/** Stable id of a rule, such as `PTH-C101`. */
export function checkRuleId(rule: CheckRule): string {
  return ROWS[rule][0]
}

/** What a configuration calls the rules of a checkpoint, and what is said of the configuration itself. */
export const CONFIG_RULES: readonly Rule[] = (
  [
    [
      'structure',
      'The container is whole: directory, checksums, tensors inside their storages. On unless it is set.',
      'pth verify FILE shows every check.',
    ],
    [
      'safetensors',
      'The file is valid safetensors; with "required" a file of another format fails.',
      'pth convert FILE -o FILE.safetensors.',
    ],
    [
      'scan',
      'Loading the file in Python runs nothing that is dangerous or unknown.',
      'pth scan FILE shows every name; scan.allow allows one.',
    ],
    [
      'schema',
      'load_state_dict of the model accepts the file.',
      'pth diff FILE SCHEMA shows every key and a hint.',
    ],
    ['dtypes', 'Every tensor has an element type that is allowed.', 'pth inspect FILE shows the types.'],
    [
      'names',
      'Names of tensors match the patterns that are allowed, denied and required.',
      'pth inspect FILE --full shows the names.',
    ],
    [
      'finite',
      'No tensor contains NaN or infinity.',
      'pth verify FILE --finite shows where; values.ignore leaves names out.',
    ],
    [
      'nonzero',
      'No tensor is zero everywhere.',
      'pth verify FILE --nonzero shows which; values.ignore leaves names out.',
    ],
    [
      'shared',
      'No tensors share memory, besides those of shared.allow.',
      'pth inspect FILE lists what is shared.',
    ],
    [
      'unused',
      'Storages have no more bytes that no tensor uses than the field unused allows.',
      'pth convert FILE -o smaller.pth writes only what is used.',
    ],
    [
      'bytes',
      'The size of the file is within budgets.bytes.',
      'pth inspect FILE --map shows what fills the file.',
    ],
    [
      'parameters',
      'The number of parameters is within budgets.parameters.',
      'pth inspect FILE shows the number.',
    ],
    [
      'lock',
      'Every tensor has the digest that the lock has for it.',
      'pth check --update-lock writes the locks, if the change is meant.',
    ],
    ['files', 'Every glob of the configuration matches a file.', 'Correct the glob or remove it.'],
    [
      'ignore',
      'Every ignore of the configuration is in force and has an effect.',
      'Mend what it is for and remove it, or give it a new day.',
    ],
    [
      'uncovered',
      'Every checkpoint below the configuration is in an entry of it, or left out by a !glob.',
      'Add a glob for it, or leave it out with !glob.',
    ],
    [
      'config',
      'Something is compared for every file.',
      'pth check --explain FILE shows its rules and where their levels come from.',
    ],
  ] as const
).map(([id, summary, help]) => ({ id, name: id, summary, help: [help] }))
