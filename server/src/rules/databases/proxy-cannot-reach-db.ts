import { find } from '../../network/lookup.ts';
import { clauseOf } from '../../wording/blockers.ts';
import { causeOf } from '../causes.ts';
import { defineRule } from '../defineRule.ts';
import { failingAnswer, fixesOfBlockers, relatedOf, workload } from '../reaching.ts';

/** An RDS proxy that cannot connect to the database behind it. */
export default defineRule({
  id: 'proxy-cannot-reach-db',
  area: 'databases',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The RDS proxy cannot reach its database',
  why: 'An RDS proxy opens its own connections to the database with the security groups of the proxy. If they do not allow the port outbound, or the groups of the database do not allow it inbound from them, the target stays unavailable and every client gets a timeout from the proxy.',
  whenToIgnore: 'If rules for the proxy are added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-network-prereqs.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.troubleshooting.html',
    'SG-01',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const target of network.proxyTargets) {
      const proxy = find(network.workloads, target.proxy);
      if (!proxy || target.databases.kind !== 'known') continue;
      for (const database of target.databases.items) {
        const store = find(network.workloads, database);
        const answer = store && failingAnswer(network, workload(proxy.id), workload(store.id));
        if (!store || !answer) continue;
        const [first] = answer.blockedBy;
        yield {
          at: proxy.at,
          resource: proxy.id,
          defaults: answer.defaults,
          message: `${proxy.id} ${answer.verdict === 'blocked' ? 'cannot' : 'cannot always'} connect to ${store.id} on ${answer.port}${first ? `: ${clauseOf(first.reason)}` : ''}. Clients of the proxy time out.`,
          related: [
            { at: target.at, message: `${target.id} puts ${store.id} behind ${proxy.id}` },
            ...relatedOf(answer.blockedBy),
          ],
          fixes: fixesOfBlockers(answer.blockedBy, proxy.id, file),
          ...causeOf(answer.blockedBy, network),
        };
      }
    }
  },
});
