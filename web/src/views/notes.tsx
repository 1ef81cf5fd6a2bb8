/** What inspect remarks on a file, each with its code. */
import type { JSX } from 'preact'
import type { OfSummary } from '../documents.ts'
import { shownName } from '../format.ts'
import { Card, Some } from './parts.tsx'

/** Before everything else that is in the file: a note is what changes how the rest is read. */
export function Notes({ summary: { notes } }: OfSummary): JSX.Element | null {
  if (notes.length === 0) return null
  return (
    <Card title="Notes">
      <Some items={notes}>
        {(shown) => (
          <ul class="list">
            {shown.map(({ code, message }) => (
              <li data-note={code}>
                <span class="chip warn">{code}</span> <bdi>{shownName(message, 600)}</bdi>
              </li>
            ))}
          </ul>
        )}
      </Some>
    </Card>
  )
}
