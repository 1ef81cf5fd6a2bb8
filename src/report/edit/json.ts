/** The edit report as JSON. */
import type { EditReport } from '../../operations/edit/report.ts'
import { envelope } from '../envelope.ts'
import { jsonDocument } from '../json.ts'

/** `{"kind": "pth.edit", "version": 1, …}` */
export function editJson(report: EditReport): string {
  return jsonDocument(envelope('pth.edit', report, 0))
}
