/** What inspect remarks on a file, each with its code. */
import type { JSX } from 'preact'
import type { OfSummary } from '../documents.ts'
import { shownName } from '../format.ts'
import { Card, Some } from './parts.tsx'

export function Notes({ summary: { notes } }: OfSummary): JSX.Element {
  return (
    <Card title="Notes">
      {notes.length === 0 ? (
        <p class="soft">none</p>
      ) : (
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
      )}
    </Card>
  )
}
