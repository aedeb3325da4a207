/** The version of a document that edits are made for. */
export interface DocumentVersion {
  readonly uri: string;
  /** Edits made for an older version are refused by the editor. */
  readonly version: number | null;
}
