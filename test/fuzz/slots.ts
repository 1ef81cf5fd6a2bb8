/** Where the worker says what it is doing. */

/** Slots of the shared state. */
export const SLOT = { beat: 0, target: 1, seed: 2, done: 3 } as const
