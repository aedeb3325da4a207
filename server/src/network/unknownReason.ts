/** Why something is unknown. */
export interface UnknownReason {
  /** A clause, such as "the parameter Port has no default". */
  readonly why: string;
  /**
   * The names of parameters and the AWS ids of existing things that decide it once they are known; absent if there are
   * none.
   */
  readonly decidedBy?: readonly string[];
}

/** What is unknown, with the reason behind it: "the port of Db is unknown: the parameter Port has no default". */
export function unknownBecause(what: string, reason: UnknownReason): UnknownReason {
  return { ...reasonAlone(reason), why: `${what}: ${reason.why}` };
}

/** A reason that nothing decides which could be given; undefined without words. */
export function reasonOf(why: string | undefined): UnknownReason | undefined {
  return why === undefined ? undefined : { why };
}

/** The reason of something that is unknown without its other properties. */
export function reasonAlone({ why, decidedBy }: UnknownReason): UnknownReason {
  return decidedBy ? { why, decidedBy } : { why };
}
