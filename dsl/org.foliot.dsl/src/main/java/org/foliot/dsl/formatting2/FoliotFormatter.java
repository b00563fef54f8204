package org.foliot.dsl.formatting2;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.formatting2.AbstractJavaFormatter;
import org.eclipse.xtext.formatting2.FormatterPreferenceKeys;
import org.eclipse.xtext.formatting2.IFormattableDocument;
import org.eclipse.xtext.formatting2.IHiddenRegionFormatter;
import org.eclipse.xtext.formatting2.regionaccess.IEObjectRegion;
import org.eclipse.xtext.formatting2.regionaccess.ISemanticRegion;
import org.foliot.dsl.foliot.Act;
import org.foliot.dsl.foliot.AxisItem;
import org.foliot.dsl.foliot.Element;
import org.foliot.dsl.foliot.Entry;
import org.foliot.dsl.foliot.Errata;
import org.foliot.dsl.foliot.Erratum;
import org.foliot.dsl.foliot.Event;
import org.foliot.dsl.foliot.Expectation;
import org.foliot.dsl.foliot.Expectations;
import org.foliot.dsl.foliot.Expression;
import org.foliot.dsl.foliot.Features;
import org.foliot.dsl.foliot.Group;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.Import;
import org.foliot.dsl.foliot.KernelDefinition;
import org.foliot.dsl.foliot.OptionBlock;
import org.foliot.dsl.foliot.Parameter;
import org.foliot.dsl.foliot.Process;
import org.foliot.dsl.foliot.Processors;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.foliot.Study;
import org.foliot.dsl.foliot.StudyClause;
import org.foliot.dsl.foliot.StudyExpectations;
import org.foliot.dsl.foliot.Task;
import org.foliot.dsl.foliot.Timeline;
import org.foliot.dsl.foliot.Variation;
import org.foliot.dsl.foliot.VcpuPlacement;

/**
 * The canonical layout: four spaces a level, an empty line between elements, one statement a line.
 *
 * <p>A small block stays on the line of its statement, {@code task hog { busy }}, if it holds at most three statements and no
 * comment and fits. Long expressions are broken before an operator. The layout depends on the text alone, not on how it
 * was laid out before, except that single empty lines between statements are kept.
 */
public class FoliotFormatter extends AbstractJavaFormatter {
    private static final int MOST_ON_A_LINE = 3;
    private static final int INDENT = 4;
    private static final Set<String> BREAK_BEFORE =
            Set.of("+", "-", "*", "/", "and", "or", "<", "<=", "=", "!=", ">=", ">");

    /** Lays out a whole file. */
    protected void _format(ScenarioFile file, IFormattableDocument doc) {
        separateElements(file, doc);
        if (file.getScenario() != null) {
            ISemanticRegion origin = regionFor(file.getScenario()).keyword("origin");
            doc.prepend(origin, this::newLine);
            doc.surround(origin, this::indent);
        }
        file.getElements().forEach(e -> element(e, doc));
        doc.append(file, f -> f.setNewLines(1));
        separateTokens(doc);
    }

    /** Whatever nobody else cares for: a space or nothing. Last, since a merged rule forgets that it was a weak one. */
    private void separateTokens(IFormattableDocument doc) {
        ISemanticRegion first = getTextRegionAccess()
                .regionForRootEObject()
                .getPreviousHiddenRegion()
                .getNextSemanticRegion();
        for (ISemanticRegion at = first;
                at != null && at.getNextSemanticRegion() != null;
                at = at.getNextSemanticRegion()) {
            boolean space = Spacing.isSpace(at, at.getNextSemanticRegion());
            doc.append(at, f -> {
                f.lowPriority();
                f.setSpace(space ? " " : "");
                f.setNewLines(0);
            });
        }
    }

    private void separateElements(ScenarioFile file, IFormattableDocument doc) {
        List<EObject> inOrder = new ArrayList<>(file.getImports());
        if (file.getScenario() != null) {
            inOrder.add(file.getScenario());
        }
        inOrder.addAll(file.getElements());
        inOrder.sort((a, b) -> Integer.compare(
                regionForEObject(a).getOffset(), regionForEObject(b).getOffset()));
        for (int i = 0; i < inOrder.size(); i++) {
            EObject element = inOrder.get(i);
            if (i == 0) {
                boolean comment =
                        regionForEObject(element).getPreviousHiddenRegion().containsComment();
                doc.prepend(element, f -> f.setNewLines(comment ? 1 : 0, comment ? 1 : 0, comment ? 2 : 0));
            } else {
                boolean together = isLine(element)
                        && element.eClass() == inOrder.get(i - 1).eClass();
                doc.prepend(element, f -> f.setNewLines(together ? 1 : 2, together ? 1 : 2, 2));
            }
        }
    }

    private static boolean isLine(EObject element) {
        return element instanceof Import || element instanceof Parameter;
    }

    private void element(Element element, IFormattableDocument doc) {
        if (element instanceof Host host) {
            block(host, host.getMembers(), doc);
            host.getMembers().forEach(m -> statement(m, 1, doc));
        } else if (element instanceof Guest guest) {
            block(guest, guest.getMembers(), doc);
            guest.getMembers().forEach(m -> statement(m, 1, doc));
        } else if (element instanceof Timeline timeline) {
            block(timeline, timeline.getEntries(), doc);
            timeline.getEntries().forEach(e -> entry(e, doc));
        } else if (element instanceof Expectations expectations) {
            block(expectations, expectations.getItems(), doc);
            expectations.getItems().forEach(e -> expectation(e, doc));
        } else if (element instanceof Erratum erratum) {
            small(erratum, erratum.getTraits(), 0, 0, doc);
        } else if (element instanceof KernelDefinition kernel) {
            statement(kernel, 0, doc);
        } else if (element instanceof Study study) {
            block(study, study.getClauses(), doc);
            study.getClauses().forEach(c -> clause(c, doc));
        }
    }

    private void clause(StudyClause clause, IFormattableDocument doc) {
        if (clause instanceof StudyExpectations expectations) {
            block(expectations, expectations.getItems(), doc);
            expectations.getItems().forEach(c -> breakExpressions(c, doc));
        } else if (clause instanceof Variation variation) {
            variation.getItems().stream()
                    .flatMap(i -> i.getCells().stream())
                    .filter(c -> c.getOptions() != null)
                    .forEach(c -> onLine(c.getOptions(), c.getOptions().getSettings(), doc));
            breakList(variation, doc);
        } else {
            breakExpressions(clause, doc);
        }
    }

    /** Lets lines break between the values of a list; what follows is indented. */
    private void breakList(Variation variation, IFormattableDocument doc) {
        List<AxisItem> items = variation.getItems();
        for (int i = 1; i < items.size(); i++) {
            doc.prepend(items.get(i), IHiddenRegionFormatter::autowrap);
        }
        if (items.size() > 1) {
            IEObjectRegion region = regionForEObject(variation);
            doc.interior(
                    region.getPreviousHiddenRegion().getNextSemanticRegion(),
                    region.getNextHiddenRegion().getPreviousSemanticRegion(),
                    this::indent);
        }
    }

    private void entry(Entry entry, IFormattableDocument doc) {
        boolean grouped = regionFor(entry).keyword("{") != null;
        if (grouped) {
            block(entry, entry.getEvents(), doc);
        }
        breakExpressions(entry.getTrigger(), doc);
        int depth = grouped ? 2 : 1;
        int before = grouped ? 0 : triggerLength(entry);
        for (Event event : entry.getEvents()) {
            if (event instanceof Act act && act.getOptions() != null) {
                settings(act, act.getOptions(), depth, before, doc);
            }
        }
    }

    private int triggerLength(Entry entry) {
        IEObjectRegion trigger = regionForEObject(entry.getTrigger());
        ISemanticRegion first = trigger.getPreviousHiddenRegion().getNextSemanticRegion();
        ISemanticRegion last = trigger.getNextHiddenRegion().getPreviousSemanticRegion();
        return Spacing.length(first, last) + 1;
    }

    private void expectation(Expectation item, IFormattableDocument doc) {
        breakExpressions(item, doc);
    }

    /** Lets lines break before operators; what follows is indented. */
    private void breakExpressions(EObject owner, IFormattableDocument doc) {
        IEObjectRegion region = regionForEObject(owner);
        boolean any = false;
        for (ISemanticRegion each : region.getAllSemanticRegions()) {
            boolean operator =
                    BREAK_BEFORE.contains(each.getText()) && (each.getSemanticElement() instanceof Expression);
            boolean clause = each.getText().equals("within");
            if (operator || clause) {
                any = true;
                doc.prepend(each, IHiddenRegionFormatter::autowrap);
            }
        }
        if (any) {
            ISemanticRegion first = region.getPreviousHiddenRegion().getNextSemanticRegion();
            ISemanticRegion last = region.getNextHiddenRegion().getPreviousSemanticRegion();
            doc.interior(first, last, this::indent);
        }
    }

    /** A statement of a host, guest or file, whose own block may stay on its line. */
    private void statement(EObject statement, int depth, IFormattableDocument doc) {
        if (statement instanceof Task task) {
            small(task, task.getTraits(), depth, 0, doc);
        } else if (statement instanceof Process process) {
            small(process, process.getTraits(), depth, 0, doc);
        } else if (statement instanceof Group group) {
            small(group, group.getTraits(), depth, 0, doc);
        } else if (statement instanceof VcpuPlacement placement) {
            small(placement, placement.getTraits(), depth, 0, doc);
        } else if (statement instanceof Processors processors) {
            small(processors, processors.getTraits(), depth, 0, doc);
            processors.getTraits().stream().filter(Errata.class::isInstance).forEach(e -> onLine(e, List.of(), doc));
            processors.getTraits().stream()
                    .filter(Features.class::isInstance)
                    .map(t -> ((Features) t).getOptions())
                    .forEach(o -> onLine(o, o.getSettings(), doc));
        } else {
            for (EObject part : statement.eContents()) {
                if (part instanceof OptionBlock block) {
                    settings(statement, block, depth, 0, doc);
                }
            }
        }
    }

    private void settings(EObject statement, OptionBlock block, int depth, int before, IFormattableDocument doc) {
        if (fits(statement, block, block.getSettings(), depth, before)) {
            onLine(block, block.getSettings(), doc);
        } else {
            block(block, block.getSettings(), doc);
        }
    }

    private void small(
            EObject statement, List<? extends EObject> parts, int depth, int before, IFormattableDocument doc) {
        if (regionFor(statement).keyword("{") == null) {
            return;
        } else if (fits(statement, statement, parts, depth, before)) {
            onLine(statement, parts, doc);
        } else {
            block(statement, parts, doc);
        }
    }

    private boolean fits(EObject statement, EObject owner, List<? extends EObject> parts, int depth, int before) {
        ISemanticRegion open = regionFor(owner).keyword("{");
        ISemanticRegion close = regionFor(owner).keyword("}");
        if (parts.size() > MOST_ON_A_LINE || open == null || close == null) {
            return false;
        }
        for (ISemanticRegion at = open; at != close; at = at.getNextSemanticRegion()) {
            if (at.getNextHiddenRegion().containsComment()) {
                return false;
            }
        }
        ISemanticRegion first =
                regionForEObject(statement).getPreviousHiddenRegion().getNextSemanticRegion();
        int length = depth * INDENT + before + Spacing.length(first, close) + Math.max(0, parts.size() - 1);
        return length <= getPreference(FormatterPreferenceKeys.maxLineWidth);
    }

    private void onLine(EObject owner, List<? extends EObject> parts, IFormattableDocument doc) {
        ISemanticRegion open = regionFor(owner).keyword("{");
        ISemanticRegion close = regionFor(owner).keyword("}");
        if (open != null && open.getNextSemanticRegion() == close) {
            doc.append(open, this::noSpace);
        }
        for (int i = 1; i < parts.size(); i++) {
            doc.prepend(parts.get(i), f -> f.setSpace("  "));
        }
    }

    /** A block with one statement a line. */
    private void block(EObject owner, List<? extends EObject> parts, IFormattableDocument doc) {
        ISemanticRegion open = regionFor(owner).keyword("{");
        ISemanticRegion close = regionFor(owner).keyword("}");
        if (open == null || close == null) {
            return;
        }
        boolean empty = parts.isEmpty() && !open.getNextHiddenRegion().containsComment();
        if (empty) {
            doc.append(open, this::noSpace);
            return;
        }
        doc.interior(open, close, this::indent);
        for (int i = 0; i < parts.size(); i++) {
            boolean first = i == 0;
            doc.prepend(parts.get(i), f -> f.setNewLines(1, 1, first ? 1 : 2));
        }
        doc.prepend(close, this::newLine);
    }
}
