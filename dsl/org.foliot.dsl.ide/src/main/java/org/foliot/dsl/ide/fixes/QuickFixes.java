package org.foliot.dsl.ide.fixes;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.nodemodel.ICompositeNode;
import org.eclipse.xtext.nodemodel.ILeafNode;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.ReplaceRegion;
import org.foliot.api.extension.OptionDescriptor;
import org.foliot.api.timeline.Clause;
import org.foliot.api.timeline.Events;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.Act;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.OptionBlock;
import org.foliot.dsl.foliot.Parameter;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.foliot.Timeline;
import org.foliot.dsl.ide.meaning.BlockOptions;
import org.foliot.dsl.resolve.OptionDimension;
import org.foliot.time.Dimension;

/** Knows what to do about each kind of problem that the language reports. */
public class QuickFixes {
    private static final String EXAMPLE = "write for example: ";
    private static final String ANOTHER_NAME = "choose another name, such as ";
    private static final String INDENT = "    ";
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(-?[0-9][0-9_.]*|0[xX][0-9a-fA-F_]+)\\s*\\S+");
    private static final Pattern MISSING_OPTION = Pattern.compile("needs the option (\\w+)");

    private final BlockOptions options;

    @Inject
    QuickFixes(BlockOptions options) {
        this.options = options;
    }

    /**
     * What can be done about a problem, best first.
     *
     * @param message what the problem says
     */
    public List<QuickFix> of(XtextResource file, Problem problem, String message) {
        String text = file.getParseResult() == null
                ? ""
                : file.getParseResult().getRootNode().getText();
        int end = problem.offset() + problem.length();
        if (problem.code() == null || problem.offset() < 0 || end > text.length()) {
            return List.of();
        }
        String marked = text.substring(problem.offset(), end);
        List<QuickFix> fixes = new ArrayList<>();
        for (String replacement : problem.replacements()) {
            fixes.add(replace(problem, marked, replacement, fixes.isEmpty()));
        }
        switch (problem.code()) {
            case Codes.END_MISSING -> fixes.addAll(addEnd(file, problem, text));
            case Codes.SYNTAX_UNCLOSED -> close(problem, text, message).ifPresent(fixes::add);
            case Codes.SYNTAX -> stray(problem, text).ifPresent(fixes::add);
            case Codes.SYNTAX_KEYWORD -> rename(problem, marked).ifPresent(fixes::add);
            case Codes.UNIT_UNEXPECTED -> withoutUnit(problem, marked).ifPresent(fixes::add);
            case Codes.PARAMETER_UNUSED ->
                remove(file, problem, Parameter.class, "Remove the parameter").ifPresent(fixes::add);
            case Codes.STATEMENT_TWICE -> fixes.add(removal(text, problem.offset(), end, "Remove this one"));
            case Codes.OPTION_MISSING -> option(file, problem, message).ifPresent(fixes::add);
            case Codes.EVENT_CLAUSE_MISSING -> fixes.addAll(clauses(file, problem));
            case Codes.HOST_MISSING -> fixes.add(append(text, "host server { cpus 1 }\n", "Add a host"));
            default -> {
                // The replacements are all there is.
            }
        }
        return fixes;
    }

    private static QuickFix replace(Problem problem, String marked, String replacement, boolean best) {
        return new QuickFix(
                "Replace " + shortened(marked) + " with " + replacement,
                List.of(new ReplaceRegion(problem.offset(), problem.length(), replacement)),
                best);
    }

    private static String shortened(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    /** What stands for an end is either in the timeline, or a timeline of its own. */
    private static List<QuickFix> addEnd(XtextResource file, Problem problem, String text) {
        if (!problem.remedy().startsWith(EXAMPLE)) {
            return List.of();
        }
        String line = problem.remedy().substring(EXAMPLE.length());
        Optional<Timeline> timeline = ((ScenarioFile) file.getContents().get(0))
                .getElements().stream()
                        .filter(Timeline.class::isInstance)
                        .map(Timeline.class::cast)
                        .findFirst();
        ICompositeNode node = timeline.map(NodeModelUtils::findActualNodeFor).orElse(null);
        if (node == null) {
            return List.of(append(text, "timeline {\n" + INDENT + line + "\n}\n", "Add a timeline that ends: " + line));
        }
        int brace = node.getOffset() + node.getLength() - 1;
        int lineStart = text.lastIndexOf('\n', brace - 1) + 1;
        boolean alone = text.substring(lineStart, brace).isBlank() && lineStart > node.getOffset();
        return List.of(new QuickFix(
                "Add the end: " + line,
                List.of(
                        alone
                                ? new ReplaceRegion(lineStart, 0, INDENT + line + "\n")
                                : new ReplaceRegion(brace, 0, line + " ")),
                true));
    }

    private static QuickFix append(String text, String addition, String label) {
        String gap = text.isEmpty() || text.endsWith("\n") ? "\n" : "\n\n";
        return new QuickFix(label, List.of(new ReplaceRegion(text.length(), 0, gap + addition)), true);
    }

    private static Optional<QuickFix> close(Problem problem, String text, String message) {
        String missing = message.startsWith("this comment") ? "*/" : message.startsWith("this text") ? "\"" : "}";
        int at = problem.offset();
        if (missing.equals("\"")) {
            int lineEnd = text.indexOf('\n', at);
            at = lineEnd < 0 ? text.length() : lineEnd;
        } else if (missing.equals("*/") || message.contains("the file ends")) {
            at = text.length();
        }
        String closing =
                missing.equals("\"") ? missing : (at > 0 && text.charAt(at - 1) == '\n' ? "" : "\n") + missing + "\n";
        return Optional.of(
                new QuickFix("Add the missing " + missing, List.of(new ReplaceRegion(at, 0, closing)), true));
    }

    /** A semicolon, or an equals sign too many. */
    private static Optional<QuickFix> stray(Problem problem, String text) {
        char found = problem.length() == 0 ? ' ' : text.charAt(problem.offset());
        if (problem.length() != 1 || found != ';' && found != '=') {
            return Optional.empty();
        }
        int end = problem.offset() + 1;
        boolean space = found == '=' && end < text.length() && text.charAt(end) == ' ';
        boolean twice = problem.offset() > 0 && text.charAt(problem.offset() - 1) == '=';
        return Optional.of(new QuickFix(
                "Remove " + found, List.of(new ReplaceRegion(problem.offset(), space && !twice ? 2 : 1, "")), true));
    }

    private static Optional<QuickFix> rename(Problem problem, String marked) {
        return problem.remedy().startsWith(ANOTHER_NAME)
                ? Optional.of(replace(problem, marked, problem.remedy().substring(ANOTHER_NAME.length()), true))
                : Optional.empty();
    }

    private static Optional<QuickFix> withoutUnit(Problem problem, String marked) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(marked);
        return matcher.matches() ? Optional.of(replace(problem, marked, matcher.group(1), true)) : Optional.empty();
    }

    private static <T extends EObject> Optional<QuickFix> remove(
            XtextResource file, Problem problem, Class<T> type, String label) {
        return at(file, problem, type).map(NodeModelUtils::findActualNodeFor).map(node -> {
            String text = file.getParseResult().getRootNode().getText();
            return removal(text, node.getOffset(), node.getOffset() + node.getLength(), label);
        });
    }

    /** Takes a statement out, with its line where it has one for itself. */
    private static QuickFix removal(String text, int from, int to, String label) {
        int lineStart = text.lastIndexOf('\n', from - 1) + 1;
        int lineEnd = text.indexOf('\n', to);
        boolean alone = lineEnd >= 0
                && text.substring(lineStart, from).isBlank()
                && text.substring(to, lineEnd).isBlank();
        int begin = alone ? lineStart : from;
        int end = alone ? lineEnd + 1 : to;
        while (!alone && end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        return new QuickFix(label, List.of(new ReplaceRegion(begin, end - begin, "")), true);
    }

    private static <T extends EObject> Optional<T> at(XtextResource file, Problem problem, Class<T> type) {
        ILeafNode leaf =
                NodeModelUtils.findLeafNodeAtOffset(file.getParseResult().getRootNode(), problem.offset());
        return leaf == null
                ? Optional.empty()
                : Optional.ofNullable(
                        EcoreUtil2.getContainerOfType(NodeModelUtils.findActualSemanticObjectFor(leaf), type));
    }

    /** Writes an option that must be set, with an example of its value. */
    private Optional<QuickFix> option(XtextResource file, Problem problem, String message) {
        Matcher matcher = MISSING_OPTION.matcher(message);
        Optional<EObject> word = at(file, problem, EObject.class);
        EObject holder = word.map(w -> options.ofHolder(w).isPresent() ? w : w.eContainer())
                .orElse(null);
        if (!matcher.find() || holder == null) {
            return Optional.empty();
        }
        Optional<OptionDescriptor> missing = options.ofHolder(holder).flatMap(o -> o.option(matcher.group(1)));
        return missing.map(o -> {
            String setting = o.name() + " " + example(o);
            OptionBlock block = EcoreUtil2.eAllOfType(holder, OptionBlock.class).stream()
                    .findFirst()
                    .orElse(null);
            INode at = NodeModelUtils.findActualNodeFor(block == null ? holder : block);
            ReplaceRegion change = block == null
                    ? new ReplaceRegion(at.getOffset() + at.getLength(), 0, " { " + setting + " }")
                    : new ReplaceRegion(at.getOffset() + 1, 0, " " + setting);
            return new QuickFix("Set " + setting, List.of(change), true);
        });
    }

    private static String example(OptionDescriptor option) {
        return option.min()
                .or(() -> option.words().stream().findFirst())
                .or(() -> OptionDimension.of(option.type()).map(Dimension::example))
                .orElse("1");
    }

    /** Writes a clause that an event needs; a host is one of those that there are. */
    private static List<QuickFix> clauses(XtextResource file, Problem problem) {
        Optional<Act> act = at(file, problem, Act.class);
        if (act.isEmpty() || act.get().getTarget() == null) {
            return List.of();
        }
        INode target = NodeModelUtils.findActualNodeFor(act.get().getTarget());
        int at = target.getOffset() + target.getLength();
        List<QuickFix> fixes = new ArrayList<>();
        Events.find(act.get().getVerb()).ifPresent(kind -> kind.clauses().stream()
                .filter(Clause::required)
                .filter(c -> act.get().getArguments().stream()
                        .noneMatch(a -> c.preposition().equals(a.getPreposition())))
                .forEach(c -> {
                    for (String value : values(c.value(), file)) {
                        String clause = c.preposition() + " " + value;
                        fixes.add(new QuickFix(
                                "Add " + clause, List.of(new ReplaceRegion(at, 0, " " + clause)), fixes.isEmpty()));
                    }
                }));
        return fixes;
    }

    private static List<String> values(Clause.Value value, XtextResource file) {
        return switch (value) {
            case DURATION -> List.of("1 s");
            case NUMBER -> List.of("1");
            case CPUS -> List.of("cpu 0");
            case RELEASE -> List.of("6.12");
            case NAME -> List.of("before");
            case HOST ->
                ((ScenarioFile) file.getContents().get(0))
                        .getElements().stream()
                                .filter(Host.class::isInstance)
                                .map(h -> ((Host) h).getName())
                                .toList();
        };
    }
}
