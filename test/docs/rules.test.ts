/** docs/rules.md is the table of ids. `npm run docs:rules` writes it. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { renderIdsMarkdown } from '../../src/report/explain.ts'

test('docs/rules.md', async () => {
  await expect(renderIdsMarkdown()).toMatchFileSnapshot(
    join(import.meta.dirname, '..', '..', 'docs', 'rules.md'),
  )
})
