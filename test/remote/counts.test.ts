/** What is asked for, counted: requests and bytes by container, whatever the size of the file; and cuts at any answer. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ByteSource } from '../../src/io/source.ts'
import { inFolder, pth } from '../cli/harness.ts'
import { FIXTURES } from '../fixtures.ts'
import { named, storage, tensor } from '../support/assembler.ts'
import { hugeArchive } from '../support/huge.ts'
import { answer, withServer } from '../support/web-server.ts'
import type { Behaviour } from '../support/web-server.ts'

const RESNET = new Uint8Array(readFileSync(join(FIXTURES, 'resnet18.pth')))

/** Answers with the ranges of a source, which may be larger than memory. */
function fromSource(source: ByteSource): Behaviour {
  return ({ request, response }) => {
    const [, first = '', last = ''] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
    const [offset, end] = [Number(first), Math.min(Number(last), source.byteLength - 1)]
    void source.read(offset, end - offset + 1).then((body) => {
      response.writeHead(206, {
        'content-range': `bytes ${offset}-${end}/${source.byteLength}`,
        'content-length': String(body.length),
        etag: '"one"',
      })
      response.end(body)
    })
    return true
  }
}

function archiveOf(size: number): ByteSource {
  const pickle = named({
    w: tensor(storage('0', size / 4), [size / 4], [1]),
    b: tensor(storage('1', 2), [2], [1]),
  })
  return hugeArchive(pickle, size, new Uint8Array(8), new Uint8Array(8)).source
}

test.each([10_000_000, 12_600_000_000])(
  'inspect of a torch.save archive of %s bytes asks twice, for less than 300 KiB; scan four times',
  async (size) => {
    await withServer({}, fromSource(archiveOf(size)), async ({ origin, seen }) => {
      const { code, stdout } = await pth(['inspect', '--json', `${origin}/model.pth`])
      const { transfer } = JSON.parse(stdout) as { transfer: { requests: number; bytes: number } }
      expect(code).toBe(0)
      expect(transfer.requests).toBe(2)
      expect(transfer.bytes).toBeLessThan(300_000)
      expect(seen).toHaveLength(2)
      await pth(['scan', `${origin}/model.pth`])
      expect(seen.length - 2).toBeLessThanOrEqual(4)
    })
  },
)

test.each(readdirSync(FIXTURES).filter((name) => /^[a-d].*\.(pth|pt|npz|tar)$/.test(name)))(
  '%s, which is small, is asked for once by every command',
  async (name) => {
    const file = new Uint8Array(readFileSync(join(FIXTURES, name)))
    await withServer(
      { [`/${name}`]: file },
      () => false,
      async ({ origin, seen }) => {
        for (const command of ['inspect', 'scan', 'verify', 'lock']) {
          const before = seen.length
          await pth([command, `${origin}/${name}`])
          expect(seen.length - before, command).toBe(1)
        }
      },
    )
  },
)

/** A server that ends the connection at these answers. */
function cutting(at: (before: number) => boolean): Behaviour {
  return (exchange) => {
    if (!at(exchange.before)) return false
    exchange.request.socket.destroy()
    return true
  }
}

test('a server that breaks off for good leaves no output behind, whichever answer it is', async () => {
  const size = 3 * (1 << 20)
  const source = archiveOf(size)
  const whole = await source.read(0, source.byteLength)
  await inFolder(async (folder) => {
    const out = join(folder, 'out.safetensors')
    let asked = Infinity
    for (let good = 0; good <= asked; good += 1) {
      await withServer(
        { '/m.pth': whole },
        cutting((before) => before >= good),
        async ({ origin, seen }) => {
          const { code, stderr } = await pth([
            'convert',
            `${origin}/m.pth`,
            '-o',
            out,
            '--force',
            '--timeout',
            '5',
          ])
          if (code === 0) {
            asked = seen.length
            expect(readdirSync(folder)).toEqual(['out.safetensors'])
          } else {
            expect(stderr).toContain('REMOTE_UNREACHABLE')
            expect(readdirSync(folder)).toEqual([])
          }
        },
      )
    }
    expect(asked).toBeLessThan(12)
  })
}, 120_000)

test('answers that break off now and then: the bytes that the file gives', async () => {
  await inFolder(async (folder) => {
    const [here, there] = [join(folder, 'here.safetensors'), join(folder, 'there.safetensors')]
    await pth(['convert', join(FIXTURES, 'resnet18.pth'), '-o', here])
    const behaviour: Behaviour = (exchange) => {
      if (exchange.before > 1) return false
      const { response, file } = exchange
      // Half of what was asked for, and the end of the connection.
      const [, first = '0', last = '0'] = /(\d+)-(\d+)/.exec(exchange.request.headers.range ?? '') ?? []
      const end = Math.min(Number(last), RESNET.length - 1)
      const length = end - Number(first) + 1
      response.writeHead(206, {
        'content-range': `bytes ${first}-${end}/${RESNET.length}`,
        'content-length': String(length),
        etag: '"first"',
      })
      response.write(file?.subarray(Number(first), Number(first) + (length >> 1)), () => response.destroy())
      return true
    }
    await withServer({ '/m.pth': RESNET }, behaviour, async ({ origin, seen }) => {
      expect((await pth(['convert', `${origin}/m.pth`, '-o', there])).code).toBe(0)
      expect(seen).toHaveLength(3)
    })
    expect(readFileSync(there).equals(readFileSync(here))).toBe(true)
  })
})

test('a shard of an index that is not there is told by its name', async () => {
  const index = new TextEncoder().encode(
    JSON.stringify({ metadata: {}, weight_map: { w: 'model-00001-of-00001.safetensors' } }),
  )
  await withServer(
    { '/model.safetensors.index.json': index },
    () => false,
    async ({ origin }) => {
      const { code, stderr } = await pth(['inspect', `${origin}/model.safetensors.index.json`])
      expect([code, stderr]).toEqual([2, expect.stringContaining('model-00001-of-00001.safetensors')])
    },
  )
})

test.each(['../model.safetensors', '/etc/passwd', 'https://elsewhere.example/x', 'a/../../x', 'a\\..\\x'])(
  'a shard called %s is not asked for',
  async (shard) => {
    const index = new TextEncoder().encode(JSON.stringify({ metadata: {}, weight_map: { w: shard } }))
    const asked: string[] = []
    const behaviour: Behaviour = (exchange) => {
      asked.push(exchange.path)
      answer(exchange)
      return true
    }
    await withServer({ '/sub/model.safetensors.index.json': index }, behaviour, async ({ origin }) => {
      expect((await pth(['inspect', `${origin}/sub/model.safetensors.index.json`])).code).toBe(2)
      expect(new Set(asked)).toEqual(new Set(['/sub/model.safetensors.index.json']))
    })
  },
)
