/**
 * Whether a version of AWS Toolkit completes templates, goes to definitions and runs cfn-lint, as versions since 3.85
 * do (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/ide-extension.html).
 */
export function completesTemplates(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 3 || (major === 3 && minor >= 85);
}
