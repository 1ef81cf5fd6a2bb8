/** Whether loading the file runs something: what `pth scan` finds, and what `torch.load` would answer. */
import type { JSX } from 'preact'
import type { ScanReport, WeightsOnly } from 'pth-cli'
import type { Opened } from '../documents.ts'
import type { Engine, Failure } from '../engine.ts'
import { formatBytes, formatCount, formatNumber, shownName } from '../format.ts'
import { useWork } from '../use-work.ts'
import { Card, CopyLine, Name, Some } from './parts.tsx'
import { Failed, InlineLoading } from './states.tsx'
import { VERDICTS, WORST, worstFirst } from './verdicts.ts'

const GLOBALS: Readonly<
  Record<ScanReport['globals'][number]['verdict'], readonly [kind: string, words: string]>
> = {
  tensor_data: ['good', 'tensor data'],
  container: ['good', 'container'],
  allowed_by_weights_only: ['good', 'allowed by weights_only'],
  known_class: ['good', 'known class'],
  known_call: ['good', 'known call'],
  allowed_by_policy: ['good', 'allowed by policy'],
  unknown: ['warn', 'unknown'],
  unknown_class: ['warn', 'unknown class'],
  unknown_call: ['bad', 'unknown call'],
  dangerous: ['bad', 'dangerous'],
}

export function Safety({
  opened,
  engine,
  known = null,
}: {
  /** Null in a report on a file that could not be opened, and was scanned all the same. */
  readonly opened: Opened | null
  readonly engine: Engine
  /** Why it could not be opened, which is said already. */
  readonly known?: Failure | null
}): JSX.Element {
  const work = useWork((onProgress) => engine.scan(onProgress), [engine, opened])
  if (work.kind === 'waiting')
    return <InlineLoading progress={null} what="Following every instruction of its pickles" />
  if (work.kind === 'failed') return <Failed failure={work.failure} title="It could not be scanned" />
  if (work.value === null) return <p class="empty">This report was made without a scan.</p>
  const { files, failures } = work.value
  return (
    <div class="stack">
      <h2 class="hidden-visually">Safety</h2>
      {files.length > 1 && <Counts files={files} failed={failures.length} />}
      {failures.map(({ file, code, message }) => (
        <div class="banner bad">
          <strong>
            <Name text={file} /> could not be scanned
          </strong>{' '}
          <span class="chip bad">{code}</span>
          <p>
            {code === known?.code && message === known.message ? (
              'For the same reason: nothing is known of what loading it runs.'
            ) : (
              <bdi>{shownName(message, 1000)}</bdi>
            )}
          </p>
        </div>
      ))}
      <Some items={worstFirst(files)} most={4}>
        {(shown) => (
          <div class="stack">
            {shown.map((report) => (
              <Report report={report} named={files.length > 1} />
            ))}
          </div>
        )}
      </Some>
    </div>
  )
}

/** How many files have which verdict. */
function Counts({
  files,
  failed,
}: {
  readonly files: readonly ScanReport[]
  readonly failed: number
}): JSX.Element {
  const counts = WORST.map((verdict) => ({
    verdict,
    count: files.filter((file) => file.verdict === verdict).length,
  }))
  return (
    <p data-value="scanned">
      {formatNumber(files.length + failed, 'file')}:
      {failed > 0 && (
        <>
          {' '}
          <span class="chip bad">{formatCount(failed)} could not be scanned</span>
        </>
      )}
      {counts.map(
        ({ verdict, count }) =>
          count > 0 && (
            <>
              {' '}
              <span class={`chip ${VERDICTS[verdict][0]}`}>
                {formatCount(count)} {verdict}
              </span>
            </>
          ),
      )}
    </p>
  )
}

function Report({ report, named }: { readonly report: ScanReport; readonly named: boolean }): JSX.Element {
  const [kind, title, words] = VERDICTS[report.verdict]
  return (
    <>
      <div class={`banner ${kind}`} data-verdict={report.verdict}>
        <strong>{title}</strong> <span class={`chip ${kind}`}>{report.verdict}</span>
        <p>
          {named && (
            <>
              <Name text={report.file} />:{' '}
            </>
          )}
          {report.pickles.length === 0 ? 'It contains no pickle: nothing in it can run.' : words}
        </p>
      </div>
      <Findings report={report} />
      {report.weights_only !== null && <Answer answer={report.weights_only} />}
      <Globals report={report} />
      <Pickles report={report} />
    </>
  )
}

function Findings({ report: { findings } }: { readonly report: ScanReport }): JSX.Element | null {
  if (findings.length === 0) return null
  return (
    <Card title="Findings">
      <Some items={findings}>
        {(shown) => (
          <ul class="list">
            {shown.map(({ rule, severity, member, offset, detail }) => (
              <li>
                <span class={`chip ${{ error: 'bad', warning: 'warn', note: '' }[severity]}`}>
                  {severity}
                </span>{' '}
                <span class="chip">{rule}</span> <bdi>{shownName(detail, 400)}</bdi>
                {member !== null && (
                  <span class="soft">
                    {' '}
                    in <Name text={member} longest={80} />
                    {offset === null ? '' : ` at byte ${formatCount(offset)}`}
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </Some>
    </Card>
  )
}

const ANSWERS = {
  accepts: ['good', 'accepts it'],
  refuses: ['warn', 'refuses it'],
  undetermined: ['warn', 'undetermined: the file alone does not decide'],
} as const

function Answer({ answer }: { readonly answer: WeightsOnly }): JSX.Element {
  const [kind, words] = ANSWERS[answer.answer]
  return (
    <Card title="weights_only">
      <p>
        <span class={`chip ${kind}`}>{answer.answer}</span> <code>torch.load(path, weights_only=True)</code>{' '}
        of PyTorch {answer.torch} {words}.
      </p>
      {answer.reason !== null && (
        <p>
          <bdi>{shownName(answer.reason, 500)}</bdi>
          {answer.member !== null && (
            <span class="soft">
              {' '}
              in <Name text={answer.member} longest={80} />
            </span>
          )}
        </p>
      )}
      {answer.add_safe_globals !== null && (
        <>
          <p class="soft">This line permits the names that it asks for. Read them first.</p>
          <CopyLine text={answer.add_safe_globals} what="the line" />
        </>
      )}
      {answer.no_list !== null && answer.no_list !== answer.reason && (
        <p class="soft">No list of names helps: {shownName(answer.no_list, 400)}</p>
      )}
    </Card>
  )
}

/** What is dangerous comes first. */
function orderOf(verdict: keyof typeof GLOBALS): number {
  return ['bad', 'warn', 'good'].indexOf(GLOBALS[verdict][0])
}

function Globals({ report: { globals } }: { readonly report: ScanReport }): JSX.Element | null {
  if (globals.length === 0) return null
  const sorted = globals.toSorted((a, b) => orderOf(a.verdict) - orderOf(b.verdict))
  return (
    <Card title={`Names in its pickles (${formatCount(globals.length)})`}>
      <Some items={sorted} most={30}>
        {(shown) => (
          <div class="scroll">
            <table class="plain names">
              <thead>
                <tr>
                  <th>Name</th>
                  <th class="number wide-only">Times</th>
                  <th class="number">Calls</th>
                  <th>Verdict</th>
                </tr>
              </thead>
              <tbody>
                {shown.map(({ module, name, resolved, count, call_count: calls, verdict, reason }) => (
                  <tr>
                    <td>
                      <Name text={module === '' ? name : `${module}.${name}`} longest={120} />
                      {resolved && <span class="soft"> (by calls)</span>}
                    </td>
                    <td class="number wide-only">{formatCount(count)}</td>
                    <td class="number">{formatCount(calls)}</td>
                    <td>
                      <span class={`chip ${GLOBALS[verdict][0]}`}>{GLOBALS[verdict][1]}</span>
                      {reason !== null && <span class="soft"> {shownName(reason, 200)}</span>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Some>
    </Card>
  )
}

function Pickles({ report: { pickles, format } }: { readonly report: ScanReport }): JSX.Element {
  return (
    <Card title="What was followed">
      {pickles.length === 0 ? (
        <p class="soft">no pickle; format {format}</p>
      ) : (
        <Some items={pickles} most={10}>
          {(shown) => (
            <ul class="list tight">
              {shown.map(({ member, protocol, byte_length: bytes, opcodes, complete }) => (
                <li>
                  <Name text={member} longest={100} />{' '}
                  <span class="soft">
                    protocol {protocol}, {formatBytes(bytes)}, {formatNumber(opcodes, 'instruction')}
                    {complete ? '' : ', not followed to its end'}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Some>
      )}
    </Card>
  )
}
