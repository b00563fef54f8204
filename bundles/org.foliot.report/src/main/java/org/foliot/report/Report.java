package org.foliot.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.foliot.report.chart.Chart;

/**
 * What is on one page.
 *
 * @param title of the page
 * @param introduction at its head, may be empty; empty lines part its paragraphs
 * @param charts charts at its head, as studies have them
 * @param tables tables below them
 * @param runs the runs; one is shown at once, several beside each other first
 */
public record Report(String title, String introduction, List<Chart> charts, List<Table> tables, List<RunView> runs) {
    public Report {
        charts = List.copyOf(charts);
        tables = List.copyOf(tables);
        runs = List.copyOf(runs);
    }

    /** A report of runs, named after the first. */
    public static Report of(List<RunView> runs) {
        String first =
                runs.isEmpty() ? "Foliot" : runs.get(0).facts().manifest().scenario();
        String title = runs.size() > 1 ? first + " and " + (runs.size() - 1) + " more" : first;
        return new Report(title, "", List.of(), List.of(), runs);
    }

    /** A name for each run that no other has: its scenario's, with a number from the second on. */
    public List<String> labels() {
        Map<String, Integer> seen = new HashMap<>();
        List<String> labels = new ArrayList<>();
        for (RunView run : runs) {
            String name = run.facts().manifest().scenario();
            int number = seen.merge(name, 1, Integer::sum);
            labels.add(number == 1 ? name : name + "-" + number);
        }
        return labels;
    }
}
