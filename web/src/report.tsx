/** The report: the same views over the documents that are embedded in the page. */
import { render } from 'preact'
import { App } from './app.tsx'
import { embeddedDocuments, embeddedEngine } from './engines/embedded-engine.ts'
import { ReportFoot, ReportNotes } from './views/report-notes.tsx'

/** Show what is packed into the page in `root`, in place of the text for those who run no scripts. */
export async function showReport(root: HTMLElement, pack: string): Promise<void> {
  const documents = await embeddedDocuments(pack)
  root.replaceChildren()
  render(
    <App
      engine={embeddedEngine(documents)}
      first={{ kind: 'files', files: [] }}
      beside={null}
      notes={<ReportNotes documents={documents} />}
      foot={<ReportFoot documents={documents} />}
    />,
    root,
  )
}
