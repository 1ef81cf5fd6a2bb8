/** The two scripts that the page starts by their addresses; nothing else may become one. */

interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL(url: string): unknown
  }
}

const SCRIPTS = ['worker.js', 'offline.js'] as const

/** The address of one of the page's own scripts, in the form that the policy of the page asks for. */
export function scriptAddress(name: (typeof SCRIPTS)[number]): string {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies }
  if (trustedTypes === undefined) return name
  policy ??= trustedTypes.createPolicy('pth', {
    createScriptURL: (url) => {
      if (!SCRIPTS.some((script) => script === url)) throw new TypeError(`not a script of this page: ${url}`)
      return url
    },
  })
  return policy.createScriptURL(name) as string
}

let policy: ReturnType<Policies['createPolicy']> | undefined
