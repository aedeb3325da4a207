/** An Availability Zone by name or id, or as the nth zone of the account. Two places can name the same nth zone. */
export type Zone =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'nth'; readonly region: string; readonly index: number }
  /** A name that is complete only at deployment: `${AWS::Region}a`, `${Zone}`, `item 1 of Zones`. Equal texts are the same zone. */
  | { readonly kind: 'pattern'; readonly text: string };
