/** Expecting a PthError by its code. */
import { expect } from 'vitest'
import { isPthError } from '../../src/errors.ts'
import type { PthError, PthErrorCode } from '../../src/errors.ts'

/** The error that `action` ends in, which must have this code. */
export async function expectCode<Code extends PthErrorCode>(
  action: Promise<unknown> | (() => unknown),
  code: Code,
): Promise<PthError<Code>> {
  const error = await caught(action)
  expect(error, `a PthError ${code} was expected`).toBeInstanceOf(Error)
  if (!isPthError(error, code)) {
    expect.fail(
      `expected ${code}, found ${isPthError(error) ? `${error.code}: ${error.message}` : String(error)}`,
    )
  }
  return error
}

async function caught(action: Promise<unknown> | (() => unknown)): Promise<unknown> {
  try {
    await (typeof action === 'function' ? action() : action)
  } catch (error) {
    return error
  }
  return undefined
}
