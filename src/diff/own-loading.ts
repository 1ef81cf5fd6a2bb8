/** Modules with loading code that is not PyTorch's: it may rename, add, change or refuse keys, and is not followed. */
import type { ExpectedModel } from '../schema/model.ts'

/** Modules of one class with the same loading code. */
export interface OwnLoading {
  /** Null when the schema does not say it. */
  readonly class_name: string | null
  /** Qualified names of the methods and hooks, such as `Net._load_from_state_dict`. */
  readonly code: readonly string[]
  /** Paths in the order of the model; `""` is the root. */
  readonly modules: readonly string[]
}

/** Each class and its code once, in order of first appearance. Empty when the schema knows of none. */
export function ownLoading({ modules }: ExpectedModel): OwnLoading[] {
  const found = new Map<string, { class_name: string | null; code: readonly string[]; modules: string[] }>()
  for (const { path, className, ownLoading: code } of modules ?? []) {
    if (code.length === 0) continue
    const key = JSON.stringify([className, code])
    const alike = found.get(key)
    if (alike === undefined) found.set(key, { class_name: className, code, modules: [path] })
    else alike.modules.push(path)
  }
  return [...found.values()]
}
