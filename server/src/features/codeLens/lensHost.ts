/** What an editor supports for lenses: the names of its commands, and the document's URI for their arguments. */
export interface LensHost {
  readonly uri: string;
  readonly commands: readonly string[];
}
