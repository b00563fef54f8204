package org.foliot.dsl.ide.references;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.xtext.AbstractRule;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.GrammarUtil;
import org.eclipse.xtext.IGrammarAccess;
import org.eclipse.xtext.Keyword;
import org.eclipse.xtext.RuleCall;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.ITextRegion;
import org.foliot.dsl.foliot.Element;
import org.foliot.dsl.foliot.Erratum;
import org.foliot.dsl.foliot.MeasureDeclaration;
import org.foliot.dsl.foliot.Member;
import org.foliot.dsl.foliot.Scenario;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.resolve.Name;
import org.foliot.dsl.resolve.Refinement;
import org.foliot.dsl.resource.ImportedFiles;

/** Finds where an element is named, file by file, and says whether it can be named otherwise. */
public class References {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern ERRATUM = Pattern.compile("[0-9][0-9_]*");

    private final Set<String> keywords;

    /**
     * A place that names an element.
     *
     * @param region the name
     * @param declaration whether the element is declared there
     */
    public record Occurrence(ITextRegion region, boolean declaration) {}

    @Inject
    References(IGrammarAccess grammar) {
        Set<String> names = new HashSet<>();
        collect(GrammarUtil.findRuleForName(grammar.getGrammar(), "Name"), new HashSet<>(), names);
        this.keywords = GrammarUtil.getAllKeywords(grammar.getGrammar()).stream()
                .filter(k -> !names.contains(k))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The keywords that a rule, or one that it calls, takes. */
    private static void collect(AbstractRule rule, Set<AbstractRule> seen, Set<String> words) {
        if (seen.add(rule)) {
            EcoreUtil2.getAllContentsOfType(rule, Keyword.class).forEach(k -> words.add(k.getValue()));
            EcoreUtil2.getAllContentsOfType(rule, RuleCall.class).forEach(c -> collect(c.getRule(), seen, words));
        }
    }

    /** Where a file names an element, in the order of the text. */
    public List<Occurrence> in(XtextResource file, EObject element) {
        List<Occurrence> found = new ArrayList<>();
        if (element.eResource() == file && Name.feature(element) != null) {
            NodeModelUtils.findNodesForFeature(element, Name.feature(element))
                    .forEach(n -> found.add(new Occurrence(n.getTextRegion(), true)));
        }
        for (Iterator<EObject> all = EcoreUtil.getAllContents(file, true); all.hasNext(); ) {
            EObject each = all.next();
            for (EReference reference : each.eClass().getEAllReferences()) {
                if (!reference.isContainment() && !reference.isContainer()) {
                    add(each, reference, element, found);
                }
            }
        }
        found.sort(Comparator.comparingInt(o -> o.region().getOffset()));
        return found;
    }

    private static void add(EObject holder, EReference reference, EObject element, List<Occurrence> found) {
        Object value = holder.eGet(reference);
        List<?> targets = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        List<INode> nodes =
                targets.contains(element) ? NodeModelUtils.findNodesForFeature(holder, reference) : List.of();
        for (int i = 0; i < nodes.size() && i < targets.size(); i++) {
            if (targets.get(i) == element) {
                found.add(new Occurrence(nodes.get(i).getTextRegion(), false));
            }
        }
    }

    /** Whether an element can be named otherwise at all; a scenario can, an identification register cannot. */
    public static boolean isNamed(EObject element) {
        return element instanceof Element
                || element instanceof Member
                || element instanceof Scenario
                || element instanceof MeasureDeclaration;
    }

    /**
     * Why an element cannot be called so; absent when it can.
     *
     * @param name the new name
     * @param here a file that names the element, whose other names it must not meet
     */
    public Optional<String> objection(EObject element, String name, XtextResource here) {
        boolean number = element instanceof Erratum && ERRATUM.matcher(name).matches();
        if (!number && !NAME.matcher(name).matches()) {
            return Optional.of("a name is a letter or _, then letters, digits or _");
        } else if (keywords.contains(name)) {
            return Optional.of(name + " is a word of the language and cannot be a name");
        }
        boolean taken = siblings(element, here).stream().anyMatch(s -> s != element && name.equals(Name.of(s)));
        return taken ? Optional.of("the name " + name + " is taken") : Optional.empty();
    }

    private static List<? extends EObject> siblings(EObject element, XtextResource here) {
        if (element instanceof Member) {
            return List.copyOf(Refinement.namedMembers(element.eContainer()).values());
        } else if (element instanceof MeasureDeclaration measure) {
            return measure.eContainer().eContents().stream()
                    .filter(m -> m instanceof MeasureDeclaration other && other.getRoot() == measure.getRoot())
                    .toList();
        } else if (!(element instanceof Element)) {
            return List.of();
        }
        return Stream.of(element.eResource(), here)
                .map(f -> f.getContents().get(0))
                .flatMap(f -> ImportedFiles.elementsVisibleFrom((ScenarioFile) f))
                .distinct()
                .toList();
    }
}
