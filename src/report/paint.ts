/** How reports ask for emphasis without knowing a terminal. */

/** Five emphases; a plain one returns its text. Colour never carries meaning alone. */
export interface Paint {
  bold(text: string): string
  dim(text: string): string
  red(text: string): string
  yellow(text: string): string
  green(text: string): string
}

/** No emphasis: for files and pipes. */
export const plainPaint: Paint = {
  bold: (text) => text,
  dim: (text) => text,
  red: (text) => text,
  yellow: (text) => text,
  green: (text) => text,
}
