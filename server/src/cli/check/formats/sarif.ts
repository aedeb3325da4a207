import { pathToFileURL } from 'node:url';
import type {
  ArtifactLocation,
  Fix,
  Log,
  PhysicalLocation,
  Region,
  ReportingDescriptor,
  Result,
} from 'sarif';
import { printableJson } from '../../../escape/printable.ts';
import { type Rule, rules, type Severity } from '../../../languageService.ts';
import type { CheckReport } from '../checkReport.ts';
import type { LineRange, ReportedFinding, ReportedFix } from '../fileReport.ts';
import { fingerprintsOf } from '../fingerprints.ts';

/** SARIF has no fourth level; `properties.severity` has ours. */
const LEVELS: Record<Severity, 'error' | 'warning' | 'note'> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/**
 * The findings as SARIF 2.1.0 (OASIS, https://docs.oasis-open.org/sarif/sarif/v2.1.0/), the format of code scanning
 * services. Suppressed findings, and those of a baseline, are included and marked as suppressed. It contains no text of
 * a file except that of fixes, since settings files contain secrets.
 */
export function findingsAsSarif({
  files,
  ...run
}: Pick<CheckReport, 'files' | 'version' | 'rulePage' | 'failures'>): string {
  const all = files.flatMap((file) => {
    const fingerprints = fingerprintsOf(file);
    const results = (findings: readonly ReportedFinding[], kind?: 'inSource' | 'external') =>
      findings.map((finding) => ({
        name: file.name,
        finding,
        fingerprint: fingerprints.get(finding)!,
        ...(kind && { suppressions: [{ kind }] }),
      }));
    return [
      ...results(file.findings),
      ...results(file.suppressed, 'inSource'),
      ...results(file.known, 'external'),
    ];
  });
  const ruleIds = new Set(all.map(({ finding }) => finding.rule));
  const listed = rules.filter(({ id }) => ruleIds.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const indexes = new Map(listed.map(({ id }, index) => [id, index]));
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'VPC Lens',
            version: run.version,
            semanticVersion: run.version,
            rules: listed.map((rule) => describeRule(rule, run.rulePage(rule.id))),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: run.failures.map((text) => ({ level: 'error', message: { text } })),
          },
        ],
        artifacts: files.map(({ name }) => ({ location: artifact(name) })),
        results: all.map(({ name, finding, fingerprint, ...suppressed }) => ({
          ...result(name, finding, indexes),
          partialFingerprints: { 'vpcLens/v1': fingerprint },
          ...suppressed,
        })),
      },
    ],
  };
  return `${printableJson(log)}\n`;
}

function describeRule(rule: Rule, page: string | undefined): ReportingDescriptor {
  const helpUri = rule.sources.find((source) => /^https?:/.test(source));
  const text = [rule.why, ...rule.sources].join('\n');
  return {
    id: rule.id,
    shortDescription: { text: `${rule.title}.` },
    fullDescription: { text: rule.why },
    help: page === undefined ? { text } : { text, markdown: page },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: {
      tags: [rule.area],
      profile: rule.profile,
      severity: rule.severity,
      // GitHub's code scanning sorts by this property.
      'problem.severity':
        rule.severity === 'error' || rule.severity === 'warning' ? rule.severity : 'recommendation',
    },
  };
}

function result(name: string, finding: ReportedFinding, indexes: ReadonlyMap<string, number>): Result {
  const { rule, severity, message, at, resource, stage, scenario, related, fixes } = finding;
  const logical = [
    ...(resource === null ? [] : [{ name: resource, kind: 'resource' }]),
    ...(stage === null ? [] : [{ name: stage, kind: 'stage' }]),
  ];
  return {
    ruleId: rule,
    ruleIndex: indexes.get(rule)!,
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      { physicalLocation: physical(name, at), ...(logical.length > 0 && { logicalLocations: logical }) },
    ],
    ...(related.length > 0 && {
      relatedLocations: related.map((other, id) => ({
        id,
        physicalLocation: physical(name, other.at),
        message: { text: other.message },
      })),
    }),
    ...(fixes.length > 0 && { fixes: fixes.map((fix) => describeFix(name, fix)) }),
    properties: { severity, resource, stage, scenario },
  };
}

function describeFix(name: string, { title, preferred, replacements }: ReportedFix): Fix {
  return {
    description: { text: title },
    artifactChanges: [
      {
        artifactLocation: artifact(name),
        replacements: replacements.map(({ at, text }) => ({
          deletedRegion: region(at),
          ...(text !== '' && { insertedContent: { text } }),
        })),
      },
    ],
    properties: { preferred },
  };
}

function physical(name: string, at: LineRange): PhysicalLocation {
  return { artifactLocation: artifact(name), region: region(at) };
}

function region({ line, column, endLine, endColumn }: LineRange): Region {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** Relative to the current folder, which code scanning assumes to be the repository. */
function artifact(name: string): ArtifactLocation {
  if (/^(\/|[A-Za-z]:\/)/.test(name)) return { uri: pathToFileURL(name).href };
  return { uri: name.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}
