package org.foliot.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import org.foliot.program.Action;
import org.foliot.program.Source;
import org.foliot.program.SubjectRef;
import org.foliot.run.MetricValue;
import org.foliot.run.RefusedEvent;
import org.foliot.run.RunResult;
import org.foliot.run.RunSink;

/** Segments, samples and metrics of a run as comma-separated values, each with a line of column names. */
public final class CsvTables {
    private static final List<String> EVENT_COLUMNS =
            List.of("instant_ps", "kind", "subject", "what", "from", "to", "file", "line", "text");

    private CsvTables() {}

    /** Writes {@code subject,metric,value,unit}, one line per metric of everything; the writer stays open. */
    public static void metrics(RunResult result, Writer out) throws IOException {
        Csv csv = new Csv(out);
        csv.cell("subject").cell("metric").cell("value").cell("unit").end();
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
        csv.cell("subject").cell("start_ps").cell("end_ps").cell("state").end();
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
        for (String column : EVENT_COLUMNS) {
            csv.cell(column);
        }
        csv.end();
        return new RunSink() {
            @Override
            public void event(long instant, Action action, SubjectRef target) {
                line(
                        instant,
                        "event",
                        target,
                        action.verb(),
                        "",
                        "",
                        Optional.of(action.source()),
                        action.source().text());
            }

            @Override
            public void refused(RefusedEvent event) {
                Action action = event.action();
                Optional<Source> where = Optional.of(action.source());
                line(event.instant(), "refused", event.target(), action.verb(), "", "", where, event.explanation());
            }

            @Override
            public void stage(long instant, SubjectRef guest, String stage, long detail) {
                line(instant, "stage", guest, stage, "", "", Optional.empty(), Long.toString(detail));
            }

            @Override
            public void moved(long instant, SubjectRef guest, String from, String to) {
                line(instant, "moved", guest, "", from, to, Optional.empty(), "");
            }

            private void line(
                    long instant,
                    String kind,
                    SubjectRef subject,
                    String what,
                    String from,
                    String to,
                    Optional<Source> where,
                    String text) {
                try {
                    csv.cell(instant)
                            .cell(kind)
                            .cell(subject.toString())
                            .cell(what)
                            .cell(from)
                            .cell(to);
                    csv.cell(where.map(Source::file).orElse(""));
                    csv.cell(where.map(s -> Integer.toString(s.line())).orElse(""));
                    csv.cell(text).end();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
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
