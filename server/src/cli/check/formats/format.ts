import type { CheckReport } from '../checkReport.ts';
import type { FixesShown } from '../fileReport.ts';

type Print = (report: CheckReport) => string;

/** Formats are loaded on demand: most runs need one of them. */
const PRINTERS = {
  text: async () => (await import('./text.ts')).findingsAsText,
  json: async () => (await import('./json.ts')).findingsAsJson,
  sarif: async () => (await import('./sarif.ts')).findingsAsSarif,
  junit: async () => (await import('./junit.ts')).findingsAsJUnit,
  github: async () => (await import('./github.ts')).findingsAsAnnotations,
  gitlab: async () => (await import('./gitlab.ts')).findingsAsCodeQuality,
  checkstyle: async () => (await import('./checkstyle.ts')).findingsAsCheckstyle,
  rdjson: async () => (await import('./rdjson.ts')).findingsAsRdjson,
} satisfies Record<string, () => Promise<Print>>;

export type ReportFormat = keyof typeof PRINTERS;

export const REPORT_FORMATS = Object.keys(PRINTERS) as readonly ReportFormat[];

const FIXES_SHOWN: Partial<Record<ReportFormat, FixesShown>> = {
  text: 'first',
  rdjson: 'first',
  json: 'all',
  sarif: 'all',
};

/** Which fixes of a finding the formats print. */
export function fixesShownIn(formats: readonly ReportFormat[]): FixesShown {
  const shown = formats.map((format) => FIXES_SHOWN[format]);
  return shown.includes('all') ? 'all' : shown.includes('first') ? 'first' : 'none';
}

export async function printReport(format: ReportFormat, report: CheckReport): Promise<string> {
  return (await PRINTERS[format]())(report);
}
