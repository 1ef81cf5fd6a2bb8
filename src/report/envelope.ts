/** The envelope of every JSON document of a command: what it is, its data, how the run ended. */

/** One document. The fields of `data` are between `kind` and `version` and the exit code, in their order. */
export function envelope<Data extends object>(
  kind: `pth.${string}`,
  data: Data,
  exitCode: number,
): { readonly kind: string; readonly version: 1; readonly exit_code: number } & Data {
  return { kind, version: 1, ...data, exit_code: exitCode }
}
