/** A short answer as text, such as a listing: whole or an error. */
import { PthError } from '../../errors.ts'
import { ask } from './ask.ts'
import { chunksOf } from './body.ts'
import type { HttpSession, HttpTarget } from './target.ts'

/** The text of an answer and its headers. */
export interface Text {
  readonly text: string
  readonly headers: Headers
}

/**
 * GET an address and read at most `most` bytes.
 * @throws PthError as {@link ask}; REMOTE_INVALID for a longer answer
 */
export function fetchText(target: HttpTarget, most: number, session: HttpSession): Promise<Text> {
  const question = { range: { offset: 0, length: most }, headers: {}, bytes: 0 }
  return ask(
    target,
    session,
    () => question,
    async ({ status, headers, body }, again) => {
      if (status !== 200) return undefined
      const decoder = new TextDecoder()
      let text = ''
      let bytes = 0
      for await (const chunk of chunksOf(body)) {
        again(chunk.length)
        bytes += chunk.length
        session.transfer.bytes += chunk.length
        if (bytes > most) {
          const expected = `at most ${most} bytes`
          throw new PthError('REMOTE_INVALID', { path: target.name, expected, found: 'more of them' })
        }
        text += decoder.decode(chunk, { stream: true })
      }
      return { text: text + decoder.decode(), headers }
    },
  )
}
