/** Something that AWS does, with where it is written. Rules, code and comments name a fact by its id. */
export interface Fact {
  readonly says: string;
  /** A page of AWS, or what stands in for one. */
  readonly source: string;
}
