/** Every fixture through a hub: reports, findings, digests and converted bytes are those of the file. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { inFolder, pth } from '../cli/harness.ts'
import { FIXTURES } from '../fixtures.ts'
import { withHub } from '../support/fake-hub.ts'

const NAMES = ['.', 'kinds', 'convert', 'hostile']
  .flatMap((folder) =>
    readdirSync(join(FIXTURES, folder)).map((name) => (folder === '.' ? name : `${folder}/${name}`)),
  )
  .filter((name) => /\.(pth|pt|ptl|pt2|bin|ckpt|npz|tar|safetensors)$/.test(name))

test('there are enough of them', () => {
  expect(NAMES.length).toBeGreaterThan(60)
})

test.each(NAMES)('%s', async (name) => {
  const path = join(FIXTURES, name)
  const file = new Uint8Array(readFileSync(path))
  await inFolder((folder) =>
    withHub({ 'some/model': { files: { [name]: file } } }, async ({ endpoint }) => {
      const env = { HF_ENDPOINT: endpoint }
      const address = `hf://some/model/${name}`
      /** What is printed, with what has to differ made equal. */
      const printed = async (command: string, input: string): Promise<[number, string]> => {
        const { code, stdout } = await pth([command, '--json', input], { env })
        const text = stdout
          .replaceAll(address, 'INPUT')
          .replaceAll(path, 'INPUT')
          .replaceAll(`"${dirname(address)}"`, '"FOLDER"')
          .replaceAll(`"${dirname(path)}"`, '"FOLDER"')
          .replace(/parts, such as [^,"]*/g, 'parts, such as FOLDER')
          .replace(/,\s*"transfer": \{[^}]*\}/, '')
        return [code, text]
      }
      for (const command of ['inspect', 'scan', 'verify', 'lock', 'schema'])
        expect(await printed(command, address), command).toEqual(await printed(command, path))
      const outputs: (string | null)[] = []
      for (const [input, out] of [
        [address, 'there.safetensors'],
        [path, 'here.safetensors'],
      ] as const) {
        const target = join(folder, out)
        const { code } = await pth(['convert', input, '-o', target, '--shared', 'copy'], { env })
        outputs.push(code === 2 ? null : readFileSync(target).toString('base64'))
      }
      expect(outputs[0]).toBe(outputs[1])
    }),
  )
})
