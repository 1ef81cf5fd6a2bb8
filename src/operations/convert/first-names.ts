/** A list of names in a notice: a model has thousands. */

/** Names that are shown. */
const SHOWN = 12

/** The first names, and how many more there are. */
export function firstNames(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(', ')
  return names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown
}
