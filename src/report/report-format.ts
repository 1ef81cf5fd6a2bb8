/** The formats of reports, by the words of `--format` and `--report`. */

/** Formats of every command with findings; the first is the default. */
export const REPORT_FORMATS = ['text', 'json', 'markdown', 'junit', 'sarif', 'github', 'gitlab'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

/** `torch` is PyTorch's own error. */
export const DIFF_FORMATS = [...REPORT_FORMATS, 'torch'] as const
export type DiffFormat = (typeof DIFF_FORMATS)[number]

/** Formats of commands without findings. */
export const DATA_FORMATS = ['text', 'json'] as const
/** Tables of tensors too. */
export const INSPECT_FORMATS = ['text', 'json', 'csv', 'ndjson'] as const
export type InspectFormat = (typeof INSPECT_FORMATS)[number]
/** Formats of commands whose result is a JSON document. */
export const JSON_ONLY = ['json'] as const
