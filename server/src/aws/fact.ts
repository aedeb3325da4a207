/** A documented behaviour of AWS. Rules, code and comments cite facts by id. */
export interface Fact {
  readonly says: string;
  /** The AWS page that says so, or a substitute for one. */
  readonly source: string;
}
