package org.foliot.dsl.lsp;

import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.ide.server.signatureHelp.ISignatureHelpService;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;

/** Scenarios call nothing, so nothing has a signature. */
final class NoSignatures implements ISignatureHelpService {
    @Override
    public SignatureHelp getSignatureHelp(
            Document document, XtextResource resource, SignatureHelpParams params, CancelIndicator cancelled) {
        return EMPTY;
    }
}
