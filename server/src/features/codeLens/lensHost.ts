/** What an editor can do with a lens: the commands that it has, by their names, and the document's address for them. */
export interface LensHost {
  readonly uri: string;
  readonly commands: readonly string[];
}
