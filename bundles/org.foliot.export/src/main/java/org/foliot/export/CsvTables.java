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
