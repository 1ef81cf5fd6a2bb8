/** What a report cost to make: reads of a file, requests over the network. */

/** What was moved over the network for it; bytes are those of bodies. */
export interface Transfer {
  readonly requests: number
  readonly bytes: number
}

/** What the command measured while it made the report. */
export interface InspectCost {
  readonly bytesRead: number
  /** Where it is at an address. */
  readonly transfer: Transfer | null
  readonly reads: number
}
