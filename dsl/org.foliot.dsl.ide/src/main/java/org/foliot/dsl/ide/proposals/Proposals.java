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
import org.foliot.dsl.foliot.DistributionDeclaration;
import org.foliot.dsl.foliot.Setting;
import org.foliot.dsl.ide.meaning.KeywordTexts;
import org.foliot.dsl.resolve.StudyWords;

/**
 * Proposes what can be written at a place.
 *
 * <p>The grammar says which parts of a statement can follow; {@link CatalogProposals} and {@link ModelProposals} say what is
 * installed and declared that can be such a part, and {@link StudyProposals} what studies are made of; {@link Templates} write whole statements. Texts of proposals of the kind
 * {@link ContentAssistEntry#KIND_SNIPPET} are in the notation of snippets that the language server protocol has.
 */
public class Proposals extends IdeContentProposalProvider {
    private static final int SHORTEST_KEYWORD = 2;

    /** Rules with words that mean nothing for a point of a study. */
    private static final Set<String> UNKNOWN_TO_POINTS = Set.of("Primary", "Relation");

    @Inject
    private Provider<ContentAssistContextFactory> contexts;

    @Inject
    private IdeContentProposalCreator creator;

    @Inject
    private CatalogProposals catalog;

    @Inject
    private ModelProposals model;

    @Inject
    private StudyProposals studies;

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
            return place.isAboutPoints() ? List.of() : model.numbered(word, place);
        } else if (rule.equals("Argument") && !model.takesProcessors(place)
                || UNKNOWN_TO_POINTS.contains(rule) && place.isAboutPoints()) {
            return List.of();
        }
        List<Proposal> proposals = new ArrayList<>(templates.of(word, rule, place));
        proposals.add(Proposal.keyword(word, KeywordTexts.of(keyword).orElse("")));
        return proposals;
    }

    private List<Proposal> part(Assignment assignment, Place place) {
        String rule = GrammarUtil.containingRule(assignment).getName();
        EObject current = place.current();
        return switch (rule + "." + assignment.getFeature()) {
            case "Setting.name" -> catalog.options(current);
            case "Setting.value" -> place.in(Setting.class).map(catalog::values).orElse(List.of());
            case "Choice.reference" -> catalog.choices(current);
            case "NumberValue.unit" -> catalog.units(place);
            case "Event.verb" -> catalog.verbs();
            case "Expectation.verb" -> catalog.rejectable();
            case "Argument.preposition" -> catalog.prepositions(place);
            case "Argument.value" -> model.arguments(place);
            case "Expectation.reason" -> catalog.reasons();
            case "Primary.metric" -> place.isAboutPoints() ? studies.axesOfPath(place) : model.metrics(place);
            case "Part.member" -> members(place);
            case "Quantity.reference", "WordValue.reference" -> List.of();
            case "KernelUse.release", "KernelDefinition.release" -> catalog.releases();
            case "Bound.number" -> model.numbers(place);
            case "IdRegister.name" -> catalog.registers();
            case "Region.kind" -> catalog.regionKinds();
            case "Import.importURI" -> model.files(place);
            default -> ofStudies(assignment, place);
        };
    }

    private List<Proposal> ofStudies(Assignment assignment, Place place) {
        String rule = GrammarUtil.containingRule(assignment).getName();
        return switch (rule + "." + assignment.getFeature()) {
            case "Axis.property" -> studies.properties(place);
            case "AxisValue.reference" -> studies.values(place);
            case "AxisItem.spacing" -> studies.words(StudyWords.SPACINGS);
            case "AxisUse.parameter", "AxisUse.property" -> studies.axes(place);
            case "AxisUse.root" -> List.of();
            case "MeasureUse.declaration" -> studies.measures(place);
            case "DistributionDeclaration.quantity" -> studies.words(StudyWords.DISTRIBUTIONS);
            case "DistributionDeclaration.root" -> studies.owners(place);
            case "SeedPolicy.policy" -> studies.words(StudyWords.SEEDS);
            case "IntervalMethod.method" -> studies.words(StudyWords.INTERVALS);
            case "Sensitivity.method" -> studies.words(StudyWords.SENSITIVITIES);
            case "Primary.function", "Primary.root", "Primary.guest", "Primary.value" ->
                place.isAboutPoints() ? studies.terms(place) : terminal(assignment, place);
            default -> terminal(assignment, place);
        };
    }

    private List<Proposal> members(Place place) {
        if (place.in(DistributionDeclaration.class).isPresent()) {
            return studies.members(place);
        }
        return place.isAboutPoints() ? List.of() : model.members(place);
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
