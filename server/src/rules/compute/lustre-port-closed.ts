import { type Group, rulesOfGroup } from '../../network/analysis/groupRules.ts';
import type { NetworkObject } from '../../network/field.ts';
import { find } from '../../network/lookup.ts';
import type { SecurityGroupRule } from '../../network/model.ts';
import { itemsOf, targetField } from '../../network/template/fieldOfValue.ts';
import { hasText } from '../../template/evaluation/value.ts';
import { listed } from '../../wording/listed.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { doNotDepend, notAfter, unordered } from '../shared/dependsOn.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { mayAllow } from '../shared/traffic/groupRulesFor.ts';

/** A Lustre file system whose servers cannot talk to each other. */
export default defineRule({
  id: 'lustre-port-closed',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'No security group of the Lustre file system allows TCP 988',
  why: 'The servers of an FSx for Lustre file system talk to each other and to clients on TCP 988. FSx looks at the security groups before it creates the file system and otherwise fails with "the provided security groups do not permit Lustre LNET network traffic on port 988". A rule that is a resource of its own has to be there first.',
  howToFix:
    'Add inbound rules to the security group: TCP 988 and 1018 to 1023, from the group itself and from the clients.',
  whenToIgnore: 'If the rule is added outside this template before the file system is created.',
  sources: [
    'https://docs.aws.amazon.com/fsx/latest/LustreGuide/limit-access-security-groups.html',
    'https://github.com/kubernetes-sigs/aws-fsx-csi-driver/issues/32',
  ],

  *check(file) {
    const { network } = file;
    for (const { object, property } of existingResources(file, ['AWS::FSx::FileSystem'])) {
      const kind = property('FileSystemType');
      if (!hasText(kind, 'LUSTRE')) continue;
      const given = itemsOf(property('SecurityGroupIds')).map(targetField);
      const groups = given.flatMap((one) => find(network.securityGroups, one) ?? []);
      if (groups.length === 0 || groups.length < given.length) continue;
      const sets = groups.map((group) => rulesOfGroup({ kind: 'group', group } satisfies Group, network));
      const opening = sets.flatMap(({ ingress }) => ingress.filter((rule) => mayAllow(rule, 988)));
      const isOpen =
        opening.length > 0 ||
        groups.some(({ id }) => network.exportedIds.has(id)) ||
        sets.some(({ mayHaveMore }) => mayHaveMore.ingress !== undefined);
      if (isOpen) {
        yield* beforeItsRules(object, opening, file);
        continue;
      }
      const ids = groups.map(({ id }) => id);
      yield {
        at: object.at,
        resource: object.id,
        defaults: kind.defaults,
        message: `${listed(ids)} of ${object.id} ${ids.length === 1 ? 'does' : 'do'} not allow inbound tcp 988. FSx rejects the file system.`,
        related: groups.map(({ id, at }) => ({ at, message: `${id} has no such rule` })),
      };
    }
  },
});

/**
 * File systems that may be created before the separate rules of their groups: FSx checks the rules at creation, and a
 * reference to a group does not wait for its rules.
 */
function* beforeItsRules(
  object: NetworkObject,
  opening: readonly SecurityGroupRule[],
  file: CheckedFile,
): Iterable<Report> {
  const apart = opening.map(({ resource, at }) => ({ id: resource, at }));
  const [first] = apart;
  const isApart =
    apart.every(({ id }) => !file.network.securityGroups.has(id)) &&
    opening.every(({ protocol, ports }) => protocol.kind === 'known' && ports.kind === 'known');
  if (!first || !isApart || notAfter([object], apart, file).length === 0) return;
  const report = unordered(
    [object],
    first,
    {
      message: `${doNotDepend([object])} on ${first.id}, which allows tcp 988. FSx rejects a file system whose groups do not allow it yet.`,
      related: `${first.id} allows tcp 988`,
    },
    file,
  );
  // A rule is created within seconds, so it may be there in time.
  yield { ...report, severity: 'info' };
}
