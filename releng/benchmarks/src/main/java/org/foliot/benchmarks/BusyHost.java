package org.foliot.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.Configurable;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.InstalledExtension.Provenance;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.extension.UnwiredBundle;
import org.foliot.compiler.Compilation;
import org.foliot.compiler.Compiler;
import org.foliot.dsl.FoliotLanguage;
import org.foliot.hypervisor.kvm.Kvm;
import org.foliot.memory.userspace.UserspaceMemory;
import org.foliot.program.Program;
import org.foliot.run.Outcome;
import org.foliot.run.RunResult;
import org.foliot.run.RunSettings;
import org.foliot.run.RunSink;
import org.foliot.run.Runner;
import org.foliot.scheduler.cfs.CfsScheduler;
import org.foliot.scheduler.eevdf.EevdfScheduler;

/**
 * A host that is oversubscribed four times: four vCPUs are pinned to every CPU, each with a process that never sleeps, under
 * the scheduler of the host, with PV time and with the guest's accounting of it.
 *
 * <p>It is a scenario like any other, read by the language, compiled, and run with the extensions that Foliot ships. Only the
 * framework that finds these is left out.
 */
final class BusyHost {
    /** How many vCPUs share a CPU. */
    static final int VCPUS_PER_CPU = 4;

    /** As many as a guest has at most, or fewer: 256 vCPUs. */
    private static final int CPUS_PER_GUEST = 64;

    private static final Catalog SHIPPED = new Shipped(List.of(
            extension(ExtensionKind.HYPERVISOR, "kvm", new Kvm()),
            extension(ExtensionKind.MEMORY_STRATEGY, "userspace", new UserspaceMemory()),
            extension(ExtensionKind.HOST_SCHEDULER, "cfs", new CfsScheduler()),
            extension(ExtensionKind.HOST_SCHEDULER, "eevdf", new EevdfScheduler())));

    private final Runner runner = new Runner();
    private final Program program;
    private final Catalog installed;
    private volatile long cpuNanos;

    /** What is installed, without a service registry. */
    private record Shipped(List<InstalledExtension> extensions) implements Catalog {
        @Override
        public List<UnwiredBundle> unwired() {
            return List.of();
        }
    }

    private static InstalledExtension extension(ExtensionKind kind, String id, Configurable<?> service) {
        Provenance nowhere = new Provenance("org.foliot.benchmarks", "0", "sha256:" + "0".repeat(64));
        return new InstalledExtension(kind, id, "", OptionSchema.of(service.optionsType()), service, nowhere);
    }

    /**
     * Compiles the scenario.
     *
     * @param cpus how many CPUs the host has
     * @param tick frequency of the guest's tick in hertz
     * @param seconds how long the run is to last, in simulated seconds
     */
    BusyHost(int cpus, int tick, int seconds) {
        this(cpus, tick, seconds, SHIPPED);
    }

    private BusyHost(int cpus, int tick, int seconds, Catalog installed) {
        this.installed = installed;
        Compilation compilation = new Compiler()
                .compile(
                        FoliotLanguage.create(() -> SHIPPED)
                                .parse(Path.of("busy_host.foliot"), scenario(cpus, tick, seconds)),
                        SHIPPED,
                        Map.of());
        program = compilation
                .program()
                .orElseThrow(() -> new IllegalStateException(
                        compilation.diagnostics().get(0).toString()));
    }

    /** The same with another memory strategy in the place of {@code userspace}, which takes its settings. */
    static BusyHost with(Configurable<?> strategy, int cpus, int tick, int seconds) {
        List<InstalledExtension> extensions = new ArrayList<>(SHIPPED.extensions());
        extensions.replaceAll(e -> e.kind() == ExtensionKind.MEMORY_STRATEGY
                ? extension(ExtensionKind.MEMORY_STRATEGY, e.id(), strategy)
                : e);
        return new BusyHost(cpus, tick, seconds, new Shipped(List.copyOf(extensions)));
    }

    /** What is installed. */
    static Catalog shipped() {
        return SHIPPED;
    }

    /** What the processor spent on the latest run, up to a few thousand events before its end, in nanoseconds. */
    long cpuNanos() {
        return cpuNanos;
    }

    /** The text of the scenario. */
    static String scenario(int cpus, int tick, int seconds) {
        StringBuilder text = new StringBuilder("scenario busy_host\n\n");
        text.append("host server {\n    cpus ")
                .append(cpus)
                .append("\n    counter 100 MHz\n    clock 2 GHz\n    memory 64 GiB\n    kernel 6.12\n")
                .append("    hypervisor kvm\n    scheduler eevdf\n}\n");
        for (int first = 0; first < cpus; first += CPUS_PER_GUEST) {
            int last = Math.min(first + CPUS_PER_GUEST, cpus) - 1;
            guest(text, first, last, tick);
        }
        return text.append("\ntimeline {\n    at ")
                .append(seconds)
                .append(" s end\n}\n")
                .toString();
    }

    private static void guest(StringBuilder text, int firstCpu, int lastCpu, int tick) {
        text.append("\nguest on_")
                .append(firstCpu)
                .append(" on server {\n    vcpus ")
                .append((lastCpu - firstCpu + 1) * VCPUS_PER_CPU)
                .append('\n');
        for (int cpu = firstCpu; cpu <= lastCpu; cpu++) {
            int vcpu = (cpu - firstCpu) * VCPUS_PER_CPU;
            text.append("    vcpu ")
                    .append(vcpu)
                    .append("..")
                    .append(vcpu + VCPUS_PER_CPU - 1)
                    .append(" on cpu ")
                    .append(cpu)
                    .append('\n');
        }
        text.append("    memory 1 GiB\n    pvtime userspace\n    kernel 6.12 { tick ")
                .append(tick)
                .append(" Hz  steal_accounting on }\n");
        for (int vcpu = 0; vcpu < (lastCpu - firstCpu + 1) * VCPUS_PER_CPU; vcpu++) {
            text.append("    process busy_")
                    .append(vcpu)
                    .append(" on vcpu ")
                    .append(vcpu)
                    .append(" { busy }\n");
        }
        text.append("}\n");
    }

    /** The scenario. */
    Program program() {
        return program;
    }

    /** Runs it from its start to its end, with the fingerprint and all metrics. */
    RunResult run() {
        return run(new RunSettings());
    }

    /** The same, with somebody who watches. */
    RunResult run(RunSink sink) {
        return run(new RunSettings().withSink(sink));
    }

    /** The same, made in some way. */
    RunResult run(RunSettings settings) {
        // A run has a thread of its own, which is gone when it has ended.
        RunSettings timed = settings.withProgress((instant, end, events) -> cpuNanos = CpuTime.ofThisThread());
        RunResult result = runner.run(program, 1, installed, timed);
        if (result.outcome() != Outcome.PASSED) {
            throw new IllegalStateException("the run " + result.outcome() + ": " + result.error());
        }
        return result;
    }
}
