/**
 * Runs before everything else: narrows the policy of the page to the one host whose address was typed. A policy can
 * only be narrowed, so that whatever runs later reaches no other.
 */
import { allowedSources, OWN } from './connect-sources.ts'
import { servedList } from './served.ts'

const policy = document.createElement('meta')
policy.httpEquiv = 'Content-Security-Policy'
policy.content = `connect-src ${servedList(document) === null ? allowedSources(location) : OWN}`
document.head.append(policy)
