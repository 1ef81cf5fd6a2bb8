/** The format that the name of an output asks for. */
import type { OutputFormat } from './options.ts'

const EXTENSIONS = new Map<string, OutputFormat>([
  ['.safetensors', 'safetensors'],
  ['.pth', 'pth'],
  ['.pt', 'pth'],
  ['.bin', 'pth'],
  ['.ckpt', 'pth'],
  ['.npz', 'npz'],
])

/** The format that a file name determines, or undefined. */
export function formatOf(path: string): OutputFormat | undefined {
  const dot = path.lastIndexOf('.')
  return dot < 0 ? undefined : EXTENSIONS.get(path.slice(dot).toLowerCase())
}
