package org.foliot.dsl.ide.proposals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.GrammarUtil;
import org.eclipse.xtext.Keyword;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistContext;
import org.eclipse.xtext.nodemodel.ILeafNode;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.foliot.dsl.foliot.MeasureUse;
import org.foliot.dsl.foliot.Part;
import org.foliot.dsl.foliot.Reading;
import org.foliot.dsl.foliot.Root;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.foliot.Study;
import org.foliot.dsl.foliot.Target;

/**
 * A place where something is about to be written, with what stands before it.
 *
 * @param context what Xtext knows of it
 */
record Place(ContentAssistContext context) {
    private static final Set<String> ABOUT_POINTS =
            Set.of("Constraint", "Repetition", "StudyClaim", "StudyExpectations");
    private static final Set<String> CLAUSES = Set.of(
            "Variation",
            "Constraint",
            "WarmUp",
            "MeasureDeclaration",
            "DistributionDeclaration",
            "Repetition",
            "Batches",
            "SeedPolicy",
            "Antithetic",
            "IntervalMethod",
            "PairedComparison",
            "Sensitivity",
            "Chart",
            "StudyExpectations",
            "StudyClaim");

    /** The element that is being written. */
    EObject current() {
        return context.getCurrentModel();
    }

    /** The innermost element of a type around this place, or else around what stands before it. */
    <T extends EObject> Optional<T> in(Class<T> type) {
        T found = EcoreUtil2.getContainerOfType(context.getCurrentModel(), type);
        return Optional.ofNullable(
                found != null ? found : EcoreUtil2.getContainerOfType(context.getPreviousModel(), type));
    }

    /** The host or guest that the dotted path begins with which is being written. */
    Optional<Root> root() {
        Optional<Root> read = in(Reading.class).map(Reading::getRoot);
        return read.or(() -> in(Target.class).map(Target::getRoot)).filter(r -> !r.eIsProxy());
    }

    /** What the path goes on with so far. */
    Optional<Part> part() {
        Optional<Part> read = in(Reading.class).map(Reading::getPart);
        return in(Reading.class).isPresent() ? read : in(Target.class).map(Target::getPart);
    }

    /** The file. */
    Optional<ScenarioFile> file() {
        EObject any = context.getCurrentModel() == null ? context.getPreviousModel() : context.getCurrentModel();
        return any == null
                        || any.eResource() == null
                        || any.eResource().getContents().isEmpty()
                ? Optional.empty()
                : Optional.of((ScenarioFile) any.eResource().getContents().get(0));
    }

    /** The dotted path that is being written. */
    Optional<WrittenPath> path() {
        return context.getRootNode() == null
                ? Optional.empty()
                : file().flatMap(f -> WrittenPath.before(text().substring(0, begin()), f));
    }

    private String text() {
        return context.getRootNode().getText();
    }

    /** Where the word begins that is being written. */
    private int begin() {
        return Math.min(context.getOffset() - context.getPrefix().length(), text().length());
    }

    /** Whether the word that is being written is there already up to its end, and then this. */
    boolean isFollowedBy(String word) {
        String text = text();
        int at = Math.min(context.getOffset(), text.length());
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int end = at + word.length();
        boolean whole = end >= text.length() || !Character.isLetterOrDigit(text.charAt(end));
        return text.startsWith(word, at) && (whole || !Character.isLetter(word.charAt(0)));
    }

    /**
     * The rule of the study's clause that is being written, told by the last keyword before this place that only clauses of
     * studies have; absent outside of studies.
     */
    Optional<String> clause() {
        Study study = EcoreUtil2.getContainerOfType(context.getCurrentModel(), Study.class);
        INode node = study == null ? null : NodeModelUtils.findActualNodeFor(study);
        Optional<String> last = Optional.empty();
        for (ILeafNode leaf : node == null ? List.<ILeafNode>of() : node.getLeafNodes()) {
            if (leaf.getOffset() >= begin()) {
                return last;
            } else if (leaf.getGrammarElement() instanceof Keyword keyword) {
                String rule = GrammarUtil.containingRule(keyword).getName();
                last = CLAUSES.contains(rule) ? Optional.of(rule) : last;
            }
        }
        return last;
    }

    /** Whether a condition or claim about points is being written, which knows axes and statistics alone. */
    boolean isAboutPoints() {
        return EcoreUtil2.getContainerOfType(context.getCurrentModel(), MeasureUse.class) == null
                && clause().filter(ABOUT_POINTS::contains).isPresent();
    }
}
