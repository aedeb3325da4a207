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

/** A clause as a reason that nothing decides; undefined where there is none. */
export function reasonOf(clause: string | undefined): UnknownReason | undefined {
  return clause === undefined ? undefined : { why: clause };
}

/** The reason of something that is unknown without its other properties. */
export function reasonAlone({ why, decidedBy }: UnknownReason): UnknownReason {
  return decidedBy ? { why, decidedBy } : { why };
}
