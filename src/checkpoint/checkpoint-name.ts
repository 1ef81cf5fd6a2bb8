/** Names that files of checkpoints have. */

const CHECKPOINT = /\.(safetensors|pth?|bin|ckpt|gguf|pt2|ptl|npz|pkl|th|jit|pth?\.tar)$/i

/** Whether a file is called as checkpoints are; only its content tells whether it is one. */
export function isCheckpointName(name: string): boolean {
  return CHECKPOINT.test(name)
}
