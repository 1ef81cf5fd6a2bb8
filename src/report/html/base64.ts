/** Bytes as letters of base64. */

/** Bytes that become text at once: a multiple of three, and few enough for the arguments of one call. */
const PIECE = 3 * 4096

export function base64(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += PIECE)
    pieces.push(btoa(String.fromCharCode.apply(null, [...bytes.subarray(at, at + PIECE)])))
  return pieces.join('')
}
