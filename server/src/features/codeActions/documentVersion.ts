/** The version of a document that edits are made for. */
export interface DocumentVersion {
  readonly uri: string;
  /** Editors refuse edits for an older version. */
  readonly version: number | null;
}
