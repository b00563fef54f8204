package org.foliot.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.foliot.export.TextTable;
import org.foliot.program.study.Axis;
import org.foliot.program.study.Repetition;
import org.foliot.program.study.StudyPoint;
import org.foliot.study.StudyPlan;

/** Lists the points of a study, how often each is run, and from which seed on. */
final class StudyListing {
    private final StudyPlan plan;
    private final Predicate<StudyPoint> filter;

    StudyListing(StudyPlan plan, Predicate<StudyPoint> filter) {
        this.plan = plan;
        this.filter = filter;
    }

    void print(PrintWriter out) {
        Repetition repetition = plan.study().repetition();
        String runs = repetition.least() == repetition.most()
                ? Integer.toString(repetition.most())
                : repetition.least() + " to " + repetition.most();
        TextTable table = new TextTable();
        List<String> head = new ArrayList<>(List.of("point"));
        plan.study().axes().stream().map(Axis::name).forEach(head::add);
        head.addAll(List.of("replications", "first seed"));
        table.row(head);
        int shown = 0;
        for (int i = 0; i < plan.points().size(); i++) {
            StudyPoint point = plan.points().get(i);
            if (filter.test(point)) {
                List<String> row = new ArrayList<>(List.of(Integer.toString(i)));
                row.addAll(point.labels());
                row.addAll(List.of(runs, Long.toString(plan.seed(i, 0))));
                table.row(row);
                shown++;
            }
        }
        StringBuilder text = new StringBuilder();
        text.append("study ")
                .append(plan.study().name())
                .append(": ")
                .append(shown)
                .append(" points");
        long most = (long) shown * repetition.most() * plan.runsPerReplication();
        text.append(repetition.least() == repetition.most() ? ", " : ", at most ")
                .append(most)
                .append(" runs\n");
        table.appendTo(text, "  ");
        out.print(text);
        out.flush();
    }
}
