/** Lightning with FSDP: DCP and `meta.pt`, whose pickle is compared with its checksum as the items of DCP are. */
import { expect, test } from 'vitest'
import { stepName } from '../../../src/checkpoint/path.ts'
import { expectCode } from '../../support/errors.ts'
import { fixtureFiles, openFiles } from '../../support/parts.ts'
import type { Files } from '../../support/parts.ts'

/** A folder of DCP with a file of torch.save as `meta.pt`. */
function withMeta(change: (bytes: Uint8Array) => void = () => {}): Files {
  const other = [...fixtureFiles('ds-zero0-bf16-2')].find(([name]) => name.endsWith('_model_states.pt'))
  const bytes = Uint8Array.from(other?.[1] ?? [])
  change(bytes)
  return new Map([...fixtureFiles('dcp-dtensor-4'), ['meta.pt', bytes]])
}

test('the keys of meta.pt are beside those of DCP', async () => {
  const { container, graph } = await openFiles(withMeta())
  expect(container.facts.title).toContain('Lightning')
  expect(graph.tensors.some(({ path }) => path.map(stepName)[0] === 'module')).toBe(true)
})

test('a changed bit in the pickle of meta.pt is refused', async () => {
  const files = withMeta((bytes) => {
    const at = Buffer.from(bytes).indexOf('global_samples') + 'global_samples'.length - 1
    bytes[at] = (bytes[at] ?? 0) ^ 1
  })
  await expectCode(openFiles(files), 'CONTAINER_INVALID')
})
