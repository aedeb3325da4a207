import { MarkupContent, type SignatureHelpParams, type SignatureInformation } from 'vscode-languageserver';
import { signatureHelp } from '../../languageService.ts';
import { atPosition } from '../client/params.ts';
import { inFormat } from '../client/plainText.ts';
import { requestHandler } from '../session.ts';

export const onSignatureHelp = requestHandler<SignatureHelpParams>(
  atPosition,
  ({ textDocument: { uri }, position }, session) => {
    const state = session.stateOf(uri);
    const help = state && signatureHelp(state.analysis, position);
    if (!help) return null;
    const inClientsFormat = <T extends Pick<SignatureInformation, 'documentation'>>(one: T): T =>
      MarkupContent.is(one.documentation)
        ? { ...one, documentation: inFormat(one.documentation, session.client.signatureFormat) }
        : one;
    const signatures = help.signatures.map((one) => ({
      ...inClientsFormat(one),
      parameters: one.parameters?.map(inClientsFormat) ?? [],
    }));
    return { ...help, signatures };
  },
);
