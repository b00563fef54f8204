package org.foliot.export;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.foliot.run.comparison.Difference;
import org.foliot.run.comparison.ManifestComparison;

/**
 * All in which two runs differ, ready to be told.
 *
 * @param first what the first run is called
 * @param second what the second run is called
 * @param manifest what determines them, what came out and where they were run
 * @param partings where the first leaves the path of the second, in each stream that could be compared
 * @param verdicts expectations that came out differently
 * @param metrics metrics that have different values at the end
 * @param notes how it was compared, where that was not by making both runs again
 */
public record RunDifferences(
        String first,
        String second,
        List<Difference> manifest,
        List<Parting> partings,
        List<Row> verdicts,
        List<Row> metrics,
        List<String> notes) {
    private static final int MOST_ROWS = 20;

    /**
     * The place at which two streams part.
     *
     * @param of what the streams are of, such as {@code observations}
     * @param common number of entries that both have in common, from the beginning
     * @param columns what the cells of an entry are
     * @param before the last entries that both have in common, oldest first
     * @param first the first entry that only the first run has, absent where its stream is over
     * @param second the same of the second run
     */
    public record Parting(
            String of,
            long common,
            List<String> columns,
            List<List<String>> before,
            Optional<List<String>> first,
            Optional<List<String>> second) {}

    /**
     * Two values of one thing.
     *
     * @param name what has them
     * @param first in the first run, {@code none} if it is not there
     * @param second in the second run
     */
    public record Row(String name, String first, String second) {}

    /** Whether the runs are the same: what came out, and everything on the way that could be compared. */
    public boolean areSame() {
        return partings.isEmpty()
                && verdicts.isEmpty()
                && metrics.isEmpty()
                && ManifestComparison.isSameResult(manifest);
    }

    /** For people on a terminal. */
    public String text() {
        StringBuilder out = new StringBuilder();
        out.append(first)
                .append(" and ")
                .append(second)
                .append(areSame() ? ": the same run\n" : ": not the same run\n");
        if (!manifest.isEmpty()) {
            out.append('\n').append(DifferenceTable.render(manifest, first, second));
        }
        for (Parting parting : partings) {
            append(out, parting);
        }
        append(out, "expectations", verdicts);
        append(out, "metrics at the end", metrics);
        notes.forEach(note -> out.append("\n").append(note).append('\n'));
        return out.toString();
    }

    private void append(StringBuilder out, Parting parting) {
        out.append("\nThe first of the ")
                .append(parting.of())
                .append(" that differs, after ")
                .append(parting.common())
                .append(" that do not:\n");
        TextTable table = TextTable.ofWords();
        table.row(line("", parting.columns()));
        parting.before().forEach(cells -> table.row(line("both", cells)));
        table.row(line(first, parting.first().orElse(List.of("nothing more"))));
        table.row(line(second, parting.second().orElse(List.of("nothing more"))));
        table.appendTo(out, "  ");
    }

    private static List<String> line(String whose, List<String> cells) {
        List<String> line = new ArrayList<>(List.of(whose));
        line.addAll(cells);
        return line;
    }

    private void append(StringBuilder out, String what, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        out.append('\n')
                .append(rows.size())
                .append(' ')
                .append(what)
                .append(rows.size() == 1 ? " differs:\n" : " differ:\n");
        TextTable table = TextTable.ofWords().row(List.of("", first, second));
        rows.stream().limit(MOST_ROWS).forEach(r -> table.row(List.of(r.name(), r.first(), r.second())));
        table.appendTo(out, "  ");
        if (rows.size() > MOST_ROWS) {
            out.append("  and ").append(rows.size() - MOST_ROWS).append(" more; --json has all\n");
        }
    }

    /** Writes a JSON document: this record with its names in snake_case, and {@code same}; the writer stays open. */
    public void write(Writer out) throws IOException {
        JsonWriter json = JsonDocument.writer(out);
        json.beginObject();
        json.name("schema").value(JsonDocument.SCHEMA);
        json.name("first").value(first);
        json.name("second").value(second);
        json.name("same").value(areSame());
        json.name("differences");
        ReplayDocument.write(manifest, "first", "second", json);
        json.name("partings").beginArray();
        for (Parting parting : partings) {
            json.beginObject();
            json.name("of").value(parting.of());
            json.name("common").value(parting.common());
            json.name("before").beginArray();
            for (List<String> cells : parting.before()) {
                write(json, parting.columns(), cells);
            }
            json.endArray();
            write(json, "first", parting.columns(), parting.first());
            write(json, "second", parting.columns(), parting.second());
            json.endObject();
        }
        json.endArray();
        write(json, "expectations", verdicts);
        write(json, "metrics", metrics);
        JsonDocument.texts(json, "notes", notes);
        json.endObject();
        JsonDocument.finish(json, out);
    }

    private static void write(JsonWriter json, String name, List<String> columns, Optional<List<String>> cells)
            throws IOException {
        json.name(name);
        if (cells.isPresent()) {
            write(json, columns, cells.get());
        } else {
            json.nullValue();
        }
    }

    private static void write(JsonWriter json, List<String> columns, List<String> cells) throws IOException {
        json.beginObject();
        for (int i = 0; i < Math.min(columns.size(), cells.size()); i++) {
            json.name(columns.get(i)).value(cells.get(i));
        }
        json.endObject();
    }

    private static void write(JsonWriter json, String name, List<Row> rows) throws IOException {
        json.name(name).beginArray();
        for (Row row : rows) {
            json.beginObject();
            json.name("name").value(row.name());
            json.name("first").value(row.first());
            json.name("second").value(row.second());
            json.endObject();
        }
        json.endArray();
    }
}
