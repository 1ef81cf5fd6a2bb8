import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: 'test/build.ts',
    include: ['test/**/*.test.ts'],
    pool: 'threads',
    testTimeout: 60_000,
  },
})
