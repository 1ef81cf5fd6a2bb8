/** One script for both forms of the page: a report has its documents in it, and the page opens files. */
import { embeddedPack } from './engines/embedded-engine.ts'
import { showPage } from './page.tsx'
import { showReport } from './report.tsx'

const root = document.getElementById('app')
const pack = embeddedPack(document)
if (root !== null) await (pack === null ? showPage(root) : showReport(root, pack))
