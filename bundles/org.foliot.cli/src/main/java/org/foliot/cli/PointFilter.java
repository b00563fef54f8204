package org.foliot.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.foliot.program.study.Axis;
import org.foliot.program.study.StudyPoint;
import org.foliot.study.StudyPlan;

/** Which points of a study a command line asks for: those with one of the named values on each axis that it names. */
final class PointFilter implements Predicate<StudyPoint> {
    private record Wanted(int axis, Set<String> values) {}

    private final List<Wanted> wanted = new ArrayList<>();

    private PointFilter() {}

    /**
     * Reads the filters of a command line.
     *
     * @throws UsageException when one is none, names no axis or a value that the axis does not take
     */
    static PointFilter parse(List<String> texts, StudyPlan plan) {
        PointFilter filter = new PointFilter();
        texts.forEach(t -> filter.wanted.add(parse(t, plan)));
        return filter;
    }

    private static Wanted parse(String text, StudyPlan plan) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new UsageException("--filter " + text + ": write the axis, =, and its values with commas");
        }
        String name = text.substring(0, equals).strip();
        List<String> axes = plan.study().axes().stream().map(Axis::name).toList();
        int axis = axes.indexOf(name);
        if (axis < 0) {
            throw new UsageException("--filter " + text + ": " + name + " does not vary in study "
                    + plan.study().name() + "; the axes are " + String.join(", ", axes));
        }
        Set<String> known = new LinkedHashSet<>();
        plan.points().forEach(p -> known.add(p.value(axis).label()));
        Set<String> values = new LinkedHashSet<>();
        for (String value : text.substring(equals + 1).split(",")) {
            String plain = value.strip();
            String found = known.stream()
                    .filter(k -> k.replace(" ", "").equals(plain.replace(" ", "")))
                    .findFirst()
                    .orElseThrow(() -> new UsageException("--filter " + text + ": " + name + " is never " + plain
                            + "; it is " + String.join(", ", known)));
            values.add(found);
        }
        return new Wanted(axis, values);
    }

    @Override
    public boolean test(StudyPoint point) {
        return wanted.stream()
                .allMatch(w -> w.values().contains(point.value(w.axis()).label()));
    }
}
