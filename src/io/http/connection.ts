/** Connections that fail: in words, and whether another try can help. */
import { PthError } from '../../errors.ts'
import { CutShort } from './body.ts'
import type { Stalled } from './stall.ts'

/** A failure that may pass by itself, and how long the server asks to wait. */
export interface Passing {
  readonly error: PthError
  readonly seconds: number | null
  /** Whether it is of the whole server, and not of one file. */
  readonly everywhere: boolean
}

/** A failure of the connection is a passing one; everything else is thrown on. */
export function passing(name: string, error: unknown, stalled: Stalled | null): Passing {
  if (error instanceof PthError) throw error
  if (stalled !== null) {
    const { reason, hint } = stalled
    return { error: unreachable(name, reason, hint, error), seconds: null, everywhere: true }
  }
  if (error instanceof CutShort)
    return { error: unreachable(name, error.message, 'try again', error), seconds: null, everywhere: true }
  if (!(error instanceof TypeError)) throw error
  return refusedConnection(name, error)
}

/** Where the address cannot be right, trying again does not help. */
const LASTING = new Map([
  ['ENOTFOUND', ['the name of the host is not known', 'check the address']],
  ['ERR_INVALID_URL', ['the address is not one', 'check the address']],
  [
    'CERT_HAS_EXPIRED',
    ['the certificate of the server has expired', 'tell who runs it; pth does not read past that'],
  ],
  [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    ['the server signed its certificate itself', 'name the certificate in NODE_EXTRA_CA_CERTS'],
  ],
  [
    'SELF_SIGNED_CERT_IN_CHAIN',
    ['the certificate is signed by an unknown authority', 'name it in NODE_EXTRA_CA_CERTS'],
  ],
  [
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ['the certificate is signed by an unknown authority', 'name it in NODE_EXTRA_CA_CERTS'],
  ],
  ['ERR_TLS_CERT_ALTNAME_INVALID', ['the certificate is for another host', 'check the address']],
  [
    'ERR_SSL_WRONG_VERSION_NUMBER',
    [
      'what answers there does not speak TLS',
      'check the port, or write http:// where the server is meant so',
    ],
  ],
  ['UND_ERR_HEADERS_OVERFLOW', ['the headers of the answer are too long', 'the server has a fault']],
])

const NOT_HTTP = ['what answers there does not speak HTTP', 'check the port of the address'] as const

/** `fetch failed` alone says nothing: the cause has the code. */
function refusedConnection(name: string, error: TypeError): Passing {
  const { cause } = error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  // Every code of the parser of HTTP begins so.
  const [reason, hint] = code.startsWith('HPE_') ? NOT_HTTP : (LASTING.get(code) ?? [])
  if (reason !== undefined && hint !== undefined) throw unreachable(name, `${reason} (${code})`, hint, error)
  const words =
    code === 'ECONNREFUSED' ? 'nobody listens there' : cause instanceof Error ? cause.message : error.message
  if (words === 'bad port')
    throw unreachable(name, 'fetch does not use that port', 'check the address', error)
  return {
    error: unreachable(
      name,
      code === '' ? words : `${words} (${code})`,
      'check the address and the connection',
      error,
    ),
    seconds: null,
    everywhere: true,
  }
}

function unreachable(path: string, reason: string, hint: string, cause: unknown): PthError {
  return new PthError('REMOTE_UNREACHABLE', { path, reason, hint }, { cause })
}
