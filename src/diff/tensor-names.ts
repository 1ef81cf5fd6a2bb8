/** Names in two state_dicts whose values are compared: those of tensors, and those of parameters among them. */
import { rolesOf } from '../checkpoint/role.ts'
import type { ActualStateDict } from './actual.ts'

/** Names of tensors, in the order of the file. */
export function tensorNames({ entries }: ActualStateDict): string[] {
  return [...entries].flatMap(([name, { entry }]) => (entry === undefined ? [] : [name]))
}

/** Names of parameters: both sides are asked, and a file that says so is believed before well-known names are. */
export function parameterNames(actual: ActualStateDict, expected: ActualStateDict): ReadonlySet<string> {
  const roles = new Map<string, { readonly role: string; readonly by: string }>()
  for (const { entries } of [expected, actual]) {
    const named = [...entries].flatMap(([name, { entry }]) =>
      entry === undefined ? [] : [{ ...entry, name }],
    )
    for (const [at, role] of rolesOf(named).entries()) {
      const name = named[at]?.name ?? ''
      if (roles.get(name)?.by !== 'file') roles.set(name, role)
    }
  }
  return new Set([...roles].flatMap(([name, { role }]) => (role === 'parameter' ? [name] : [])))
}
