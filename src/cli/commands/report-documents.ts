/** The documents of a report: those of inspect, scan and diff with `--json`, and the same in lines. */
import { isPthError } from '../../errors.ts'
import type { PthError } from '../../errors.ts'
import { inspectCheckpoint } from '../../operations/inspect/inspect.ts'
import type { InspectReport } from '../../operations/inspect/inspect-report.ts'
import { withCheckpoint } from '../../node/with-checkpoint.ts'
import { transferFromHere } from '../../node/remote/access.ts'
import { isAddress } from '../../remote/address.ts'
import { diffJson } from '../../report/diff/json.ts'
import { renderDiffAs } from '../../report/diff/formats.ts'
import { errorDocument } from '../../report/envelope.ts'
import { escapeText } from '../../report/escape.ts'
import { inspectDocument } from '../../report/inspect/json.ts'
import { renderInspect } from '../../report/inspect/text.ts'
import { plainPaint } from '../../report/paint.ts'
import { renderScanAs } from '../../report/scan/formats.ts'
import { scanDocument } from '../../report/scan/json.ts'
import { withExpectedFiles } from '../averaged.ts'
import type { CommandContext } from '../command.ts'
import type { DiffFlags } from './diff-run.ts'
import { expectedOpenFlags, inputOptions } from '../input.ts'
import type { ExpectedFlags, OpenFlags } from '../input.ts'
import { limitsOf } from '../limit-flags.ts'
import { VERSION } from '../version.ts'

/** What the flags ask for. */
export interface DocumentFlags extends OpenFlags, ExpectedFlags {
  readonly stats?: true
  readonly strict?: true
  readonly values?: true
}

/** The documents as the page takes them; null where there is none. */
export interface ReportDocuments {
  /** What was reported on, as it was typed, and by which version of pth. */
  readonly made: { readonly file: string; readonly version: string }
  readonly inspect: InspectReport | null
  readonly scan: object | null
  readonly diff: object | null
  /** Why one of them is missing. */
  readonly error: object | null
}

/** What was found, and what could not be. */
export interface Documented {
  readonly documents: ReportDocuments
  /** The same in lines, escaped for a terminal. */
  readonly text: string
  readonly error: PthError | null
}

/** Columns of the lines. */
const COLUMNS = 100

/** Bins of a histogram: more than a terminal has room for. */
const BINS = 50

/** Open, look and compare. A file that cannot be opened is scanned all the same. @throws PthError USAGE */
export async function documentsOf(
  path: string,
  other: string | undefined,
  flags: DocumentFlags,
  context: CommandContext,
): Promise<Documented> {
  const found: Found = { inspect: null, diff: null, text: [] }
  let error: PthError | null = null
  try {
    await openAndLook(path, other, flags, context, found)
  } catch (thrown) {
    if (!isPthError(thrown) || thrown.code === 'USAGE') throw thrown
    error = thrown
    found.text.push(`error ${thrown.code}  ${escapeText(thrown.message)}\n`)
  }
  const { scanOne } = await import('./scan-run.ts')
  const { scanned, exitCode } = await scanOne(path, limitsOf(flags))
  const scanText = renderScanAs('text', { ...scanned, exitCode, version: VERSION, columns: COLUMNS })
  const { inspect, diff, text } = found
  return {
    documents: {
      made: { file: path, version: VERSION },
      inspect,
      scan: scanDocument(scanned, exitCode),
      diff,
      error: error === null ? null : errorDocument(error),
    },
    text: [...text, scanText].join('\n'),
    error,
  }
}

/** What there is before something fails stays. */
interface Found {
  inspect: InspectReport | null
  diff: object | null
  readonly text: string[]
}

async function openAndLook(
  path: string,
  other: string | undefined,
  flags: DocumentFlags,
  context: CommandContext,
  found: Found,
): Promise<void> {
  // What those commands are made of is loaded as they load it.
  const { inspectOpened } = await import('./inspect-run.ts')
  const moved = isAddress(path) ? transferFromHere() : () => null
  await withCheckpoint(path, inputOptions(context.io, flags, true), async (checkpoint) => {
    const { stats } = flags
    const measured = stats === true && checkpoint.stateDict.tensors.length > 0
    const asked = {
      ...(flags.root !== undefined && { root: flags.root }),
      where: true as const,
      map: true as const,
      ...(measured && { stats, histogram: ['*'], bins: BINS }),
      shown: 'json' as const,
    }
    const report = await inspectOpened(path, checkpoint, asked, context)
    found.inspect = inspectDocument(report, moved())
    const view = { columns: COLUMNS, full: false, exact: false, where: false, depth: null }
    found.text.push(renderInspect(inspectCheckpoint(checkpoint), plainPaint, view, null))
    if (other === undefined) return
    const { compareOpened, diffOptions } = await import('./diff-run.ts')
    const wanted = diffFlags(flags)
    const otherOptions = inputOptions(context.io, expectedOpenFlags(flags), flags.values === true)
    await withExpectedFiles([other], otherOptions, async (files) => {
      const sides = { path, checkpoint, files, options: diffOptions(wanted) }
      const compared = await compareOpened(sides, wanted, context)
      found.diff = diffJson(compared.diff, compared)
      found.text.push(renderDiffAs('text', { ...compared, columns: COLUMNS }))
    })
  })
}

/** The flags of `pth diff` with the values that they have there when nobody gives them. */
function diffFlags(flags: DocumentFlags): DiffFlags {
  const { root, expectedRoot, strict, values } = flags
  return {
    ...(root !== undefined && { root }),
    ...(expectedRoot !== undefined && { expectedRoot }),
    ...(strict === true && { strict }),
    ...(values === true && { values }),
    frozen: 'include',
    rtol: '1e-5',
    atol: '1e-8',
    integerAtol: '0',
    top: '12',
  }
}
