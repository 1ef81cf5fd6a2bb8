/**
 * The names of DeepSpeed's universal checkpoints: a folder for each parameter.
 * @see deepspeed/checkpoint/ds_to_universal.py
 */

/** What a folder is that has, for a parameter, its weights and the states of the optimizer. */
const PARAMETER_FILE = /^zero\/(.+)\/([^/]+)\.pt$/

/** A file of a parameter. */
export interface ParameterFile {
  readonly path: string
  /** Name of the parameter. */
  readonly param: string
  /** What of it is in the file, such as `fp32`, `exp_avg` or `step`. */
  readonly part: string
}

/** The file of a parameter that is at `path` of the folder; undefined for all others. */
export function parameterFile(path: string): ParameterFile | undefined {
  const [, param, part] = PARAMETER_FILE.exec(path) ?? []
  return param === undefined || part === undefined ? undefined : { path, param, part }
}

/** Whether a folder is such a checkpoint, or names the one in it. */
export function isUniversalFolder(names: readonly string[], below: readonly string[]): boolean {
  if (below.some((name) => parameterFile(name)?.part === 'fp32')) return true
  // A folder with both kinds is what `latest` says.
  return names.includes('latest_universal') && !names.includes('latest')
}
