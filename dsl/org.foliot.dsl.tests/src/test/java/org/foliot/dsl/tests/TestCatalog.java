package org.foliot.dsl.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.Configurable;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.NoAnswerException;
import org.foliot.api.extension.Option;
import org.foliot.api.extension.Option.ByRelease;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.extension.UnwiredBundle;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.foliot.time.Cycles;
import org.foliot.time.Duration;
import org.foliot.time.Ratio;

/** A catalogue of extensions that declare options of every type and do nothing. */
public final class TestCatalog implements Catalog {
    private static final KernelRelease EEVDF = new KernelRelease(6, 6);

    private final List<InstalledExtension> extensions;
    private final List<UnwiredBundle> unwired;
    private final Set<ExtensionKind> unanswering;

    private TestCatalog(List<InstalledExtension> extensions, List<UnwiredBundle> unwired) {
        this(extensions, unwired, Set.of());
    }

    private TestCatalog(
            List<InstalledExtension> extensions, List<UnwiredBundle> unwired, Set<ExtensionKind> unanswering) {
        this.extensions = List.copyOf(extensions);
        this.unwired = List.copyOf(unwired);
        this.unanswering = unanswering;
    }

    /** What the examples need: kvm, three memory strategies, three schedulers, and one bundle that is not wired. */
    public static TestCatalog usual() {
        List<InstalledExtension> all = new ArrayList<>();
        all.add(extension(ExtensionKind.HYPERVISOR, "kvm", new FakeHypervisor()));
        all.add(extension(ExtensionKind.MEMORY_STRATEGY, "guest_donated", new FakeStrategy()));
        all.add(extension(ExtensionKind.MEMORY_STRATEGY, "host_kernel", new FakeStrategy()));
        all.add(extension(ExtensionKind.MEMORY_STRATEGY, "userspace", new PlacingStrategy()));
        all.add(extension(ExtensionKind.HOST_SCHEDULER, "cfs", new FakeScheduler(r -> !r.isAtLeast(EEVDF))));
        all.add(extension(ExtensionKind.HOST_SCHEDULER, "eevdf", new FakeScheduler(r -> r.isAtLeast(EEVDF))));
        all.add(extension(ExtensionKind.HOST_SCHEDULER, "round_robin", new FakeScheduler(r -> false)));
        return new TestCatalog(
                all,
                List.of(new UnwiredBundle(
                        "org.example.hyperv-1.0.jar",
                        "it needs the package org.example.clock, which nothing exports")));
    }

    /** Nothing at all. */
    public static TestCatalog empty() {
        return new TestCatalog(List.of(), List.of());
    }

    /** The same without the extensions of a kind. */
    public TestCatalog without(ExtensionKind kind) {
        return new TestCatalog(extensions.stream().filter(e -> e.kind() != kind).toList(), unwired);
    }

    /** The same with one more. */
    public TestCatalog with(ExtensionKind kind, String id, Configurable<?> service) {
        List<InstalledExtension> more = new ArrayList<>(extensions);
        more.add(extension(kind, id, service));
        return new TestCatalog(more, unwired);
    }

    /** The same, but extensions of a kind give no answer. */
    public TestCatalog unanswered(ExtensionKind kind) {
        return new TestCatalog(extensions, unwired, Set.of(kind));
    }

    @Override
    public <T> T ask(InstalledExtension extension, Supplier<T> question) {
        if (unanswering.contains(extension.kind())) {
            throw new NoAnswerException("has not returned for 10 s", null);
        }
        return question.get();
    }

    private static InstalledExtension extension(ExtensionKind kind, String id, Configurable<?> service) {
        return new InstalledExtension(
                kind,
                id,
                "For tests.",
                OptionSchema.of(service.optionsType()),
                service,
                new InstalledExtension.Provenance("org.foliot.test." + id, "0.1.0", "sha256:" + "0".repeat(64)));
    }

    @Override
    public List<InstalledExtension> extensions() {
        return extensions;
    }

    @Override
    public List<UnwiredBundle> unwired() {
        return unwired;
    }

    /** Options of the hypervisor. */
    public record HypervisorOptions(
            @Option(
                    doc = "How stolen time is updated.",
                    value = "cached",
                    byRelease = @ByRelease(from = "5.10", value = "read_back"))
            StealUpdate stealUpdate,

            @Option(doc = "Revision of the structure.", value = "0", min = "0", max = "255")
            int revision,

            @Option(doc = "Cost of a hypercall.", value = "752 cycles")
            Cycles hypercall,

            @Option(doc = "Whether the counter goes on while the guest is stopped.", value = "off")
            boolean noAdjvtime,

            @Option(doc = "Whether the VMM can write MIDR_EL1.", value = "off")
            boolean writableImpIdRegs,

            @Option(doc = "Error of the host's clock.", value = "0 ppm")
            Ratio drift,

            @Option(doc = "What the VMM calls itself.", value = "qemu")
            String vmm) {
        /** Ways of updating. */
        public enum StealUpdate {
            CACHED,
            READ_BACK
        }
    }

    /** Options of the strategy that places structures. */
    public record PlacingOptions(
            @Option(doc = "Where the region lies.", value = "0x90a0000")
            Address at,

            @Option(doc = "How large it is.", value = "64 KiB", min = "4 KiB", max = "16 MiB")
            ByteSize size) {}

    /** No options. */
    public record NoOptions() {}

    /** Options of a scheduler. */
    public record SchedulerOptions(
            @Option(doc = "The slice.", value = "3 ms", min = "100 us", max = "100 ms")
            Duration slice) {}

    /** Options of an extension that cannot do without one. */
    public record DemandingOptions(
            @Option(doc = "Must be said.") Duration latency) {}

    private static final class FakeHypervisor implements Hypervisor<HypervisorOptions> {
        @Override
        public Class<HypervisorOptions> optionsType() {
            return HypervisorOptions.class;
        }

        @Override
        public Set<String> abis() {
            return Set.of(ABI_DEN0057A);
        }

        @Override
        public int structureSize() {
            return 64;
        }

        @Override
        public int structureAlignment() {
            return 64;
        }

        @Override
        public VirtualMachine create(
                HypervisorOptions options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
            throw new AssertionError("nothing runs here");
        }
    }

    private static final class FakeStrategy implements MemoryStrategy<NoOptions> {
        @Override
        public Class<NoOptions> optionsType() {
            return NoOptions.class;
        }

        @Override
        public StealMemory open(NoOptions options, HostFacts host, GuestMemory memory, Demand demand) {
            return null;
        }
    }

    private static final class PlacingStrategy implements MemoryStrategy<PlacingOptions> {
        @Override
        public Class<PlacingOptions> optionsType() {
            return PlacingOptions.class;
        }

        @Override
        public StealMemory open(PlacingOptions options, HostFacts host, GuestMemory memory, Demand demand) {
            memory.add(new MemoryRegion("pvtime", options.at(), options.size(), MemoryRegion.Kind.RESERVED, true));
            return null;
        }
    }

    private static final class FakeScheduler implements HostScheduler<SchedulerOptions> {
        private final Predicate<KernelRelease> builtIn;

        FakeScheduler(Predicate<KernelRelease> builtIn) {
            this.builtIn = builtIn;
        }

        @Override
        public boolean isBuiltInto(KernelRelease release) {
            return builtIn.test(release);
        }

        @Override
        public Class<SchedulerOptions> optionsType() {
            return SchedulerOptions.class;
        }

        @Override
        public RunQueues create(SchedulerOptions options, SchedulerHost host) {
            throw new AssertionError("nothing runs here");
        }
    }

    /** A scheduler with an option that must be set. */
    public static final class DemandingScheduler implements HostScheduler<DemandingOptions> {
        @Override
        public Class<DemandingOptions> optionsType() {
            return DemandingOptions.class;
        }

        @Override
        public RunQueues create(DemandingOptions options, SchedulerHost host) {
            throw new AssertionError("nothing runs here");
        }
    }
}
