/** What a conversion wrote, with digests. */
import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { download } from '../convert/choose-place.ts'
import type { ConvertedFiles } from '../convert/convert-files.ts'
import type { Engine } from '../engine.ts'
import { formatBytes, formatCount, shownName } from '../format.ts'
import { CopyButton, Name, Some } from './parts.tsx'

export function Done({
  converted: { files, downloads, seconds },
  engine,
}: {
  readonly converted: ConvertedFiles
  readonly engine: Engine
}): JSX.Element {
  const [kept, setKept] = useState(downloads.length > 0)
  const total = files.reduce((sum, { byteLength }) => sum + byteLength, 0)
  return (
    <section class="card" role="status" data-converted={files.length}>
      <h3>
        Written: {formatBytes(total)} in {seconds.toFixed(1)} s
      </h3>
      <div>
        <Some items={files}>
          {(shown) => (
            <dl class="facts">
              {shown.map(({ name, byteLength, sha256 }) => (
                <>
                  <dt>
                    <Name text={name} longest={80} />
                    <div class="soft">{formatCount(byteLength)} B</div>
                  </dt>
                  <dd>
                    SHA-256 <code data-sha256={name}>{sha256}</code>{' '}
                    <CopyButton text={sha256} what={`the SHA-256 of ${shownName(name, 80)}`} />
                  </dd>
                </>
              ))}
            </dl>
          )}
        </Some>
        {kept && (
          <p>
            The browser saves a copy. This page keeps its own until it is closed.{' '}
            {downloads.map((file) => (
              <button type="button" class="quiet" onClick={() => download(file)}>
                Save {shownName(file.name, 60)} again
              </button>
            ))}
            <button
              type="button"
              class="quiet"
              onClick={() => void engine.discard().then(() => setKept(false))}
            >
              It is saved: remove the page's copy
            </button>
          </p>
        )}
      </div>
    </section>
  )
}
