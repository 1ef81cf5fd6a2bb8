import { configDefaults, defineConfig } from 'vitest/config'

const SLOW = 'test/**/*.slow.test.ts'
const PLACES = 'test/places/**/*.test.ts'
const BROWSER = 'test/browser/**/*.test.ts'

// `npm test` runs the fast ones. `npm run test:slow` runs hostile bombs, processes, many files and cross products.
// `npm run test:places` needs the programs that test/places/setup.sh installs: git, shells, pre-commit.
// `npm run test:browser` needs the browsers that test/browser/setup.sh installs.
export default defineConfig({
  test: {
    globalSetup: 'test/build.ts',
    pool: 'threads',
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, SLOW, PLACES, BROWSER],
        },
      },
      {
        extends: true,
        // The page asks the package by its name.
        resolve: { alias: { 'pth-cli': new URL('src/index.ts', import.meta.url).pathname } },
        test: { name: 'web', include: ['web/test/**/*.test.ts'] },
      },
      // What these do is bounded by counts, not by the clock: a loaded machine may take its time.
      { extends: true, test: { name: 'slow', include: [SLOW], testTimeout: 300_000, hookTimeout: 300_000 } },
      {
        extends: true,
        test: { name: 'places', include: [PLACES], testTimeout: 300_000, hookTimeout: 300_000 },
      },
      {
        extends: true,
        // One browser at a time: what is measured in one is not to be slowed down by another.
        test: {
          name: 'browser',
          include: [BROWSER],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
