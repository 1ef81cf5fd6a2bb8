/** The report: the same views over the documents that are embedded in the page. */
import { render } from 'preact'
import { App } from './app.tsx'
import { embeddedDocuments, embeddedEngine } from './engines/embedded-engine.ts'
import { ReportNotes } from './views/report-notes.tsx'

const root = document.getElementById('app')
if (root !== null) void show(root)

async function show(root: HTMLElement): Promise<void> {
  const documents = await embeddedDocuments(document)
  // What is there for those who run no scripts.
  root.replaceChildren()
  render(
    <App
      engine={embeddedEngine(documents)}
      first={{ kind: 'files', files: [] }}
      beside={null}
      notes={<ReportNotes documents={documents} />}
    />,
    root,
  )
}
