/** The empty page: where files are dropped, picked, or an address is typed. */
import type { JSX } from 'preact'
import type { Input } from '../engine.ts'

export function Start({ onInput }: { readonly onInput: (input: Input) => void }): JSX.Element {
  const picked = (list: FileList | null): void => {
    const files = [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }))
    if (files.length > 0) onInput({ kind: 'files', files })
  }
  return (
    <section class="start">
      <label>
        Choose files
        <input
          type="file"
          multiple
          id="pick-files"
          onChange={({ currentTarget }) => picked(currentTarget.files)}
        />
      </label>
    </section>
  )
}
