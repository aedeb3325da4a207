/**
 * Whether AWS Toolkit of a version completes templates, shows where names lead and runs cfn-lint, as it does since 3.85
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/ide-extension.html).
 */
export function completesTemplates(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 3 || (major === 3 && minor >= 85);
}
