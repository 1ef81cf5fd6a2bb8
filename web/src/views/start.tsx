/** The empty page: where files are dropped or picked, or an address is typed. */
import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { Input } from '../engine.ts'
import { inputOf } from '../picked.ts'

/** Buttons that pick files or a folder, and a field for an address. */
export function Pickers({
  onInput,
  what,
}: {
  readonly onInput: (input: Input) => void
  readonly what: string
}): JSX.Element {
  const picked = (list: FileList | null): void => {
    const input = inputOf(list)
    if (input !== null) onInput(input)
  }
  return (
    <div class="choices">
      <label class="pick button primary">
        Choose {what}
        <input
          type="file"
          multiple
          data-pick="files"
          onChange={({ currentTarget }) => picked(currentTarget.files)}
        />
      </label>
      <label class="pick button">
        Choose a folder
        <input
          type="file"
          multiple
          data-pick="folder"
          ref={(element) => {
            if (element !== null) element.webkitdirectory = true
          }}
          onChange={({ currentTarget }) => picked(currentTarget.files)}
        />
      </label>
    </div>
  )
}

/** The first thing that is seen. */
export function Start({ onInput }: { readonly onInput: (input: Input) => void }): JSX.Element {
  return (
    <div class="start">
      <div>
        <h2>Look into a checkpoint</h2>
        <p class="lead">
          What it contains, what fills it, whether loading it runs code, and whether your model accepts it.
        </p>
      </div>
      <div class="drop">
        <p>
          Drop a <span class="mono">.pth</span>, <span class="mono">.pt</span>,{' '}
          <span class="mono">.ckpt</span>, <span class="mono">.bin</span> or{' '}
          <span class="mono">.safetensors</span> file here, all shards of a model, or the folder of a
          distributed checkpoint
        </p>
        <Pickers onInput={onInput} what="files" />
      </div>
      <Address />
      <ul class="promises">
        <li>
          <b>Nothing is sent.</b> The file is read on this machine; the page may not send it anywhere.
        </li>
        <li>
          <b>Nothing is run.</b> A checkpoint is a program for pickle; here it is read as data.
        </li>
        <li>
          <b>It works offline</b> once it was loaded, and opens files of any size.
        </li>
      </ul>
    </div>
  )
}

/** An address is put into that of the page: its policy then permits the requests to this one host. */
function Address(): JSX.Element {
  const [url, setUrl] = useState('')
  return (
    <form
      class="address"
      onSubmit={(event) => {
        event.preventDefault()
        if (url.trim() !== '') location.search = `?url=${encodeURIComponent(url.trim())}`
      }}
    >
      <label class="hidden-visually" for="address">
        Address of a checkpoint
      </label>
      <input
        id="address"
        type="text"
        inputMode="url"
        autocomplete="off"
        spellcheck={false}
        placeholder="https://… or hf://NAMESPACE/NAME/model.safetensors"
        value={url}
        onInput={({ currentTarget }) => setUrl(currentTarget.value)}
      />
      <button type="submit">Open the address</button>
    </form>
  )
}
