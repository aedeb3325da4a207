// Findings against expectations, both ways. An expectation is
// `{ file, rule, resource, line?, count?, why }`: so many findings (1 if not said), and why they are right. One without a
// file, `{ rule, count, why }`, is for a rule about policy, which finds something in most templates: only how much counts.

/** The YAML twin of a CDK template says the same, so it must get the same: one expectation stands for both. */
const original = (file) => file.replace(/^(cdk\/.+)\.yaml$/, '$1.template.json');

/** The findings of other rules than those about policy, and what is wrong with how much those find. */
export function comparePolicies(findings, expected) {
  const policies = expected.filter(({ file }) => file === undefined);
  const isPolicy = ({ rule }) => policies.some((entry) => entry.rule === rule);
  const wrong = policies.flatMap(({ rule, count }) => {
    const found = findings.filter((finding) => finding.rule === rule).length;
    return found === count ? [] : [`${rule} finds ${found}, and ${count} are expected`];
  });
  return { others: findings.filter((finding) => !isPolicy(finding)), wrong };
}

/** Which of one file's findings nobody expects, and which of its expectations found nothing. */
export function compareFile(file, findings, expected) {
  const open = expected
    .filter((entry) => entry.file === original(file))
    .map((entry) => ({ entry, left: entry.count ?? 1 }));
  const unexpected = findings.filter((finding) => {
    const match = open.find(
      ({ entry, left }) =>
        left > 0 &&
        entry.rule === finding.rule &&
        entry.resource === finding.resource &&
        (entry.line ?? finding.line) === finding.line,
    );
    if (match) match.left -= 1;
    return !match;
  });
  return { unexpected, gone: open.filter(({ left }) => left > 0).map(({ entry }) => entry) };
}

/** Expectations that fit the findings: those that hold keep their words, a new one has only "TODO". */
export function updateExpected(findings, expected) {
  const policies = expected
    .filter(({ file }) => file === undefined)
    .map((entry) => ({ ...entry, count: findings.filter(({ rule }) => rule === entry.rule).length }));
  const counted = new Map();
  for (const { file, rule, resource, line } of comparePolicies(findings, expected).others) {
    if (original(file) !== file) continue;
    const kept = expected.find(
      (entry) =>
        entry.file === file &&
        entry.rule === rule &&
        entry.resource === resource &&
        (entry.line ?? line) === line,
    );
    const key = JSON.stringify([file, rule, resource, kept?.line]);
    const { count = 0 } = counted.get(key) ?? {};
    const at = kept?.line === undefined ? {} : { line: kept.line };
    counted.set(key, { file, rule, resource, ...at, count: count + 1, why: kept?.why ?? 'TODO' });
  }
  const others = [...counted.values()].map(({ count, why, ...entry }) =>
    count === 1 ? { ...entry, why } : { ...entry, count, why },
  );
  return [...policies, ...others];
}
