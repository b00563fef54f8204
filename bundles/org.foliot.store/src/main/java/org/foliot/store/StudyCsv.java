package org.foliot.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The runs of a study as comma-separated values (RFC 4180, but lines end in a line feed). */
final class StudyCsv {
    private StudyCsv() {}

    /**
     * Writes it.
     *
     * @param runs reads the runs of the study to whom it is given
     */
    static void write(StudyRecord study, Consumer<BiConsumer<PlannedRun, Optional<StoredRun>>> runs, Writer out)
            throws IOException {
        List<String> head = new ArrayList<>(List.of("point", "replication"));
        head.addAll(study.axes());
        head.addAll(List.of("key", "seed", "antithetic", "outcome", "fingerprint", "error", "end_ps"));
        head.addAll(study.measures());
        writeLine(out, head);
        try {
            runs.accept((planned, run) -> {
                try {
                    writeLine(out, cells(study, planned, run));
                } catch (IOException wrong) {
                    throw new UncheckedIOException(wrong);
                }
            });
        } catch (UncheckedIOException wrong) {
            throw wrong.getCause();
        }
        out.flush();
    }

    private static List<String> cells(StudyRecord study, PlannedRun planned, Optional<StoredRun> run) {
        List<String> cells = new ArrayList<>();
        cells.add(Integer.toString(planned.point()));
        cells.add(Integer.toString(planned.replication()));
        cells.addAll(planned.coordinates());
        cells.add(planned.key().digest());
        cells.add(run.map(r -> Long.toString(r.seed())).orElse(""));
        cells.add(run.map(r -> r.antithetic() ? "1" : "0").orElse(""));
        cells.add(run.map(StoredRun::outcome).orElse(""));
        cells.add(run.map(StoredRun::fingerprint).orElse(""));
        cells.add(run.flatMap(StoredRun::error).orElse(""));
        cells.add(run.map(r -> Long.toString(r.endPs())).orElse(""));
        for (String measure : study.measures()) {
            cells.add(run.map(r -> r.measures().get(measure))
                    .map(m -> Long.toString(m.value()))
                    .orElse(""));
        }
        return cells;
    }

    private static void writeLine(Writer out, List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.write(quoted(cells.get(i)));
        }
        out.write('\n');
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
