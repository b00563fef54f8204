package org.foliot.dsl.ide.proposals;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.AbstractElement;
import org.eclipse.xtext.Assignment;
import org.eclipse.xtext.CrossReference;
import org.eclipse.xtext.GrammarUtil;
import org.eclipse.xtext.Keyword;
import org.eclipse.xtext.RuleCall;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistContext;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistEntry;
import org.eclipse.xtext.ide.editor.contentassist.IIdeContentProposalAcceptor;
import org.eclipse.xtext.ide.editor.contentassist.IdeContentProposalCreator;
import org.eclipse.xtext.ide.editor.contentassist.IdeContentProposalProvider;
import org.eclipse.xtext.ide.editor.contentassist.antlr.ContentAssistContextFactory;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.TextRegion;
import org.foliot.dsl.foliot.Setting;

/**
 * Proposes what can be written at a place.
 *
 * <p>The grammar says which parts of a statement can follow; {@link CatalogProposals} and {@link ModelProposals} say what is
 * installed and declared that can be such a part; {@link Templates} write whole statements. Texts of proposals of the kind
 * {@link ContentAssistEntry#KIND_SNIPPET} are in the notation of snippets that the language server protocol has.
 */
public class Proposals extends IdeContentProposalProvider {
    private static final int SHORTEST_KEYWORD = 2;

    @Inject
    private Provider<ContentAssistContextFactory> contexts;

    @Inject
    private IdeContentProposalCreator creator;

    @Inject
    private CatalogProposals catalog;

    @Inject
    private ModelProposals model;

    @Inject
    private Templates templates;

    /**
     * What can be written at an offset, in the order in which to show it.
     *
     * @param pool runs the analysis of alternatives
     */
    public List<ContentAssistEntry> at(XtextResource resource, int offset, ExecutorService pool) {
        List<ContentAssistEntry> found = new ArrayList<>();
        String text = resource.getParseResult().getRootNode().getText();
        ContentAssistContextFactory factory = contexts.get();
        factory.setPool(pool);
        Collection<ContentAssistContext> all =
                Arrays.asList(factory.create(text, new TextRegion(offset, 0), offset, resource));
        createProposals(all, new IIdeContentProposalAcceptor() {
            @Override
            public void accept(ContentAssistEntry entry, int priority) {
                found.add(entry);
            }

            @Override
            public boolean canAcceptMoreProposals() {
                return true;
            }
        });
        return found;
    }

    @Override
    public void createProposals(Collection<ContentAssistContext> contexts, IIdeContentProposalAcceptor acceptor) {
        Set<String> seen = new LinkedHashSet<>();
        for (ContentAssistContext context : contexts) {
            Place place = new Place(context);
            for (AbstractElement element : context.getFirstSetGrammarElements()) {
                for (Proposal proposal : at(element, place)) {
                    accept(proposal, context, seen, acceptor);
                }
            }
        }
    }

    private void accept(
            Proposal proposal, ContentAssistContext context, Set<String> seen, IIdeContentProposalAcceptor acceptor) {
        boolean snippet = proposal.kind().equals(ContentAssistEntry.KIND_SNIPPET);
        String begin = snippet ? proposal.label() : proposal.text();
        if (!acceptor.canAcceptMoreProposals() || !creator.isValidProposal(begin, context.getPrefix(), context)) {
            return;
        }
        if (seen.add(context.getPrefix() + "\n" + proposal.kind() + "\n" + proposal.text())) {
            ContentAssistEntry entry = new ContentAssistEntry();
            entry.setPrefix(context.getPrefix());
            entry.setProposal(proposal.text());
            entry.setLabel(proposal.label());
            entry.setKind(proposal.kind());
            entry.setDescription(proposal.detail());
            entry.setDocumentation(proposal.documentation());
            // The first proposed is the first shown.
            acceptor.accept(entry, Integer.MAX_VALUE - seen.size());
        }
    }

    private List<Proposal> at(AbstractElement element, Place place) {
        if (element instanceof Keyword keyword) {
            return keyword(keyword, place);
        } else if (element instanceof Assignment assignment) {
            return part(assignment, place);
        }
        return List.of();
    }

    private List<Proposal> keyword(Keyword keyword, Place place) {
        String word = keyword.getValue();
        boolean isWord = word.length() >= SHORTEST_KEYWORD && Character.isLetter(word.charAt(0));
        String rule = GrammarUtil.containingRule(keyword).getName();
        if (!isWord || rule.equals("SwitchValue")) {
            return List.of();
        } else if (word.equals("cpu") && rule.equals("Part") || word.equals("vcpu") && rule.equals("Part")) {
            return model.numbered(word, place);
        }
        List<Proposal> proposals = new ArrayList<>(templates.of(word, rule));
        proposals.add(Proposal.keyword(word));
        return proposals;
    }

    private List<Proposal> part(Assignment assignment, Place place) {
        String rule = GrammarUtil.containingRule(assignment).getName();
        EObject current = place.current();
        return switch (rule + "." + assignment.getFeature()) {
            case "Setting.name" -> catalog.options(current);
            case "Setting.value" ->
                place.in(Setting.class)
                        .map(setting -> catalog.values(setting, model.parameters(setting)))
                        .orElse(List.of());
            case "Choice.reference" -> catalog.choices(current, model.parameters(current));
            case "NumberValue.unit" -> catalog.units(place);
            case "Event.verb" -> catalog.verbs();
            case "Expectation.verb" -> catalog.rejectable();
            case "Argument.preposition" -> catalog.prepositions(place);
            case "Argument.value" -> model.arguments(place);
            case "Expectation.reason" -> catalog.reasons();
            case "Primary.metric" -> model.metrics(place);
            case "Part.member" -> model.members(place);
            case "Quantity.reference", "WordValue.reference" -> List.of();
            case "KernelUse.release", "KernelDefinition.release" -> catalog.releases();
            case "Bound.number" -> model.numbers(place);
            case "IdRegister.name" -> catalog.registers();
            case "Region.kind" -> catalog.regionKinds();
            case "DistributionDeclaration.quantity" -> catalog.distributions();
            case "IntervalMethod.method" -> catalog.intervalMethods();
            case "Import.importURI" -> model.files(place);
            default -> terminal(assignment, place);
        };
    }

    private List<Proposal> terminal(Assignment assignment, Place place) {
        if (assignment.getTerminal() instanceof CrossReference reference) {
            return model.references(reference, place);
        }
        boolean quantity = assignment.getTerminal() instanceof RuleCall call
                && call.getRule().getName().equals("Quantity");
        return quantity ? model.quantities(assignment, place) : List.of();
    }
}
