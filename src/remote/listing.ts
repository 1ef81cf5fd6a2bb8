/** What an address that is no single file holds. */
export interface RemoteFile {
  /** Below the address, with slashes. */
  readonly name: string
  /** Bytes; null where the service does not say. */
  readonly byteLength: number | null
}
