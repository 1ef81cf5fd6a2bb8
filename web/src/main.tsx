/** The page: the views over a worker, with files that are dropped, picked, or at the address `?url=`. */
import { render } from 'preact'
import { App } from './app.tsx'
import { workerEngine } from './engines/worker-engine.ts'
import { scriptAddress } from './trusted.ts'

const root = document.getElementById('app')
const engine = workerEngine(new Worker(scriptAddress('worker.js'), { type: 'module' }))
const url = new URLSearchParams(location.search).get('url')
if (root !== null) render(<App engine={engine} first={url === null ? null : { kind: 'url', url }} />, root)

// Only where the page is served: from a file, or in a private window, there is no service worker.
if ('serviceWorker' in navigator && location.protocol !== 'file:')
  navigator.serviceWorker.register(scriptAddress('offline.js')).catch(() => {})
