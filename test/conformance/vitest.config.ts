import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/conformance/**/*.conformance.ts'],
    pool: 'threads',
    reporters: ['dot'],
    testTimeout: 120_000,
  },
})
