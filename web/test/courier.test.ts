/** Bytes on their way to a worker: how many are under way, what is copied, and what a failure does. */
import { expect, test } from 'vitest'
import { newCourier } from '../src/convert/courier.ts'
import type { Courier, FromPorter, Porter, ToPorter } from '../src/convert/courier.ts'

const MIB = 1 << 20

interface Met {
  readonly courier: Courier<string>
  /** Messages that came, in their order. */
  readonly got: ToPorter<string>[]
  readonly say: (message: FromPorter) => void
  readonly breakDown: (message: string) => void
}

/** A courier, and a worker that does what the test says. */
function meet(): Met {
  const got: ToPorter<string>[] = []
  const listeners = new Map<string, (event: never) => void>()
  const porter: Porter = {
    postMessage: (message, transfer) =>
      void got.push(structuredClone(message as ToPorter<string>, { transfer })),
    addEventListener: (type: string, listener: (event: never) => void) => void listeners.set(type, listener),
  }
  return {
    courier: newCourier<string>(porter),
    got,
    say: (data) => listeners.get('message')?.({ data } as never),
    breakDown: (message) => listeners.get('error')?.({ message } as never),
  }
}

const lengths = (got: readonly ToPorter<string>[]): readonly number[] =>
  got.map((message) => ('bytes' in message ? message.length : -1))

test('bytes are copied into messages of 4 MiB, and four of them are under way', async () => {
  const { courier, got, say } = meet()
  const bytes = new Uint8Array(18 * MIB).map((_, at) => at % 251)
  let settled = false
  const sent = courier.send(bytes).then(() => (settled = true))
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect([lengths(got), settled]).toEqual([[4 * MIB, 4 * MIB, 4 * MIB, 4 * MIB], false])
  const [first] = got
  if (first === undefined || !('bytes' in first)) throw new TypeError('no bytes came')
  expect(Buffer.compare(new Uint8Array(first.bytes), bytes.subarray(0, 4 * MIB))).toBe(0)
  say({ back: first.bytes })
  await sent
  expect(lengths(got).at(-1)).toBe(2 * MIB)
})

test('answers come in the order of the questions, and one that is refused rejects', async () => {
  const { courier, got, say } = meet()
  const answers = Promise.allSettled([courier.ask('one'), courier.ask('two')])
  say({ answer: '1' })
  say({ refused: new TypeError('no') })
  expect(await answers).toMatchObject([
    { status: 'fulfilled', value: '1' },
    { status: 'rejected', reason: { message: 'no' } },
  ])
  expect(got).toEqual([{ ask: 'one' }, { ask: 'two' }])
})

test('what the worker could not do ends the bytes at once, those that wait too, and a question begins anew', async () => {
  const { courier, got, say } = meet()
  const waiting = courier.send(new Uint8Array(20 * MIB))
  await new Promise((resolve) => setTimeout(resolve, 5))
  say({ failed: new DOMException('full', 'QuotaExceededError') })
  await expect(waiting).rejects.toThrow('full')
  await expect(courier.send(new Uint8Array(1))).rejects.toThrow('full')
  for (const message of got.splice(0)) if ('bytes' in message) say({ back: message.bytes })
  const begun = courier.ask('begin')
  say({ answer: '' })
  await begun
  await courier.send(new Uint8Array(1))
  expect(lengths(got)).toEqual([-1, 1])
})

test('a worker that could not be started fails everything for good', async () => {
  const { courier, breakDown } = meet()
  const asked = courier.ask('begin')
  breakDown('')
  await expect(asked).rejects.toThrow('a worker of the conversion could not be started')
  await expect(courier.ask('begin')).rejects.toThrow('could not be started')
  await expect(courier.send(new Uint8Array(1))).rejects.toThrow('could not be started')
})
