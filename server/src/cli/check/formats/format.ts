import type { CheckReport } from '../checkReport.ts';

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

export async function printReport(format: ReportFormat, report: CheckReport): Promise<string> {
  return (await PRINTERS[format]())(report);
}
