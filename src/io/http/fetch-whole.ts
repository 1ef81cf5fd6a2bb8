/** A file in one answer, where a server sends no parts. */
import { BY_CURL } from '../../errors.ts'
import { checkLimit } from '../../limits.ts'
import { ask } from './ask.ts'
import { chunksOf, CutShort } from './body.ts'
import { invalid } from './refused.ts'
import type { HttpSession, HttpTarget } from './target.ts'

/** Where the bytes go. */
export interface WholeSink {
  write(bytes: Uint8Array): Promise<void>
  /** Forget what was written: the file comes from its beginning again. */
  restart(): Promise<void>
}

/**
 * GET the whole file; a cut connection begins it again.
 * @throws PthError as {@link ask}
 */
export async function fetchWhole(target: HttpTarget, session: HttpSession, sink: WholeSink): Promise<void> {
  const { limits, transfer } = session
  // Without a range fetch would take compressed bytes.
  const headers = { 'accept-encoding': 'identity' }
  const question = { range: { offset: 0, length: Number.MAX_SAFE_INTEGER }, headers, bytes: 0 }
  await ask(
    target,
    session,
    () => question,
    async (response, again) => {
      if (response.status !== 200) return undefined
      await sink.restart()
      const announced = lengthOf(response.headers)
      // Without it nobody can tell the whole file from a part after which the connection ended.
      if (announced === null) {
        await response.body?.cancel()
        throw invalid(
          target.name,
          'the size of the file (Content-Length)',
          'none, so that a part would look whole',
          BY_CURL,
        )
      }
      checkLimit(limits, 'transferBytes', target.name, transfer.bytes + announced)
      let bytes = 0
      for await (const chunk of chunksOf(response.body)) {
        again(chunk.length)
        bytes += chunk.length
        transfer.bytes += chunk.length
        checkLimit(limits, 'transferBytes', target.name, transfer.bytes)
        await sink.write(chunk)
      }
      if (bytes < announced) throw new CutShort(`the connection ended after ${bytes} of ${announced} bytes`)
      if (bytes > announced) throw invalid(target.name, `${announced} bytes, as announced`, `${bytes}`)
      return true
    },
  )
}

/** The length of the body as it is written: that of a compressed one is another. */
function lengthOf(headers: Headers): number | null {
  if ((headers.get('content-encoding') ?? 'identity') !== 'identity') return null
  const text = headers.get('content-length') ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}
