/** Collects what each conversion prints with `--json`, so that several of them are one document. */
import { convertFilesReport } from '../../report/convert/files.ts'
import type { Failure } from '../../report/failure.ts'
import { jsonDocument } from '../../report/json.ts'
import type { CommandContext, ExitCode } from '../command.ts'

/** The documents of one run. */
export interface ConvertDocuments {
  /** For the conversions: the stdout of it is kept here. */
  readonly context: CommandContext
  isEmpty(): boolean
  /** The one document of the run; that of a single conversion stays as it is unless others failed. */
  text(failures: readonly Failure[], exitCode: ExitCode, several: boolean): string
}

/** Each conversion writes its document in one piece. */
export function newConvertDocuments(context: CommandContext): ConvertDocuments {
  const texts: string[] = []
  const stdout = {
    write: async (text: string): Promise<void> => void texts.push(text),
    isTTY: false,
    columns: undefined,
  }
  return {
    context: { ...context, io: { ...context.io, stdout } },
    isEmpty: () => texts.length === 0,
    text: (failures, exitCode, several) => {
      const [only, ...others] = texts
      if (only !== undefined && others.length === 0 && failures.length === 0 && !several) return only
      const documents = texts.map((text): unknown => JSON.parse(text))
      return jsonDocument(convertFilesReport({ documents, failures }, exitCode))
    },
  }
}
