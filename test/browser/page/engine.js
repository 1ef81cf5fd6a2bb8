/** The worker of the page without its views: what the tests call, answered as plain data. */

const worker = new Worker('/worker.js', { type: 'module' })
const calls = new Map()
let last = 0

worker.addEventListener('error', ({ message }) => {
  for (const { settle } of calls.values()) settle({ code: 'WORKER', message })
})
worker.addEventListener('message', ({ data }) => {
  const call = calls.get(data.id)
  if (data.kind === 'progress') call?.progress(data.progress)
  else if (data.kind === 'answer') call?.settle({ answer: data.value })
  else if (data.kind === 'failed') call?.settle({ code: data.code, message: data.message })
})

/** The answer of a call, or the code and the words of its error. `stopAt` stops it at so many bytes. */
function call(name, given, { stopAt = Infinity, progress = () => undefined } = {}) {
  last += 1
  const id = last
  return new Promise((settle) => {
    calls.set(id, {
      settle,
      progress: (at) => {
        progress(at)
        if (at.done >= stopAt) worker.postMessage({ kind: 'stop', id })
      },
    })
    worker.postMessage({ kind: 'call', id, name, given })
  })
}

/** Open the picked files. */
async function open() {
  const files = [...document.querySelector('#pick').files]
  return call('open', {
    input: {
      kind: 'files',
      files: files.map((file) => ({ path: file.webkitRelativePath || file.name, file })),
    },
  })
}

/** A folder of the origin, empty: it stands for one that a person chose. */
async function folder(name) {
  const root = await navigator.storage.getDirectory()
  await root.removeEntry(name, { recursive: true }).catch(() => undefined)
  return root.getDirectoryHandle(name, { create: true })
}

/** Every file below a folder of the origin, with its size. */
async function list(directory, path = '') {
  const found = []
  for await (const [name, handle] of directory.entries()) {
    if (handle.kind === 'directory') found.push(...(await list(handle, `${path}${name}/`)))
    else found.push({ name: `${path}${name}`, size: (await handle.getFile()).size })
  }
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** Every file in a folder, with its size and, up to 64 MiB, its digest. */
async function contents(directory) {
  const found = []
  for await (const handle of directory.values()) found.push(await described(await handle.getFile()))
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

async function described(file) {
  const { name } = file
  if (file.size > 1 << 26) return { name, size: file.size }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  return {
    name,
    size: file.size,
    sha256: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
  }
}

/**
 * Convert what is open. `place` is `private`, `folder`, or `file`. What is left afterwards is listed: in the place, and
 * what is new in all of the origin.
 */
async function convert({ wanted, place, stopAt, there = [] }) {
  const chosen = await folder('chosen')
  for (const name of there) await chosen.getFileHandle(name, { create: true })
  const handle = place === 'file' ? await chosen.getFileHandle(wanted.name, { create: true }) : chosen
  const before = new Set(await origin())
  const stages = new Set()
  const result = await call(
    'convert',
    { wanted, place: place === 'private' ? { kind: place } : { kind: place, handle } },
    {
      stopAt,
      progress: ({ stage }) => stages.add(stage),
    },
  )
  const downloads = await Promise.all((result.answer?.downloads ?? []).map((file) => described(file)))
  const all = await list(await navigator.storage.getDirectory())
  return {
    ...result,
    downloads,
    stages: [...stages],
    chosen: await contents(chosen),
    origin: all.filter(({ name }) => !before.has(name)),
  }
}

/** Names of every file of the origin. */
async function origin() {
  return (await list(await navigator.storage.getDirectory())).map(({ name }) => name)
}

/** Whether the picked files could be opened; what is in them stays in the page. */
async function opened() {
  return (await open()).code === undefined
}

const ASKED = { open, opened, convert, origin, call: ({ name, given }) => call(name, given) }

globalThis.ask = async ({ what, ...given }) => JSON.stringify(await ASKED[what](given))
