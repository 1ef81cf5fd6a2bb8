/** `pth --version --verbose`: what a report of a fault should say, and what makes one machine faster than another. */
import { kernels } from '../dtype/kernels.ts'
import { LIMIT_RULES } from '../limits.ts'
import { formatBytes, formatCount } from '../report/format.ts'
import { VERSION } from './version.ts'

/** The lines, each with its end. */
export function versionDetails(): string {
  const lines = [
    `pth ${VERSION}`,
    `runtime       ${runtime()}`,
    `platform      ${process.platform} ${process.arch}`,
    `numbers       ${kernels() === null ? 'plain code, the same bits' : 'WebAssembly for large tensors'}`,
    `compiled code ${keepsCompiled() ? 'kept between runs' : 'not kept: Node 22.1 can'}`,
    '',
    'limits of a small file (docs/limits.md; some grow with the file):',
    ...Object.values(LIMIT_RULES).map(
      ({ flag, value, unit, what }) =>
        `  ${flag.padEnd(22)} ${unit === 'bytes' ? formatBytes(value) : formatCount(value)}  ${what}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

/** Whether this Node can do what compile-cache.ts asks of it; that file is in the first file of the bundle alone. */
function keepsCompiled(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 1)
}

/** Bun and Deno say which Node they imitate, too. */
function runtime(): string {
  const { bun, deno, node } = process.versions
  const other = bun !== undefined ? `Bun ${bun}` : deno !== undefined ? `Deno ${deno}` : null
  return other === null ? `Node ${node}` : `${other} (as Node ${node})`
}
