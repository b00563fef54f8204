package org.foliot.dsl.ide.colours;

import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.xtext.GrammarUtil;
import org.eclipse.xtext.Keyword;
import org.eclipse.xtext.ParserRule;
import org.eclipse.xtext.TerminalRule;
import org.eclipse.xtext.ide.editor.syntaxcoloring.IHighlightedPositionAcceptor;
import org.eclipse.xtext.ide.editor.syntaxcoloring.ISemanticHighlightingCalculator;
import org.eclipse.xtext.nodemodel.ILeafNode;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.dsl.foliot.AxisUse;
import org.foliot.dsl.foliot.FoliotPackage.Literals;
import org.foliot.dsl.foliot.HypervisorUse;
import org.foliot.dsl.foliot.MeasureUse;
import org.foliot.dsl.foliot.NumberValue;
import org.foliot.dsl.foliot.Parameter;
import org.foliot.dsl.foliot.PvTime;
import org.foliot.dsl.foliot.SchedulerUse;
import org.foliot.dsl.foliot.WordValue;
import org.foliot.dsl.ide.meaning.StudyAxes;
import org.foliot.dsl.ide.meaning.WrittenWord;

/** Tells keywords, names, quantities and words of catalogues apart, and documentation from other comments. */
public class SemanticColours implements ISemanticHighlightingCalculator {
    private static final String NAMED = "variable";
    private static final String DECLARATION = "declaration";

    /** Parts of elements that are words of a catalogue: how the protocol calls them, and how we do. */
    private static final Map<EStructuralFeature, String[]> WORDS = Map.ofEntries(
            Map.entry(Literals.SETTING__NAME, new String[] {"property", Styles.OPTION}),
            Map.entry(Literals.ACT__VERB, new String[] {"function", Styles.VERB}),
            Map.entry(Literals.AFTER_EVENT__VERB, new String[] {"function", Styles.VERB}),
            Map.entry(Literals.REJECTED__VERB, new String[] {"function", Styles.VERB}),
            Map.entry(Literals.ARGUMENT__PREPOSITION, new String[] {"keyword"}),
            Map.entry(Literals.READING__METRIC, new String[] {"property", Styles.METRIC}),
            Map.entry(Literals.REJECTED__REASON, new String[] {"enumMember", Styles.WORD}),
            Map.entry(Literals.REGION__KIND, new String[] {"enumMember", Styles.WORD}),
            Map.entry(Literals.DISTRIBUTION_DECLARATION__QUANTITY, new String[] {"property", Styles.METRIC}),
            Map.entry(Literals.INTERVAL_METHOD__METHOD, new String[] {"enumMember", Styles.WORD}),
            Map.entry(Literals.SEED_POLICY__POLICY, new String[] {"enumMember", Styles.WORD}),
            Map.entry(Literals.SENSITIVITY__METHOD, new String[] {"enumMember", Styles.WORD}),
            Map.entry(Literals.AXIS_ITEM__SPACING, new String[] {"enumMember", Styles.WORD}),
            Map.entry(Literals.AXIS__PROPERTY, new String[] {"property", Styles.OPTION}),
            Map.entry(Literals.AXIS_USE__PROPERTY, new String[] {"property", Styles.OPTION}),
            Map.entry(Literals.STATISTIC__FUNCTION, new String[] {"function", Styles.VERB}),
            Map.entry(Literals.STUDY__NAME, new String[] {NAMED, DECLARATION, Styles.NAME}),
            Map.entry(Literals.MEASURE_DECLARATION__NAME, new String[] {NAMED, DECLARATION, Styles.NAME}),
            Map.entry(Literals.ID_REGISTER__NAME, new String[] {"property", Styles.OPTION}),
            Map.entry(Literals.KERNEL_USE__RELEASE, new String[] {"number", Styles.QUANTITY}),
            Map.entry(Literals.KERNEL_DEFINITION__RELEASE, new String[] {"number", Styles.QUANTITY}),
            Map.entry(Literals.BOUND__NUMBER, new String[] {"number", Styles.QUANTITY}),
            Map.entry(Literals.SCENARIO__NAME, new String[] {NAMED, DECLARATION, Styles.NAME}),
            Map.entry(Literals.PARAMETER__NAME, new String[] {"parameter", DECLARATION, Styles.PARAMETER}),
            Map.entry(Literals.KERNEL_DEFINITION__NAME, new String[] {NAMED, DECLARATION, Styles.NAME}),
            Map.entry(Literals.ERRATUM__NAME, new String[] {NAMED, DECLARATION, Styles.NAME}),
            Map.entry(Literals.HOST__NAME, new String[] {NAMED, DECLARATION, Styles.NAME}),
            Map.entry(Literals.GUEST__NAME, new String[] {NAMED, DECLARATION, Styles.NAME}),
            Map.entry(Literals.GROUP__NAME, new String[] {NAMED, DECLARATION, Styles.NAME}),
            Map.entry(Literals.TASK__NAME, new String[] {NAMED, DECLARATION, Styles.NAME}),
            Map.entry(Literals.PROCESS__NAME, new String[] {NAMED, DECLARATION, Styles.NAME}),
            Map.entry(Literals.REGION__NAME, new String[] {NAMED, DECLARATION, Styles.NAME}));

    private final Supplier<Catalog> catalog;

    @Inject
    SemanticColours(Supplier<Catalog> catalog) {
        this.catalog = catalog;
    }

    @Override
    public void provideHighlightingFor(
            XtextResource file, IHighlightedPositionAcceptor acceptor, CancelIndicator cancelled) {
        if (file == null || file.getParseResult() == null) {
            return;
        }
        for (ILeafNode leaf : file.getParseResult().getRootNode().getLeafNodes()) {
            leaf(leaf, acceptor);
        }
        Catalog installed = catalog.get();
        file.getAllContents().forEachRemaining(each -> {
            if (!cancelled.isCanceled()) {
                element(each, installed, acceptor);
            }
        });
    }

    private static void leaf(ILeafNode leaf, IHighlightedPositionAcceptor acceptor) {
        EObject grammar = leaf.getGrammarElement();
        boolean keyword = grammar instanceof Keyword word
                && Character.isLetter(word.getValue().charAt(0))
                && !(GrammarUtil.containingRule(word) instanceof ParserRule rule && GrammarUtil.isDatatypeRule(rule));
        if (keyword) {
            mark(leaf, acceptor, "keyword");
        } else if (grammar instanceof TerminalRule comment && comment.getName().endsWith("_COMMENT")) {
            if (leaf.getText().startsWith("/**") && leaf.getLength() > "/**/".length()) {
                mark(leaf, acceptor, "comment", "documentation", Styles.DOCUMENTATION);
            } else {
                mark(leaf, acceptor, "comment");
            }
        }
    }

    private static void element(EObject element, Catalog installed, IHighlightedPositionAcceptor acceptor) {
        if (element instanceof NumberValue) {
            mark(NodeModelUtils.findActualNodeFor(element), acceptor, "number", Styles.QUANTITY);
        } else if (element instanceof WordValue word) {
            mark(NodeModelUtils.findActualNodeFor(word), acceptor, word(word, installed));
        }
        for (EStructuralFeature feature : element.eClass().getEAllStructuralFeatures()) {
            String[] style = WORDS.get(feature);
            boolean reference =
                    feature instanceof EReference r && !r.isContainment() && !(element instanceof WordValue);
            if (style != null || reference) {
                for (INode node : NodeModelUtils.findNodesForFeature(element, feature)) {
                    mark(node, acceptor, style == null ? referred(element, feature) : style);
                }
            }
        }
    }

    private static String[] referred(EObject element, EStructuralFeature feature) {
        boolean nobody = element.eGet(feature) instanceof EObject target && target.eIsProxy();
        if (nobody && element instanceof MeasureUse) {
            return new String[] {"property", Styles.METRIC};
        } else if (nobody && element instanceof AxisUse) {
            return new String[] {"property", Styles.OPTION};
        }
        return element.eGet(feature) instanceof Parameter
                ? new String[] {"parameter", Styles.PARAMETER}
                : new String[] {NAMED, Styles.NAME};
    }

    private static String[] word(WordValue word, Catalog installed) {
        if (word.getReference() instanceof Parameter parameter && !parameter.eIsProxy()) {
            return new String[] {"parameter", Styles.PARAMETER};
        } else if (word.getReference() != null && !word.getReference().eIsProxy()) {
            return new String[] {NAMED, Styles.NAME};
        }
        Optional<ExtensionKind> kind = kind(word.eContainer());
        if (kind.isEmpty()) {
            return new String[] {"enumMember", Styles.WORD};
        }
        Optional<String> id = WrittenWord.of(word);
        if (kind.get() == ExtensionKind.MEMORY_STRATEGY
                && id.filter("none"::equals).isPresent()) {
            return new String[] {"enumMember", Styles.WORD};
        }
        boolean there = id.flatMap(i -> installed.find(kind.get(), i)).isPresent();
        return new String[] {"class", there ? Styles.EXTENSION : Styles.UNKNOWN_EXTENSION};
    }

    private static Optional<ExtensionKind> kind(EObject place) {
        if (place instanceof HypervisorUse) {
            return Optional.of(ExtensionKind.HYPERVISOR);
        } else if (place instanceof SchedulerUse) {
            return Optional.of(ExtensionKind.HOST_SCHEDULER);
        } else if (place instanceof PvTime) {
            return Optional.of(ExtensionKind.MEMORY_STRATEGY);
        }
        return StudyAxes.of(place).flatMap(StudyAxes::extensions);
    }

    /** Marks a word; what goes over several lines, line by line, because that is how it is sent. */
    private static void mark(INode node, IHighlightedPositionAcceptor acceptor, String... style) {
        if (node == null || node.getLength() == 0) {
            return;
        }
        String text = node instanceof ILeafNode
                ? node.getText()
                : node.getRootNode().getText().substring(node.getOffset(), node.getOffset() + node.getLength());
        int from = 0;
        while (from < text.length()) {
            int newline = text.indexOf('\n', from);
            int end = newline < 0 ? text.length() : newline;
            if (end > from) {
                acceptor.addPosition(node.getOffset() + from, end - from, style);
            }
            from = end + 1;
        }
    }
}
