package org.foliot.dsl.ide;

import org.eclipse.xtext.ide.editor.contentassist.IdeContentProposalProvider;
import org.eclipse.xtext.ide.editor.contentassist.antlr.IContentAssistParser;
import org.eclipse.xtext.ide.editor.syntaxcoloring.ISemanticHighlightingCalculator;
import org.foliot.dsl.ide.colours.SemanticColours;
import org.foliot.dsl.ide.proposals.NearbyParser;
import org.foliot.dsl.ide.proposals.Proposals;

/** Binds the parts of the editing services that are written by hand. */
public class FoliotIdeModule extends AbstractFoliotIdeModule {
    @Override
    public Class<? extends IContentAssistParser> bindIContentAssistParser() {
        return NearbyParser.class;
    }

    public Class<? extends IdeContentProposalProvider> bindIdeContentProposalProvider() {
        return Proposals.class;
    }

    public Class<? extends ISemanticHighlightingCalculator> bindISemanticHighlightingCalculator() {
        return SemanticColours.class;
    }
}
