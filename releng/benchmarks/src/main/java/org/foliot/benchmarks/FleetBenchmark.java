package org.foliot.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.foliot.admission.Admission;
import org.foliot.admission.Errata;
import org.foliot.admission.Fleet;
import org.foliot.admission.GuestNeeds;
import org.foliot.admission.HostOffer;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.host.HostFacts;
import org.foliot.api.host.HostKernelOptions;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.api.host.ProcessorFeatures.Field;
import org.foliot.api.hypervisor.HypervisorOffer;
import org.foliot.program.Erratum;
import org.foliot.program.ProcessorIdentity;
import org.foliot.time.ByteSize;
import org.foliot.time.Frequency;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** As many hosts as guests, of some number of kinds each, compared one and all: how the time of a survey grows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms2g", "-Xmx2g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FleetBenchmark {
    private static final long MODEL = 0x410f_0000L;

    @Param({"100", "1000", "10000"})
    int size;

    @Param({"10", "100", "1000"})
    int kinds;

    private final List<Fleet.Host> hosts = new ArrayList<>();
    private final List<Fleet.Guest> guests = new ArrayList<>();
    private Admission admission;

    /** Makes the fleet: kinds differ in room, counter, model, features and errata. */
    @Setup
    public void assemble() {
        List<Erratum> known = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Erratum.MidrRange range = new Erratum.MidrRange(MODEL | i << 4, MODEL | 0xf0_0000L | i << 4 | 0xf);
            Set<String> excluded = i == 0 ? Set.of() : Set.of("e" + (i - 1));
            known.add(new Erratum("e" + i, List.of(range), List.of(), Optional.empty(), new TreeSet<>(excluded)));
        }
        Errata errata = new Errata(known);
        admission = new Admission(errata, (placement, host) -> Optional.empty());
        for (int i = 0; i < size; i++) {
            HostOffer offer = offer(i % kinds, known);
            hosts.add(new Fleet.Host("host" + i, offer));
            GuestNeeds needs = new GuestNeeds(
                    ByteSize.ofMebibytes(1024 + i % kinds),
                    "kvm",
                    offer.facts().counter(),
                    OptionalInt.of(0),
                    Optional.empty(),
                    offer.implementations().get(0),
                    offer.features(),
                    errata.workarounds(offer.errata(), List.of()),
                    false,
                    List.of());
            guests.add(new Fleet.Guest("guest" + i, "host" + i, true, needs));
        }
    }

    private static HostOffer offer(int kind, List<Erratum> known) {
        Implementation implementation = new Implementation(MODEL | (kind % 16) << 4, 0, 0);
        TreeSet<String> errata = new TreeSet<>();
        known.stream().filter(e -> e.affects(implementation.midr())).forEach(e -> errata.add(e.name()));
        ProcessorFeatures features = ProcessorFeatures.DEFAULT.with(
                Map.of(Field.SVE, kind % 2, Field.ECV, kind % 3, Field.RNDR, kind / 2 % 2));
        KernelRelease release = KernelRelease.DEFAULT;
        return HostOffer.of(
                ByteSize.ofMebibytes(4096 + kind),
                new HostFacts(
                        "",
                        release,
                        OptionSchema.of(HostKernelOptions.class).instantiate(Map.of(), release),
                        1,
                        Frequency.ofMegahertz(kind % 2 == 0 ? 100 : 1000),
                        Frequency.ofMegahertz(2500),
                        ByteSize.ofKibibytes(4)),
                new HypervisorOffer(
                        "kvm",
                        OptionalInt.of(0),
                        new TreeSet<>(Set.of(0)),
                        Set.of(Field.SVE),
                        false,
                        false,
                        Optional.empty()),
                List.of(new ProcessorIdentity(implementation, features, errata)));
    }

    /** All pairs, by one thread. */
    @Benchmark
    public long survey() throws InterruptedException {
        return Fleet.of(hosts, guests, admission, 1).suitable();
    }
}
