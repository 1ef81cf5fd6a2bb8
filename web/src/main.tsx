/** The page: the views over a worker, with files that are dropped, picked, served, or at the address `?url=`. */
import { render } from 'preact'
import { App } from './app.tsx'
import type { Input } from './engine.ts'
import { workerEngine } from './engines/worker-engine.ts'
import { servedInputs, servedList } from './served.ts'
import { scriptAddress } from './trusted.ts'

const root = document.getElementById('app')
const engine = workerEngine(new Worker(scriptAddress('worker.js'), { type: 'module' }))
const typed = new URLSearchParams(location.search).get('url')
// An address of this very server may be a path.
const url = typed === null || /^[a-z0-9]+:/i.test(typed) ? typed : new URL(typed, document.baseURI).href
const served = servedList(document)
if (served === null) show(url === null ? null : { kind: 'url', url }, null)
else {
  const inputs = await servedInputs(document, served)
  show(inputs.first, inputs.other)
}

function show(first: Input | null, other: Input | null): void {
  if (root !== null) render(<App engine={engine} first={first} beside={other} />, root)
}

// Only where the page is at home: from a file, or in a private window, there is no service worker, and what one person
// is served for an hour is not to be kept.
if (served === null && 'serviceWorker' in navigator && location.protocol !== 'file:')
  navigator.serviceWorker.register(scriptAddress('offline.js')).catch(() => {})
