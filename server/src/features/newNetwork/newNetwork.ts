import { analyze, findingsOf } from '../../analysis.ts';
import { networkTemplate } from '../../patterns/network.ts';
import { printJson, printYaml } from '../../patterns/print.ts';
import {
  type NetworkRequest,
  type NetworkWords,
  type Refused,
  readNetworkRequest,
} from '../../patterns/request.ts';
import { zappaSettings } from '../../patterns/zappaSettings.ts';
import type { Format } from '../../syntax/tree.ts';

export type TemplateFormat = 'yaml' | 'json';

export interface NewNetwork {
  readonly request: NetworkRequest;
  readonly template: string;
}

/** The template of a network, or a sentence about why there is none. */
export function newNetwork(words: NetworkWords, format: TemplateFormat): NewNetwork | Refused {
  const request = readNetworkRequest(words);
  if ('refused' in request) return request;
  const network = networkTemplate(request);
  if ('refused' in network) return network;
  const template = format === 'json' ? printJson(network) : printYaml(network);
  const refused = errorIn(`network.${format}`, template);
  return refused === undefined ? { request, template } : { refused };
}

/** What AWS rejects about the block, such as 169.254.0.0/16, by the rules. */
function errorIn(fileName: string, text: string): string | undefined {
  const analysis = analyze(fileName, text);
  const findings = analysis
    ? findingsOf(analysis, { profile: 'errors', severities: {}, onFailure: () => {} })
    : [];
  return findings[0]?.message;
}

/** The Zappa settings file for the network. */
export function zappaSettingsFor({ request }: NewNetwork, format: Format): string {
  return zappaSettings(request, format);
}
