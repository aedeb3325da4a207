import { serviceNamed, serviceText } from '../../aws/services.ts';
import { type Markdown, md, paragraphs } from '../../escape/markdown.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const ARN = /^arn:[\w-]+:([a-z0-9-]+):([^:]*):([^:]*):(.+)$/;

/** What an ARN names, its service, region and account; undefined for any other text. */
export function describeArn(text: string): Markdown | undefined {
  // The colons of pseudo parameters separate nothing.
  const [, service, region = '', account = '', resource = ''] = ARN.exec(text.replaceAll('AWS::', '')) ?? [];
  if (service === undefined) return undefined;
  const title = serviceText(serviceNamed(service) ?? service);
  const place = [title, ...(region ? [`in ${region}`] : [])].join(' ');
  const name = resource.replace(
    /^(?:function|layer|secret|stateMachine|log-group|cluster|table|stream)[:/]/,
    '',
  );
  return paragraphs(
    md`**${name}** — ${place}${account ? `, account ${account}` : ''}`,
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-Getting-Started-clouddevelopmentkit.html
    /^LambdaInsightsExtension/.test(name)
      ? md`It sends metrics to CloudWatch Logs from inside of the VPC.`
      : undefined,
  );
}
