// A reporter for Node's test runner: one JSON object with the numbers of tests, for test/run.mjs.

export default async function* countReporter(events) {
  for await (const { type, data } of events) {
    // There is one summary for each file and one, without a file, for all.
    if (type !== 'test:summary' || data.file) continue;
    const { passed, failed, cancelled, skipped, todo } = data.counts;
    yield JSON.stringify({ passed, failed: failed + cancelled, skipped: skipped + todo });
  }
}
