/**
 * Refusals of servers behind web addresses, in their own words: object stores answer signed addresses in XML.
 * @see docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html,
 * learn.microsoft.com/rest/api/storageservices/blob-service-error-codes,
 * cloud.google.com/storage/docs/xml-api/reference-status
 */
import { PthError } from '../errors.ts'
import { denied, firstLine, isPassing } from '../io/http/refused.ts'
import type { Refusal } from '../io/http/target.ts'
import { firstText } from './xml.ts'

/** What is wrong with a signed address, by the code of the store. */
const QUOTE = 'copy the whole address, and put it into quotes: without them a shell ends it at the first &'
const RENEW = 'get a new signed address from where this one came'
const MISSING = /^(?:NoSuchKey|NoSuchBucket|BlobNotFound|ContainerNotFound|ResourceNotFound)$/
const EXPIRED = /expired|not valid in the specified time frame/i
const UNSIGNED =
  /^(?:SignatureDoesNotMatch|AuthenticationFailed|AuthorizationQueryParametersError|MissingSecurityHeader)$/

/** Null where the status alone says it. `withLogin`: credentials were sent. */
export function webRefusal(name: string, answer: Refusal, withLogin: boolean): PthError | null {
  const { status, headers, text } = answer
  if (status === 401) return loginWanted(name, headers, withLogin)
  const code = headers.get('x-ms-error-code') ?? firstText(text, 'Code') ?? ''
  if (code !== '' && /^\w{3,60}$/.test(code) && !isPassing(status)) return ofStore(name, answer, code)
  if (status === 202 || status === 204) return notYet(name, status)
  return null
}

function ofStore(name: string, { status, text }: Refusal, code: string): PthError {
  const message = firstLine(firstText(text, 'Message') ?? '')
  const more = firstText(text, 'AuthenticationErrorDetail') ?? firstText(text, 'Details') ?? ''
  if (MISSING.test(code))
    return new PthError('REMOTE_NOT_FOUND', {
      path: name,
      reason: `the store has no such object (${code}, ${status})`,
      hint: 'check the address: upper and lower case count',
    })
  if (EXPIRED.test(`${code} ${message} ${more}`))
    return denied(name, status, `the signature of the address has expired (${code})`, RENEW)
  if (UNSIGNED.test(code))
    return denied(name, status, `the signature of the address is not the right one (${code})`, QUOTE)
  return denied(
    name,
    status,
    `the store refuses it (${code}${message === '' ? '' : `: ${message}`})`,
    'the address must be signed by somebody who may read the object, or the object be public; s3:// and gs:// ' +
      'addresses are read with your own keys',
  )
}

/** @see RFC 9110, 11.6.1: what the server takes is in `WWW-Authenticate` */
function loginWanted(name: string, headers: Headers, withLogin: boolean): PthError {
  const [, scheme = '', realm = ''] =
    /^\s*([\w-]+)(?:.*?\brealm="([^"]{0,80})")?/i.exec(headers.get('www-authenticate') ?? '') ?? []
  const said = realm === '' ? '' : ` for "${firstLine(realm)}"`
  if (withLogin)
    return denied(
      name,
      401,
      `the server does not take these credentials${said}`,
      'check them: they may have expired',
    )
  if (/^basic$/i.test(scheme))
    return denied(
      name,
      401,
      `the server asks for a user and a password${said}`,
      'write them into the address, https://USER:PASSWORD@HOST/PATH, with %40 for an @ in them',
    )
  return denied(
    name,
    401,
    `the server asks for credentials${said}`,
    'give them by --header "Authorization: Bearer TOKEN", or as the server names them',
  )
}

function notYet(name: string, status: number): PthError {
  return new PthError('REMOTE_UNREACHABLE', {
    path: name,
    reason:
      status === 202
        ? 'the server has taken the request and has no file yet (202)'
        : 'the server sends nothing (204)',
    hint: status === 202 ? 'try again later' : 'check the address',
  })
}
