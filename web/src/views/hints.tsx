/** Why a load fails, with the lines that mend it, to be copied. */
import type { JSX } from 'preact'
import { shellWord } from 'pth-cli'
import type { DiffDocument } from '../documents.ts'
import { shownName } from '../format.ts'
import { Card, CopyLine } from './parts.tsx'

export function Hints({ diff: { suggestions, file } }: { readonly diff: DiffDocument }): JSX.Element | null {
  if (suggestions.length === 0) return null
  return (
    <Card title={suggestions[0]?.kind === 'none' ? 'What was found' : 'Likely cause, and what to do'}>
      <div class="stack">
        {suggestions.map(({ message, python, flags, convert, sure }, at) => (
          <div class="stack tight-stack">
            <p>
              {at > 0 && <span class="soft">or: </span>}
              <bdi>{shownName(message, 600)}</bdi> <span class="soft">({sure})</span>
            </p>
            {python.length > 0 && <CopyLine text={python.join('\n')} what="the Python lines" />}
            {convert !== null && (
              <CopyLine
                text={[
                  'pth convert',
                  shellWord(file),
                  '-o mended.safetensors',
                  ...convert.map(shellWord),
                ].join(' ')}
                what="the command"
              />
            )}
            {convert === null && flags.length > 0 && (
              <CopyLine text={flags.map(shellWord).join(' ')} what="the flags" />
            )}
          </div>
        ))}
      </div>
    </Card>
  )
}
