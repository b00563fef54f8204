package org.foliot.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs benchmarks with the options of a command line, and has JMH write what it has to say into a file. */
final class JmhRuns {
    private final Options options;
    private final Path logs;

    JmhRuns(Options options, Path logs) {
        this.options = options;
        this.logs = logs;
    }

    /**
     * Runs some benchmarks.
     *
     * @param benchmarks the class that has them
     * @param method a regular expression for their names
     * @param parameters values of parameters, for those that are not to have their own
     */
    List<Measured> of(Class<?> benchmarks, String method, Map<String, List<String>> parameters) {
        try {
            Files.createDirectories(logs);
            Path part = logs.resolve(benchmarks.getSimpleName() + "-" + System.nanoTime() + ".log");
            ChainedOptionsBuilder builder = new OptionsBuilder()
                    .parent(options)
                    .include("^" + benchmarks.getName().replace(".", "\\.") + "\\." + method + "$")
                    .addProfiler(GCProfiler.class)
                    .output(part.toString())
                    .shouldFailOnError(true);
            parameters.forEach((name, values) -> builder.param(name, values.toArray(String[]::new)));
            System.err.printf("measuring %s %s; see %s%n", benchmarks.getSimpleName(), parameters, part);
            return Measured.of(new Runner(builder.build()).run());
        } catch (RunnerException failed) {
            throw new IllegalStateException("JMH has failed", failed);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** The same with the benchmarks' own parameters. */
    List<Measured> of(Class<?> benchmarks, String method) {
        return of(benchmarks, method, Map.of());
    }
}
