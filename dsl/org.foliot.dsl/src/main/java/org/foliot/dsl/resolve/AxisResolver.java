package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.guest.GuestKernelOptions;
import org.foliot.api.host.HostKernelOptions;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.Axis;
import org.foliot.dsl.foliot.AxisCell;
import org.foliot.dsl.foliot.AxisItem;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.Root;
import org.foliot.dsl.foliot.Value;
import org.foliot.dsl.foliot.Variation;
import org.foliot.dsl.foliot.WordValue;
import org.foliot.dsl.messages.Spelling;
import org.foliot.dsl.resolve.ResolvedStudy.Interval;
import org.foliot.dsl.resolve.ResolvedStudy.Level;
import org.foliot.dsl.resolve.ResolvedStudy.ResolvedAxis;
import org.foliot.dsl.resolve.ResolvedStudy.ResolvedVariation;

/** Works out what varies in a study, and over which values. */
final class AxisResolver {
    private static final OptionSchema<HostKernelOptions> HOST_KERNEL = OptionSchema.of(HostKernelOptions.class);
    private static final OptionSchema<GuestKernelOptions> GUEST_KERNEL = OptionSchema.of(GuestKernelOptions.class);

    private final Resolution scenario;
    private final boolean sampled;
    private final Findings findings;
    private final Set<String> seen = new HashSet<>();

    /** A declared axis with what its values have to be like. */
    private record Column(
            ResolvedAxis axis, Axis declaration, Optional<Property> property, Optional<Literal> declared) {}

    AxisResolver(Resolution scenario, boolean sampled, Findings findings) {
        this.scenario = scenario;
        this.sampled = sampled;
        this.findings = findings;
    }

    /** A variation; without rows where something is wrong with it. */
    ResolvedVariation resolve(Variation variation) {
        List<Column> columns = new ArrayList<>();
        variation.getAxes().forEach(a -> column(a).ifPresent(columns::add));
        List<ResolvedAxis> axes = columns.stream().map(Column::axis).toList();
        if (columns.size() < variation.getAxes().size()) {
            return new ResolvedVariation(variation, axes, List.of(), Optional.empty());
        }
        if (variation.getItems().isEmpty()) {
            findings.error(
                    Codes.STUDY_EMPTY,
                    variation,
                    null,
                    "the list is empty, so there is nothing to run",
                    "write at least one value");
        }
        List<List<Level>> rows = columns.size() == 1 ? single(variation, columns.get(0)) : tuples(variation, columns);
        reportTwice(variation, rows);
        Optional<Interval> interval = columns.size() == 1
                        && columns.get(0).axis().kind().isNumber()
                        && variation.getItems().size() == 1
                ? AxisLevels.interval(
                        variation.getItems().get(0),
                        rows.stream().map(r -> r.get(0)).toList())
                : Optional.empty();
        return new ResolvedVariation(variation, axes, rows, interval);
    }

    // ---- axes ----

    private Optional<Column> column(Axis axis) {
        Optional<Column> column = axis.getParameter() != null ? parameter(axis) : property(axis);
        if (column.isPresent() && !seen.add(column.get().axis().name())) {
            findings.error(
                    Codes.AXIS_TWICE,
                    axis,
                    column.get().axis().name() + " varies twice",
                    "write all its values in one list");
            return Optional.empty();
        }
        return column;
    }

    private Optional<Column> parameter(Axis axis) {
        if (axis.getParameter().eIsProxy()) {
            return Optional.empty();
        }
        return scenario.parameters()
                .literal(axis.getParameter())
                .map(declared -> new Column(
                        new ResolvedAxis(axis.getParameter().getName(), true, StudyKind.of(declared)),
                        axis,
                        Optional.empty(),
                        Optional.of(declared)));
    }

    private Optional<Column> property(Axis axis) {
        Root root = axis.getRoot();
        if (root == null || root.eIsProxy() || axis.getProperty() == null) {
            return Optional.empty();
        }
        Optional<Property> property = Property.find(root, axis.getProperty());
        if (property.isEmpty()) {
            List<String> known = Property.of(root).stream().map(Property::word).toList();
            String kind = root instanceof Guest ? "guest" : "host";
            List<String> nearest = Spelling.nearest(axis.getProperty(), known);
            findings.error(
                    Codes.AXIS_UNKNOWN,
                    axis,
                    FoliotPackage.Literals.AXIS__PROPERTY,
                    axis.getProperty() + " of a " + kind + " cannot be varied by itself",
                    nearest.isEmpty()
                            ? Spelling.list(known)
                                    + " can; for anything else write a parameter in its place and vary that"
                            : "did you mean " + String.join(" or ", nearest) + "?",
                    nearest);
            return Optional.empty();
        }
        StudyKind kind =
                switch (property.get().form()) {
                    case COUNT -> StudyKind.COUNT;
                    case FREQUENCY -> StudyKind.FREQUENCY;
                    case EXTENSION -> StudyKind.WORD;
                    case KERNEL -> StudyKind.RELEASE;
                };
        return Optional.of(new Column(
                new ResolvedAxis(Overrides.key(Name.of(root), property.get()), false, kind),
                axis,
                property,
                Optional.empty()));
    }

    // ---- values ----

    private List<List<Level>> single(Variation variation, Column column) {
        List<Level> levels = new ArrayList<>();
        AxisLevels ranges = new AxisLevels(column.axis().kind(), sampled, findings);
        for (AxisItem item : variation.getItems()) {
            if (item.getCells().size() != 1) {
                wrongWidth(item, 1);
                continue;
            }
            Optional<Level> first = level(column, item.getCells().get(0));
            first.ifPresent(levels::add);
            if (item.getLast() != null && first.isPresent()) {
                Optional<Level> last = level(column, item.getLast(), new TreeMap<>());
                Optional<Literal> amount = Optional.ofNullable(item.getAmount()).flatMap(scenario.values()::literal);
                last.ifPresent(l -> levels.addAll(ranges.after(levels, item, l, amount)));
            }
        }
        return levels.stream().map(List::of).toList();
    }

    private void reportTwice(Variation variation, List<List<Level>> rows) {
        Set<List<Level>> once = new HashSet<>();
        for (List<Level> row : rows) {
            if (!once.add(row)) {
                List<String> texts = row.stream().map(Level::written).toList();
                findings.error(
                        Codes.AXIS_VALUE,
                        variation,
                        "the value " + (row.size() == 1 ? texts.get(0) : "(" + String.join(", ", texts) + ")")
                                + " stands twice in this list",
                        "keep one of the two, since equal points give equal runs");
                return;
            }
        }
    }

    private List<List<Level>> tuples(Variation variation, List<Column> columns) {
        List<List<Level>> rows = new ArrayList<>();
        for (AxisItem item : variation.getItems()) {
            if (item.getCells().size() != columns.size() || item.getLast() != null) {
                wrongWidth(item, columns.size());
                continue;
            }
            List<Level> row = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                level(columns.get(i), item.getCells().get(i)).ifPresent(row::add);
            }
            if (row.size() == columns.size()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private void wrongWidth(AxisItem item, int axes) {
        findings.error(
                Codes.AXIS_VALUE,
                item,
                axes == 1
                        ? "one axis varies here, and " + item.getCells().size() + " values stand in these parentheses"
                        : axes + " axes vary together, so every entry is " + axes + " values in parentheses",
                axes == 1 ? "take the parentheses away" : "write for example (100 MHz, 1 GHz)");
    }

    private Optional<Level> level(Column column, AxisCell cell) {
        SortedMap<String, String> settings = settings(column, cell);
        Optional<Level> level = level(column, cell.getValue(), settings);
        int written =
                cell.getOptions() == null ? 0 : cell.getOptions().getSettings().size();
        // One with a wrong setting is no value: without it, it might look like another.
        return level.filter(l -> l.settings().size() == written);
    }

    private SortedMap<String, String> settings(Column column, AxisCell cell) {
        if (cell.getOptions() == null) {
            return new TreeMap<>();
        }
        Property.Form form = column.property().map(Property::form).orElse(Property.Form.COUNT);
        if (form == Property.Form.KERNEL) {
            boolean guest = column.property().get() == Property.GUEST_KERNEL;
            return scenario.options()
                    .read(
                            cell.getOptions(),
                            guest ? GUEST_KERNEL : HOST_KERNEL,
                            guest ? "a guest kernel" : "a host kernel");
        } else if (form != Property.Form.EXTENSION) {
            findings.error(
                    Codes.AXIS_VALUE,
                    cell.getOptions(),
                    column.axis().name() + " has no settings",
                    "settings belong to extensions and kernels");
        }
        return new TreeMap<>();
    }

    private Optional<Level> level(Column column, Value value, SortedMap<String, String> settings) {
        Optional<Literal> literal = scenario.values().literal(value);
        if (literal.isEmpty()) {
            return Optional.empty();
        } else if (column.property().isEmpty()) {
            return ofParameter(column, value, literal.get());
        }
        return switch (column.property().get().form()) {
            case EXTENSION -> extension(column, value, literal.get());
            case KERNEL -> kernel(value, literal.get(), settings);
            case COUNT, FREQUENCY -> number(column, value, literal.get());
        };
    }

    private Optional<Level> ofParameter(Column column, Value value, Literal literal) {
        Literal declared = column.declared().orElseThrow();
        boolean fits = literal.kind() == declared.kind() && literal.dimension().equals(declared.dimension());
        if (!fits) {
            unfit(column, value, literal, declared.phrase(), declared.source());
            return Optional.empty();
        }
        OptionalLong amount = column.axis().kind().amount(literal);
        boolean outside = amount.isEmpty() && literal.kind() == Literal.Kind.NUMBER && !literal.isBare();
        if (outside) {
            findings.error(Codes.VALUE_RANGE, value, literal.source() + " is out of range", "");
            return Optional.empty();
        }
        return Optional.of(new Level(literal.text(), new TreeMap<>(), amount));
    }

    private void unfit(Column column, EObject place, Literal literal, String phrase, String example) {
        boolean missing = literal.isBare()
                && column.axis().kind().isNumber()
                && !column.axis().kind().equals(StudyKind.COUNT);
        findings.error(
                missing ? Codes.UNIT_MISSING : Codes.AXIS_VALUE,
                place,
                null,
                column.axis().name() + " cannot be " + literal.source(),
                "it is " + phrase + ", such as " + example,
                missing ? column.axis().kind().withUnits(literal.text()) : List.of());
    }

    private Optional<Level> number(Column column, Value value, Literal literal) {
        StudyKind kind = column.axis().kind();
        OptionalLong amount = StudyKind.of(literal) == kind ? kind.amount(literal) : OptionalLong.empty();
        if (amount.isEmpty() || amount.getAsLong() < 1) {
            unfit(column, value, literal, kind.phrase(), kind == StudyKind.COUNT ? "4" : "100 MHz");
            return Optional.empty();
        }
        return Optional.of(new Level(literal.text(), new TreeMap<>(), amount));
    }

    private Optional<Level> extension(Column column, Value value, Literal literal) {
        if (!(value instanceof WordValue word) || literal.kind() != Literal.Kind.WORD) {
            unfit(column, value, literal, "the id of an extension", "kvm");
            return Optional.empty();
        }
        ExtensionKind kind = column.property().orElseThrow().extensions();
        if (column.property().get() == Property.PVTIME && literal.text().equals(GuestResolver.NONE)) {
            return none(value, literal);
        }
        AxisCell cell = value.eContainer() instanceof AxisCell c ? c : null;
        ExtensionChoice choice = scenario.installed()
                .choose(
                        kind,
                        literal.text(),
                        word,
                        cell == null ? null : cell.getOptions(),
                        release(column.declaration().getRoot()),
                        value);
        return Optional.of(new Level(choice.id(), choice.settings(), OptionalLong.empty()));
    }

    private Optional<Level> none(Value value, Literal literal) {
        if (value.eContainer() instanceof AxisCell cell && cell.getOptions() != null) {
            findings.error(
                    Codes.AXIS_VALUE,
                    cell.getOptions(),
                    literal.text() + " has no settings",
                    "settings belong to extensions and kernels");
        }
        return Optional.of(new Level(literal.text(), new TreeMap<>(), OptionalLong.empty()));
    }

    private KernelRelease release(Root root) {
        Host host = root instanceof Host h ? h : Refinement.hostOf((Guest) root).orElse(null);
        ResolvedHost resolved = scenario.hosts().get(host);
        return resolved == null ? Defaults.KERNEL : resolved.kernel().release();
    }

    private Optional<Level> kernel(Value value, Literal literal, SortedMap<String, String> settings) {
        if (literal.kind() == Literal.Kind.WORD) {
            List<String> known = List.copyOf(scenario.kernels().definitions().keySet());
            if (!known.contains(literal.text())) {
                findings.error(
                        Codes.NAME_UNKNOWN,
                        value,
                        null,
                        "there is no kernel " + literal.text(),
                        Spelling.remedy(literal.text(), known, "kernels"),
                        Spelling.nearest(literal.text(), known));
                return Optional.empty();
            }
            return Optional.of(new Level(literal.text(), settings, OptionalLong.empty()));
        }
        return scenario.values()
                .release(literal.text(), value)
                .map(r -> new Level(r.toString(), settings, StudyKind.RELEASE.amount(literal)));
    }
}
