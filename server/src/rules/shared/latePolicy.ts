import type { CheckedFile } from '../defineRule.ts';
import { type Named, notAfter } from './dependsOn.ts';
import { actionsLacking, type RolePolicy } from './rolePolicies.ts';

/**
 * A separate policy that a role needs for some actions, and the users of the role that may be created before the
 * policy.
 */
export interface LatePolicy<T extends Named> {
  readonly policy: Named;
  /** One of the actions that the policy allows. */
  readonly action: string;
  readonly users: readonly T[];
}

/** Undefined if every user depends on the policy, if the role does not need it, or if one of two policies is enough. */
export function latePolicy<T extends Named>(
  policies: readonly RolePolicy[],
  actions: readonly string[],
  users: readonly T[],
  file: CheckedFile,
): LatePolicy<T> | undefined {
  if (actionsLacking(policies, actions).length > 0) return undefined;
  const missing = actionsLacking(
    policies.filter(({ resource }) => !resource),
    actions,
  );
  const needed = policies.filter(
    (policy) => policy.resource && actionsLacking([policy], missing).length < missing.length,
  );
  const [policy, ...others] = needed;
  if (!policy?.resource || others.length > 0) return undefined;
  const late = notAfter(users, [policy.resource], file);
  return late.length === 0 ? undefined : { policy: policy.resource, action: missing[0]!, users: late };
}
