/** What client and server agree on beyond the Language Server Protocol. Types and names only. */

/** Sent by the client in `initialize`. An editor that sends none of it gets everything that needs none of it. */
export interface InitializationOptions {
  /** The address that shows a rule's page, with `{id}` in place of the rule's id. */
  readonly rulePage?: string;
}
