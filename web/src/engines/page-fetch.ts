/** Requests are made by the page and not by its worker: the content security policy of the page bounds them. */
import type { FetchedAnswer, FetchWanted } from '../worker/messages.ts'

/** One request without credentials. What is longer than asked for is not read to its end. */
export async function pageFetch(
  { url, headers, most }: FetchWanted,
  signal: AbortSignal,
): Promise<FetchedAnswer> {
  try {
    const response = await fetch(url, {
      headers,
      signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    })
    const declared = Number(response.headers.get('content-length') ?? '0')
    // A whole file instead of a part: its headers say enough.
    const bytes = declared > most ? await withoutBody(response) : await bodyOf(response, most)
    return { status: response.status, headers: [...response.headers], url: response.url, bytes }
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) }
  }
}

async function withoutBody(response: Response): Promise<ArrayBuffer> {
  await response.body?.cancel()
  return new ArrayBuffer(0)
}

/** The body, and of one that is longer than `most` bytes so much that its reader sees it is too long. */
async function bodyOf(response: Response, most: number): Promise<ArrayBuffer> {
  const reader = response.body?.getReader()
  if (reader === undefined) return new ArrayBuffer(0)
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  while (length <= most) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    length += value.length
  }
  await reader.cancel()
  return new Blob(chunks).arrayBuffer()
}
