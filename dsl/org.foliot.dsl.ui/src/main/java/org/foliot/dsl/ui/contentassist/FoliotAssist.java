package org.foliot.dsl.ui.contentassist;

import com.google.inject.Inject;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.contentassist.IContentAssistProcessor;
import org.eclipse.jface.text.contentassist.IContextInformation;
import org.eclipse.jface.text.contentassist.IContextInformationValidator;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistContext;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistEntry;
import org.eclipse.xtext.ide.editor.contentassist.IIdeContentProposalAcceptor;
import org.eclipse.xtext.ide.editor.contentassist.IdeContentProposalProvider;
import org.eclipse.xtext.ide.editor.contentassist.antlr.ContentAssistContextFactory;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.ui.editor.model.IXtextDocument;
import org.eclipse.xtext.ui.editor.model.XtextDocumentUtil;
import org.eclipse.xtext.util.TextRegion;

/** Proposes in the editor what the editing services of the language propose to any editor. */
@Singleton
public final class FoliotAssist implements IContentAssistProcessor {
    private static final char[] BEGINNERS = {'.'};

    private final ExecutorService pool = Executors.newFixedThreadPool(2, FoliotAssist::thread);

    @Inject
    private Provider<ContentAssistContextFactory> contexts;

    @Inject
    private IdeContentProposalProvider proposals;

    @Inject
    private ProposalPictures pictures;

    private record Ranked(ContentAssistEntry entry, int priority) {}

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "foliot-content-assist");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public ICompletionProposal[] computeCompletionProposals(ITextViewer viewer, int offset) {
        IXtextDocument document = XtextDocumentUtil.get(viewer);
        if (document == null) {
            return new ICompletionProposal[0];
        }
        return document.readOnly(resource -> propose(viewer, resource, offset));
    }

    private ICompletionProposal[] propose(ITextViewer viewer, XtextResource resource, int offset) {
        if (resource == null || resource.getParseResult() == null) {
            return new ICompletionProposal[0];
        }
        ContentAssistContextFactory factory = contexts.get();
        factory.setPool(pool);
        String text = viewer.getDocument().get();
        ContentAssistContext[] places = factory.create(text, new TextRegion(offset, 0), offset, resource);
        List<Ranked> found = new ArrayList<>();
        proposals.createProposals(List.of(places), new IIdeContentProposalAcceptor() {
            @Override
            public void accept(ContentAssistEntry entry, int priority) {
                if (entry != null) {
                    found.add(new Ranked(entry, priority));
                }
            }

            @Override
            public boolean canAcceptMoreProposals() {
                return true;
            }
        });
        // A stable sort: what has the same priority stays in the order in which it was proposed.
        found.sort(Comparator.comparingInt(Ranked::priority).reversed());
        return found.stream().map(each -> proposal(each.entry(), offset)).toArray(ICompletionProposal[]::new);
    }

    private ICompletionProposal proposal(ContentAssistEntry entry, int offset) {
        String prefix = entry.getPrefix() == null ? "" : entry.getPrefix();
        Snippet snippet = ContentAssistEntry.KIND_SNIPPET.equals(entry.getKind())
                ? Snippet.parse(entry.getProposal())
                : Snippet.literal(entry.getProposal());
        return new SnippetProposal(entry, snippet, offset - prefix.length(), prefix.length(), pictures.of(entry));
    }

    @Override
    public char[] getCompletionProposalAutoActivationCharacters() {
        return BEGINNERS.clone();
    }

    @Override
    public IContextInformation[] computeContextInformation(ITextViewer viewer, int offset) {
        return null;
    }

    @Override
    public char[] getContextInformationAutoActivationCharacters() {
        return null;
    }

    @Override
    public IContextInformationValidator getContextInformationValidator() {
        return null;
    }

    @Override
    public String getErrorMessage() {
        return "Nothing can be proposed here";
    }
}
