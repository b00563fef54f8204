package org.foliot.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import org.foliot.program.SubjectRef;
import org.foliot.run.MetricValue;
import org.foliot.run.RunResult;
import org.foliot.run.RunSink;

/** Segments, samples and metrics of a run as comma-separated values, each with a line of column names. */
public final class CsvTables {
    static final List<String> METRIC_COLUMNS = List.of("subject", "metric", "value", "unit");
    static final List<String> SEGMENT_COLUMNS = List.of("subject", "start_ps", "end_ps", "state");
    static final List<String> EVENT_COLUMNS =
            List.of("instant_ps", "kind", "subject", "what", "from", "to", "file", "line", "text");

    private CsvTables() {}

    private static void header(Csv csv, List<String> columns) throws IOException {
        for (String column : columns) {
            csv.cell(column);
        }
        csv.end();
    }

    /** Writes {@code subject,metric,value,unit}, one line per metric of everything; the writer stays open. */
    public static void metrics(RunResult result, Writer out) throws IOException {
        Csv csv = new Csv(out);
        header(csv, METRIC_COLUMNS);
        for (MetricValue value : result.metrics()) {
            csv.cell(value.subject().toString())
                    .cell(value.metric().name())
                    .cell(value.value())
                    .cell(JsonDocument.unit(value.measure().kind()))
                    .end();
        }
        out.flush();
    }

    /** A sink that writes {@code subject,start_ps,end_ps,state} for each segment as it ends. */
    public static RunSink segments(Writer out) throws IOException {
        Csv csv = new Csv(out);
        header(csv, SEGMENT_COLUMNS);
        return new RunSink() {
            @Override
            public boolean wantsSegments() {
                return true;
            }

            @Override
            public void segment(SubjectRef subject, long start, long end, String state) {
                try {
                    csv.cell(subject.toString())
                            .cell(start)
                            .cell(end)
                            .cell(state)
                            .end();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    /**
     * A sink that writes {@code instant_ps,kind,subject,what,from,to,file,line,text} for each event as it takes place.
     *
     * <table>
     * <caption>Kinds</caption>
     * <tr><td>{@code event}</td><td>an event of the timeline; what: its verb; text: its words in the scenario</td></tr>
     * <tr><td>{@code refused}</td><td>one that was refused; what: its verb; text: the reasons</td></tr>
     * <tr><td>{@code stage}</td><td>guest software reached a stage; what: the stage; text: the number that it says</td></tr>
     * <tr><td>{@code moved}</td><td>a guest is on another host; from and to: the hosts</td></tr>
     * </table>
     */
    public static RunSink events(Writer out) throws IOException {
        Csv csv = new Csv(out);
        header(csv, EVENT_COLUMNS);
        return RecordedEvent.sink(event -> {
            try {
                csv.cell(event.instant())
                        .cell(event.kind().word())
                        .cell(event.subject())
                        .cell(event.what());
                csv.cell(event.from()).cell(event.to()).cell(event.file());
                csv.cell(event.line() == 0 ? "" : Integer.toString(event.line()));
                csv.cell(event.text()).end();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** A sink that writes {@code instant_ps} and one column per metric for each sample. */
    public static RunSink samples(Writer out) {
        Csv csv = new Csv(out);
        return new RunSink() {
            @Override
            public void columns(List<Column> columns) {
                try {
                    csv.cell("instant_ps");
                    for (Column column : columns) {
                        csv.cell(column.subject() + "." + column.metric().name());
                    }
                    csv.end();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void sample(long instant, long[] values) {
                try {
                    csv.cell(instant);
                    for (long value : values) {
                        csv.cell(value);
                    }
                    csv.end();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
