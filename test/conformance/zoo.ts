/** Where the files of a conformance run are. */

/** The folder into which run.sh let PyTorch write. @throws Error when run without run.sh */
export function zooFolder(): string {
  const folder = process.env['PTH_ZOO']
  if (folder === undefined || folder === '') throw new Error('PTH_ZOO is not set: run npm run conformance')
  return folder
}
