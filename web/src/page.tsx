/** The page: the views over a worker, with files that are dropped, picked, served, or at the address `?url=`. */
import { render } from 'preact'
import { App } from './app.tsx'
import type { Input } from './engine.ts'
import { workerEngine } from './engines/worker-engine.ts'
import { servedInputs, servedList } from './served.ts'
import { scriptAddress } from './trusted.ts'

/** Show it in `root`. @throws TypeError where the server of the files is gone */
export async function showPage(root: HTMLElement): Promise<void> {
  const engine = workerEngine(new Worker(scriptAddress('worker.js'), { type: 'module' }))
  const served = servedList(document)
  const { first, other } =
    served === null ? { first: typedInput(), other: null } : await servedInputs(document, served)
  render(<App engine={engine} first={first} beside={other} />, root)
  // Only where the page is at home: from a file, or in a private window, there is no service worker, and what one person
  // is served for an hour is not to be kept.
  if (served === null && 'serviceWorker' in navigator && location.protocol !== 'file:')
    navigator.serviceWorker.register(scriptAddress('offline.js')).catch(() => {})
}

function typedInput(): Input | null {
  const typed = new URLSearchParams(location.search).get('url')
  if (typed === null) return null
  // An address of this very server may be a path.
  const url = /^[a-z0-9]+:/i.test(typed) ? typed : new URL(typed, document.baseURI).href
  return { kind: 'url', url }
}
