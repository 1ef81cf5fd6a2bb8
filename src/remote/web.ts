/** A file on any server: the address as it is. */
import type { HttpTarget } from '../io/http/target.ts'
import { nameOfAddress } from './address.ts'
import type { WebAddress } from './address.ts'
import { pageHintOf } from './viewer-pages.ts'
import { webRefusal } from './web-refusal.ts'

/** @param headers of the user, for this origin only */
export function webTarget(address: WebAddress, headers: Readonly<Record<string, string>>): HttpTarget {
  const own = { ...(address.authorization !== null && { authorization: address.authorization }), ...headers }
  const name = nameOfAddress(address)
  return {
    name,
    request: async () => ({ url: address.url, headers: own }),
    refusal: (answer) => webRefusal(name, answer, 'authorization' in own),
    pageHint: (title) => pageHintOf(address.url, title),
  }
}
