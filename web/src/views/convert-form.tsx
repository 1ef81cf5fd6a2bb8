/** What a conversion is to write: the fields of the form. */
import type { JSX } from 'preact'
import { nameFor } from '../convert/form.ts'
import type { Fields } from '../convert/form.ts'
import { CASTS } from '../convert/wanted.ts'

interface FormOf {
  readonly fields: Fields
  readonly file: string
  readonly busy: boolean
  /** Told what changes in the fields as they are by then. */
  readonly onChange: (change: (now: Fields) => Partial<Fields>) => void
}

export function Form({ fields, file, busy, onChange }: FormOf): JSX.Element {
  const set = (change: Partial<Fields>): void => onChange(() => change)
  const line = (
    name: 'name' | 'stripPrefix' | 'addPrefix' | 'shardSize',
    label: string,
    hint = '',
  ): JSX.Element => (
    <label class="field">
      <span>{label}</span>
      <input
        type="text"
        name={name}
        value={fields[name]}
        placeholder={hint}
        spellcheck={false}
        onInput={({ currentTarget }) => set({ [name]: currentTarget.value })}
      />
    </label>
  )
  const globs = (name: 'include' | 'exclude', label: string): JSX.Element => (
    <label class="field">
      <span>{label}</span>
      <textarea
        name={name}
        rows={2}
        value={fields[name]}
        placeholder="layer1.*"
        spellcheck={false}
        onInput={({ currentTarget }) => set({ [name]: currentTarget.value })}
      />
    </label>
  )
  return (
    <form class="card" onSubmit={(event) => event.preventDefault()}>
      <fieldset class="fields" disabled={busy}>
        <label class="field">
          <span>Format</span>
          <select
            name="format"
            value={fields.format}
            onChange={({ currentTarget }) => {
              const format = currentTarget.value as Fields['format']
              // A name that was typed stays.
              onChange((now) => ({
                format,
                ...(now.name === nameFor(file, now.format) && { name: nameFor(file, format) }),
              }))
            }}
          >
            <option value="safetensors">safetensors</option>
            <option value="pth">torch.save (.pth)</option>
            <option value="npz">NumPy (.npz)</option>
          </select>
        </label>
        {line('name', 'Name')}
        <label class="field">
          <span>Floats as</span>
          <select
            name="dtype"
            value={fields.dtype}
            onChange={({ currentTarget }) => set({ dtype: currentTarget.value })}
          >
            <option value="">as they are</option>
            {CASTS.map((name) => (
              <option value={name}>{name}</option>
            ))}
          </select>
        </label>
        {fields.format === 'safetensors' && line('shardSize', 'Largest shard', 'one file')}
        {line('stripPrefix', 'Prefix to take off', 'module.')}
        {line('addPrefix', 'Prefix to add')}
        {globs('include', 'Only these names, one glob a line')}
        {globs('exclude', 'Without these names')}
      </fieldset>
    </form>
  )
}
