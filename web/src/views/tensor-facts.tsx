/** What a tensor is, where its bytes are, and who shares them. */
import type { JSX } from 'preact'
import type { Go } from '../app.tsx'
import type { OfTensor, Opened } from '../documents.ts'
import { formatBytes, formatCount, shownName } from '../format.ts'
import { shapeText } from '../table/tensor-table.ts'
import { Bytes, Card, Dtype, Facts, Name, Some } from './parts.tsx'

export function What({ tensor }: OfTensor): JSX.Element {
  return (
    <Card title="Tensor">
      <Facts
        rows={[
          ['type', <Dtype name={tensor.dtype} />],
          [
            'shape',
            <span class="mono" data-value="shape">
              {shapeText(tensor.shape)}
            </span>,
          ],
          tensor.stride === null ? null : ['stride', <span class="mono">{shapeText(tensor.stride)}</span>],
          tensor.contiguous === null ? null : ['contiguous', tensor.contiguous ? 'yes' : 'no'],
          ['elements', tensor.numel === null ? '?' : formatCount(tensor.numel)],
          [
            'bytes',
            tensor.bytes === null ? '?' : `${formatCount(tensor.bytes)} (${formatBytes(tensor.bytes)})`,
          ],
          ['role', tensor.role ?? (tensor.parameter ? 'parameter' : 'not said by the file')],
          ['requires grad', tensor.requires_grad ? 'yes' : 'no'],
          tensor.kind === 'strided' ? null : ['kind', tensor.kind],
          tensor.conj ? ['lazy', 'conjugated'] : null,
          tensor.neg ? ['lazy', 'negated'] : null,
          ...tensor.facts.map(
            ({ name, value }) => [shownName(name, 40), shownName(String(value), 120)] as const,
          ),
        ]}
      />
    </Card>
  )
}

export function Where({ tensor }: OfTensor): JSX.Element {
  return (
    <Card title="Where it is">
      <Facts
        rows={[
          ['path', <Name text={tensor.path} longest={120} />],
          tensor.storage_key === null ? null : ['storage', <Name text={tensor.storage_key} longest={80} />],
          tensor.storage_offset === null
            ? null
            : ['begins at', `element ${formatCount(tensor.storage_offset)} of the storage`],
          tensor.member === null ? null : ['record', <Name text={tensor.member} longest={120} />],
          tensor.file_offset === null ? null : ['in the file', `at byte ${formatCount(tensor.file_offset)}`],
        ]}
      />
    </Card>
  )
}

export function Sharing({
  tensor,
  opened,
  go,
}: OfTensor & { readonly opened: Opened; readonly go: Go }): JSX.Element {
  const groups = opened.summary.storages.shared.filter(({ tensors }) => tensors.includes(tensor.name))
  return (
    <Card title="Shares its memory">
      {groups.length === 0 ? (
        <p class="soft">with no other tensor of the state_dict</p>
      ) : (
        groups.map(({ kind, tensors }) => (
          <>
            <p>
              {kind === 'alias' ? 'These names are the same elements:' : 'These have elements in common:'}
            </p>
            <Some items={tensors.filter((other) => other !== tensor.name)}>
              {(shown) => (
                <ul class="list tight">
                  {shown.map((other) => (
                    <li>
                      <button type="button" class="quiet plain-name" onClick={() => go({ tensor: other })}>
                        <Name text={other} longest={100} />
                      </button>
                    </li>
                  ))}
                </ul>
              )}
            </Some>
          </>
        ))
      )}
    </Card>
  )
}

export function Parts({ tensor: { parts } }: OfTensor): JSX.Element | null {
  if (parts.length === 0) return null
  return (
    <Card title="Parts">
      <table class="plain">
        <tbody>
          {parts.slice(0, 50).map((part) => (
            <tr>
              <td>
                <Name text={part.name} longest={80} />
              </td>
              <td>
                <Dtype name={part.dtype} />
              </td>
              <td class="mono">{shapeText(part.shape)}</td>
              <td class="number">{part.bytes === null ? '?' : <Bytes count={part.bytes} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
