/** The envelope of every JSON document of a command: what it is, its data, how the run ended. */
import type { PthError } from '../errors.ts'

/** One document. The fields of `data` are between `kind` and `version` and the exit code, in their order. */
export function envelope<Kind extends `pth.${string}`, Data extends object, Code extends number>(
  kind: Kind,
  data: Data,
  exitCode: Code,
): { readonly kind: Kind; readonly version: 1; readonly exit_code: Code } & Data {
  return { kind, version: 1, ...data, exit_code: exitCode }
}

/** The document of an error: what a run prints that could not be done. */
export function errorDocument({ code, message, details }: PthError): object {
  return envelope('pth.error', { code, message, details }, 2)
}
