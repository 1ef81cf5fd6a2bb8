/** The facts of a distributed checkpoint, for the report. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { InspectReport } from './inspect-report.ts'

/** The part of the report; nothing for one file and for shards. */
export function distributedOf({ parts }: Checkpoint): Pick<InspectReport, 'distributed'> {
  if (parts?.layout === undefined) return {}
  const { layout, ranks = null, mesh = null, placements = [], pieces, unproven } = parts
  const { kind, framework, folder, beside } = layout
  return {
    distributed: { layout: kind, framework, folder, ranks, mesh, placements, pieces, beside, unproven },
  }
}
