/** What wrappers of training put into names, and the flags that take it off. */

/** Before every name, outermost first: DataParallel, torch.compile, FSDP, the strategies of Lightning. */
const PREFIXES = ['module.', '_orig_mod.', '_fsdp_wrapped_module.', '_forward_module.']
/**
 * Anywhere in a name, and in no name of a model's own.
 * @see torch/distributed/fsdp/_common_utils.py `clean_tensor_name`, torch/_dynamo/eval_frame.py `OptimizedModule`
 */
const PARTS = ['_orig_mod', '_fsdp_wrapped_module', '_fpw_module', '_checkpoint_wrapped_module']
/** Wrappers inside each other. Known: four. */
const DEEPEST = 16
/** What AveragedModel counts beside the weights. */
const COUNTER = 'n_averaged'

/** Flags that undo wrappers, and the names after them. */
export interface Unwrapped {
  readonly flags: readonly string[]
  readonly names: readonly string[]
}

/**
 * Take off every prefix that all names have, and the parts that only wrappers add. `more` are prefixes that the file
 * proves, each taken off once where all names have it.
 */
export function unwrap(names: readonly string[], more: readonly string[] = []): Unwrapped {
  const flags: string[] = []
  const counted = names.includes(COUNTER) && names.some((name) => name.startsWith('module.'))
  let rest = counted ? names.filter((name) => name !== COUNTER) : names
  if (counted) flags.push('--exclude', COUNTER)
  const once = new Set(more)
  for (let depth = 0; depth < DEEPEST && rest.length > 0; depth += 1) {
    const prefix = [...PREFIXES, ...once].find((each) => rest.every((name) => name.startsWith(each)))
    if (prefix === undefined) break
    once.delete(prefix)
    flags.push('--strip-prefix', prefix)
    rest = rest.map((name) => name.slice(prefix.length))
  }
  for (const part of PARTS) {
    const inside = rest.some((name) => `.${name}`.includes(`.${part}.`))
    if (!inside) continue
    flags.push('--rename-part', `${part}=`)
    rest = rest.map((name) =>
      name
        .split('.')
        .filter((component) => component !== part)
        .join('.'),
    )
  }
  return { flags, names: rest }
}
