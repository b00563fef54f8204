package org.foliot.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.foliot.api.extension.Catalog;
import org.foliot.export.RunDirectories;
import org.foliot.export.RunDirectory;
import org.foliot.program.Program;
import org.foliot.report.Curves;
import org.foliot.run.RunResult;
import org.foliot.run.RunSettings;
import org.foliot.run.Runner;
import org.foliot.run.Sampling;
import org.foliot.run.ScenarioSource;
import org.foliot.time.Duration;
import org.foliot.trace.TraceFormat;
import org.foliot.trace.Traces;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What a command keeps of the runs that it makes: nothing, or a directory for each, with traces if they are wanted. */
final class RunOutput {
    @Option(names = "--out", paramLabel = "DIR", description = "Write a directory per run into this one.")
    private Path out;

    @Option(
            names = "--sample",
            paramLabel = "PERIOD",
            converter = PeriodConverter.class,
            description =
                    "With --out, write all metrics once per period, for example 10ms; without it, what reports draw.")
    private Duration sample;

    @Option(
            names = "--trace",
            paramLabel = "FORMAT",
            split = ",",
            converter = TraceFormatConverter.class,
            description = "With --out, also trace the run: perfetto, chrome, ctf or procstat; several with commas.")
    private List<TraceFormat> traces = new ArrayList<>();

    /** Formats by their words. */
    static final class TraceFormatConverter implements ITypeConverter<TraceFormat> {
        @Override
        public TraceFormat convert(String value) {
            return TraceFormat.of(value)
                    .orElseThrow(() -> new TypeConversionException("expected one of "
                            + Arrays.stream(TraceFormat.values())
                                    .map(TraceFormat::word)
                                    .collect(Collectors.joining(", "))
                            + " but was " + value));
        }
    }

    /**
     * Where the runs of one batch go.
     *
     * @throws UsageException when traces are wanted and there is no place for them
     */
    Place place() {
        if (out == null && !traces.isEmpty()) {
            throw new UsageException("--trace writes into a run's directory; say with --out DIR where that is to be");
        }
        return new Place(Optional.ofNullable(out).map(RunDirectories::new));
    }

    /** Makes runs and keeps what is to be kept of them. */
    final class Place {
        private final Optional<RunDirectories> directories;

        private Place(Optional<RunDirectories> directories) {
            this.directories = directories;
        }

        /**
         * A run that is made when it is asked for. Directories are named in the order of these calls, whatever order the
         * runs are made in.
         *
         * @param sources the scenario's files, which are kept with the run
         */
        Supplier<RunResult> prepare(
                Program program, List<ScenarioSource> sources, long seed, Catalog installed, RunSettings settings) {
            RunSettings plain = settings.withSources(sources);
            RunSettings sampled = sampling(program).map(plain::withSamples).orElse(plain);
            if (directories.isEmpty()) {
                return () -> new Runner().run(program, seed, installed, sampled);
            }
            Path reserved = directories.get().reserve(program.name());
            return () -> {
                try (RunDirectory directory = directories.get().open(reserved, sources)) {
                    return runInto(directory, program, seed, installed, sampled);
                }
            };
        }
    }

    private RunResult runInto(
            RunDirectory directory, Program program, long seed, Catalog installed, RunSettings settings) {
        try {
            return new Traces(traces).run(directory, program, seed, installed, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Sampling> sampling(Program program) {
        if (sample != null) {
            return Optional.of(Sampling.ofAll(sample));
        }
        if (out == null) {
            return Optional.empty();
        }
        return Optional.of(new Traces(traces).sampling(Curves.sampling(program)));
    }
}
