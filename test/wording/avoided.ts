/** Words of translated English, with what to write instead: nowhere in what users read. */
export const AVOIDED_EVERYWHERE: readonly (readonly [words: RegExp, instead: string])[] = [
  [/\bstands? (?:in|here|behind|on|for)\b/i, 'is in, is here'],
  [/\blies? (?:in|over|outside|behind|within)\b/i, 'is in, is outside'],
  [/\blets? (?:in|out|nothing|anyone|everything)\b/i, 'allows'],
  [/\bmend(?:s|ed)?\b/i, 'fixes'],
  [/\b(?:is|are) made\b/i, 'AWS creates'],
  [/\bworked out\b|\bcomes to\b/i, 'calculated, evaluated'],
  [/\bby itself\b/i, 'automatically, alone'],
];
