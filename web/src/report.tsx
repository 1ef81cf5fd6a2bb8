/** The report: the same views over the documents that are embedded in the page. */
import { render } from 'preact'
import { App } from './app.tsx'
import { embeddedDocuments, embeddedEngine } from './engines/embedded-engine.ts'

const root = document.getElementById('app')
if (root !== null)
  render(
    <App engine={embeddedEngine(embeddedDocuments(document))} first={{ kind: 'files', files: [] }} />,
    root,
  )
