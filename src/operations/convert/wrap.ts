/** Dictionaries around the state_dict of a torch.save archive: `ckpt['state_dict']`, `ckpt['epoch']`. */
import { PthError } from '../../errors.ts'
import type { PickleEmitter } from '../../pickle/emit.ts'

/** A plain value. A number is an int and must be whole; `{ float }` is a float. */
export type PlainScalar = string | boolean | number | bigint | null | { readonly float: number }

/** Where the state_dict is put, and what is beside it. */
export interface Wrap {
  /** Keys from the top of the file to the state_dict; empty writes the state_dict itself. */
  readonly path: readonly string[]
  /** More keys: each a path from the top, and its value. */
  readonly values: readonly { readonly path: readonly string[]; readonly value: PlainScalar }[]
}

/** No dictionary around the state_dict. */
export const NO_WRAP: Wrap = { path: [], values: [] }

/** The place of the state_dict among the values. */
const MODEL = Symbol('state_dict')
type Branch = Map<string, Branch | { readonly value: PlainScalar } | typeof MODEL>

/** Keys above a value. No known tool nests deeper than 4. */
const DEPTH = 32

/**
 * Refuse what cannot be written, before anything is. `archive`: whether the output is a torch.save archive.
 * @throws PthError USAGE for values without a wrapper, for another format than torch.save archives, and for two
 * things at one place
 */
export function checkWrap(wrap: Wrap, archive: boolean): void {
  const { path, values } = wrap
  if (path.length === 0 && values.length === 0) return
  if (!archive)
    throw usage(
      `${path.length > 0 ? '--wrap' : '--set'} makes dictionaries, which only a torch.save archive has: ` +
        'use -o NAME.pth, -o NAME.ckpt, or --to pth; --add-prefix puts a prefix before names',
    )
  if (path.length === 0)
    throw usage('--set puts a key beside the state_dict; say where that is, such as --wrap state_dict')
  branchOf(wrap)
}

/** Values that the restricted loader of PyTorch 1.13 does not read: it lacks the opcode of floats. */
export function wrapNotices({ values }: Wrap): string[] {
  const floats = values.filter(({ value }) => typeof value === 'object' && value !== null)
  if (floats.length === 0) return []
  const names = floats.map(({ path }) => path.join('.')).join(', ')
  return [`PyTorch 1.13 cannot read floats (${names}) with weights_only=True; PyTorch 2.13 reads them`]
}

/** Write the dictionaries; `model` writes the state_dict in its place. */
export function emitWrapped(pickle: PickleEmitter, wrap: Wrap, model: () => void): void {
  if (wrap.path.length === 0) model()
  else emitBranch(pickle, branchOf(wrap), model)
}

function branchOf({ path, values }: Wrap): Branch {
  const top: Branch = new Map()
  put(top, path, MODEL)
  for (const { path: keys, value } of values) put(top, keys, { value })
  return top
}

function put(
  top: Branch,
  path: readonly string[],
  value: { readonly value: PlainScalar } | typeof MODEL,
): void {
  let branch = top
  if (path.length > DEPTH) throw usage(`a path of ${path.length} keys; at most ${DEPTH} are written`)
  for (const [at, key] of path.entries()) {
    const found = branch.get(key)
    if (at === path.length - 1) {
      if (found !== undefined) throw usage(`two things at ${path.join('.')}; each key has one value`)
      branch.set(key, value)
    } else if (found === undefined) {
      const below: Branch = new Map()
      branch.set(key, below)
      branch = below
    } else if (found instanceof Map) branch = found
    else
      throw usage(
        `${path.join('.')} is inside ${path.slice(0, at + 1).join('.')}, which is not a dictionary of its own`,
      )
  }
}

function emitBranch(pickle: PickleEmitter, branch: Branch, model: () => void): void {
  pickle.op('EMPTY_DICT')
  pickle.op('MARK')
  for (const [key, value] of branch) {
    pickle.text(key)
    if (value === MODEL) model()
    else if (value instanceof Map) emitBranch(pickle, value, model)
    else emitScalar(pickle, value.value)
  }
  pickle.op('SETITEMS')
}

function emitScalar(pickle: PickleEmitter, value: PlainScalar): void {
  if (value === null) pickle.op('NONE')
  else if (typeof value === 'string') pickle.text(value)
  else if (typeof value === 'boolean') pickle.boolean(value)
  else if (typeof value === 'object') pickle.float(value.float)
  else pickle.integer(value)
}

function usage(reason: string): PthError {
  return new PthError('USAGE', { reason })
}
