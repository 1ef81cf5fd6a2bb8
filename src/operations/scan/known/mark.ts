/** Why a function or class is dangerous by its own source: the path of calls from it to what does the harm. */
import { walked } from './walked.ts'

/** A mark, told as a reason. */
export interface MarkReason {
  /** `runs code: dataclasses._create_fn → exec` */
  readonly reason: string
  /** Whether only a call of the class leads there. */
  readonly called: boolean
}

/** Names of a path that are shown; the longest path has fourteen. */
const SHOWN = 16

/** The mark of a full name, or of the method that a class inherits under this name. */
export function markOf(full: string): MarkReason | undefined {
  const { marks } = walked()
  const name = marks.has(full) ? full : inherited(full)
  const mark = name === undefined ? undefined : marks.get(name)
  if (name === undefined || mark === undefined) return undefined
  const path = name === full ? [full] : [full, name]
  for (let at = marks.get(name); at !== undefined && path.length < SHOWN; at = marks.get(at.next))
    path.push(at.next)
  return { reason: `${mark.reason}: ${path.map(shown).join(' → ')}`, called: mark.called }
}

/** `pathlib.Path.write_text` for `pathlib.PosixPath.write_text`. */
function inherited(full: string): string | undefined {
  const { bases, marks } = walked()
  const dot = full.lastIndexOf('.')
  return bases
    .get(full.slice(0, dot))
    ?.map((base) => `${base}${full.slice(dot)}`)
    .find((name) => marks.has(name))
}

/** Modules of C are called by the module that people import. */
function shown(name: string): string {
  return name
    .replace(/^builtins\./, '')
    .replace(/^_io\./, 'io.')
    .replace(/^posix\./, 'os.')
    .replace(/^_frozen_importlib\./, 'importlib.')
}
