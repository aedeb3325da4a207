import type { Analysis, Finding, Uses } from '../../languageService.ts';

/** Another version of an open document, analyzed and checked as the document is. */
export interface OtherVersion {
  /** Undefined for a file of another kind. */
  readonly analysis: Analysis | undefined;
  /** Computed on first access. */
  readonly findings: readonly Finding[];
}

export interface OtherVersionsHost {
  readonly read: (
    uri: string,
    text: string,
  ) => { readonly analysis: Analysis | undefined; readonly uses: Uses };
  readonly check: (uri: string, analysis: Analysis) => readonly Finding[];
  readonly isCurrent: (uses: Uses) => boolean;
}

/** The last version that each document was compared with is kept, since an edit is compared with it again. */
export function createOtherVersions({ read, check, isCurrent }: OtherVersionsHost) {
  const known = new Map<string, OtherVersion & { readonly text: string; readonly uses: Uses }>();
  return {
    versionOf(uri: string, text: string): OtherVersion {
      const last = known.get(uri);
      if (last?.text === text && isCurrent(last.uses)) return last;
      const { analysis, uses } = read(uri, text);
      let findings: readonly Finding[] | undefined;
      const version = {
        text,
        uses,
        analysis,
        get findings() {
          findings ??= analysis ? check(uri, analysis) : [];
          return findings;
        },
      };
      known.set(uri, version);
      return version;
    },
    forget(uri: string): void {
      known.delete(uri);
    },
    forgetAll(): void {
      known.clear();
    },
  };
}
