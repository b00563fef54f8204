package org.foliot.trace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.Configurable;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.extension.UnwiredBundle;
import org.foliot.api.observation.ObservationKind;
import org.foliot.compiler.Compilation;
import org.foliot.compiler.Compiler;
import org.foliot.dsl.FoliotLanguage;
import org.foliot.hypervisor.kvm.Kvm;
import org.foliot.memory.userspace.UserspaceMemory;
import org.foliot.program.Program;
import org.foliot.program.SubjectRef;
import org.foliot.run.RunResult;
import org.foliot.run.RunSettings;
import org.foliot.run.RunSink;
import org.foliot.run.Runner;
import org.foliot.run.Sampling;
import org.foliot.run.SharedSink;
import org.foliot.scheduler.roundrobin.RoundRobinScheduler;
import org.foliot.time.Duration;

/** A run with a migration and a refusal, with what was traced of it and what there was to trace. */
final class TracedRun {
    private static final String SCENARIO = """
            scenario traced

            host src { cpus 2  counter 100 MHz  scheduler round_robin { time_slice 4 ms }  hypervisor kvm  task hog[2] { busy } }
            host dst like src { }
            host odd like src { counter 1 GHz }

            guest web on src {
                vcpus 2
                memory 1 GiB
                pvtime userspace
                process nginx { busy }
                process db { run 1 ms every 10 ms }
            }

            timeline {
                at 1 s migrate web to dst { downtime 50 ms }
                at 1500 ms migrate web to odd
                at 2 s end
            }
            """;

    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final Catalog INSTALLED = new Installed(List.of(
            extension(ExtensionKind.HYPERVISOR, "kvm", new Kvm()),
            extension(ExtensionKind.MEMORY_STRATEGY, "userspace", new UserspaceMemory()),
            extension(ExtensionKind.HOST_SCHEDULER, "round_robin", new RoundRobinScheduler())));

    private static final Program PROGRAM = compile();

    /** What is installed. */
    private record Installed(List<InstalledExtension> extensions) implements Catalog {
        @Override
        public List<UnwiredBundle> unwired() {
            return List.of();
        }
    }

    /** A segment as a sink is told it. */
    record Segment(SubjectRef subject, long start, long end, String state) {}

    /** An observation as a sink is told it. */
    record Observed(long instant, ObservationKind kind, SubjectRef subject, long a, long b) {}

    /** Keeps everything, which a test can afford. */
    private final class Witness implements RunSink {
        @Override
        public boolean wantsSegments() {
            return true;
        }

        @Override
        public void segment(SubjectRef subject, long start, long end, String state) {
            segments.add(new Segment(subject, start, end, state));
        }

        @Override
        public boolean wantsObservations() {
            return true;
        }

        @Override
        public void observation(long instant, ObservationKind kind, SubjectRef subject, long a, long b) {
            observations.add(new Observed(instant, kind, subject, a, b));
        }
    }

    final List<Segment> segments = new ArrayList<>();
    final List<Observed> observations = new ArrayList<>();
    final SortedMap<String, ByteArrayOutputStream> files = new TreeMap<>();
    final RunResult result;

    private TracedRun(TraceFormat format) {
        try {
            Trace trace = Trace.open(format, PROGRAM, 1, name -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                files.put(name, out);
                return out;
            });
            RunSettings settings = new RunSettings()
                    .withSamples(Sampling.ofAll(PERIOD))
                    .withSink(new SharedSink(List.of(trace, new Witness())));
            result = new Runner().run(PROGRAM, 1, INSTALLED, settings);
            trace.finish(result.end());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TracedRun in(TraceFormat format) {
        return new TracedRun(format);
    }

    /** The same run without anybody looking. */
    static RunResult unwatched() {
        return new Runner().run(PROGRAM, 1, INSTALLED, new RunSettings());
    }

    byte[] bytes(String file) {
        return files.get(file).toByteArray();
    }

    String text(String file) {
        return files.get(file).toString(StandardCharsets.UTF_8);
    }

    long metric(String subject, String metric) {
        return result.metrics().stream()
                .filter(m -> m.subject().toString().equals(subject)
                        && m.metric().name().equals(metric))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static Program compile() {
        FoliotLanguage language = FoliotLanguage.create(() -> INSTALLED);
        Compilation compilation =
                new Compiler().compile(language.parse(Path.of("traced.foliot"), SCENARIO), INSTALLED, Map.of());
        return compilation
                .program()
                .orElseThrow(() -> new AssertionError(compilation.diagnostics().toString()));
    }

    private static InstalledExtension extension(ExtensionKind kind, String id, Configurable<?> service) {
        return new InstalledExtension(
                kind,
                id,
                "What " + id + " is.",
                OptionSchema.of(service.optionsType()),
                service,
                new InstalledExtension.Provenance("org.example." + id, "1.2.3", "sha256:" + "0".repeat(64)));
    }
}
