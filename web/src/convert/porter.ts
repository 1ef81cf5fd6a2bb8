/** The worker's side of a courier: what comes is taken in order, and memory goes back at once. */
import type { FromPorter, ToPorter } from './courier.ts'

/** What a worker does with what it gets. */
export interface Work<Command> {
  /** @throws what is reported at once, and again by whatever ends the work */
  take(bytes: Uint8Array): void
  answer(command: Command): Promise<string> | string
}

/** The part of a worker's scope that is used. */
interface Scope<Command> {
  postMessage(message: FromPorter, transfer: readonly ArrayBuffer[]): void
  addEventListener(type: 'message', listener: (event: MessageEvent<ToPorter<Command>>) => void): void
}

/** Serve the courier that started this worker. */
export function serve<Command>({ take, answer }: Work<Command>): void {
  const scope = globalThis as unknown as Scope<Command>
  scope.addEventListener('message', ({ data }) => {
    if ('ask' in data) return void reply(data.ask)
    try {
      take(new Uint8Array(data.bytes, 0, data.length))
    } catch (error) {
      scope.postMessage({ failed: error }, [])
    }
    scope.postMessage({ back: data.bytes }, [data.bytes])
  })

  async function reply(command: Command): Promise<void> {
    try {
      scope.postMessage({ answer: await answer(command) }, [])
    } catch (error) {
      scope.postMessage({ refused: error }, [])
    }
  }
}
