package org.foliot.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.PlacementException;
import org.foliot.api.scheduler.HostScheduler;

/**
 * Every rule that an installed extension has to keep, told from its kind and from what it claims: its options, the contract of its
 * kind, and, of a hypervisor, each interface that it claims and that is known here.
 */
public final class ExtensionRules {
    private ExtensionRules() {}

    /**
     * The checks of one extension; those of its options alone, as long as there are none that it could be made with.
     *
     * @param extension as the catalogue found it
     * @param settings option names to values, each as a scenario writes it; those that it does not have are left out
     */
    public static List<Check> of(InstalledExtension extension, Map<String, String> settings) {
        Map<String, String> known = new TreeMap<>(settings);
        known.keySet().removeIf(name -> extension.schema().option(name).isEmpty());
        OptionRules options = new OptionRules(new Candidate<>(extension.id(), extension.service(), known));
        List<Check> checks = new ArrayList<>(options.checks());
        if (!options.makeOptions()) {
            // Every other check would fail for that, and hide it.
            return List.copyOf(checks);
        }
        checks.addAll(
                switch (extension.kind()) {
                    case HYPERVISOR ->
                        hypervisor(new Candidate<>(extension.id(), (Hypervisor<?>) extension.service(), known));
                    case MEMORY_STRATEGY ->
                        Contracts.MEMORY_STRATEGY.checks(
                                new Candidate<>(extension.id(), (MemoryStrategy<?>) extension.service(), known));
                    case HOST_SCHEDULER ->
                        Contracts.HOST_SCHEDULER.checks(
                                new Candidate<>(extension.id(), (HostScheduler<?>) extension.service(), known));
                });
        return List.copyOf(checks);
    }

    private static List<Check> hypervisor(Candidate<Hypervisor<?>> candidate) {
        Optional<Candidate<BenchMemory>> memory = memoryFor(candidate);
        List<Check> checks = new ArrayList<>(
                memory.isPresent()
                        ? Contracts.hypervisor(memory.get()).checks(candidate)
                        : Contracts.hypervisorWithoutStolenTime(BenchMemory.PLACED)
                                .checks(candidate));
        for (String abi : Conformance.abis()) {
            if (candidate.service().abis().contains(abi)) {
                checks.addAll(
                        Conformance.of(abi, memory.orElse(BenchMemory.PLACED)).checks(candidate));
            }
        }
        return checks;
    }

    /** The kind of memory that a hypervisor has a use for; none for one that has no stolen time. */
    private static Optional<Candidate<BenchMemory>> memoryFor(Candidate<Hypervisor<?>> candidate) {
        return Stream.of(BenchMemory.PLACED, BenchMemory.DONATED)
                .filter(memory -> hasUseFor(memory, candidate))
                .findFirst();
    }

    private static boolean hasUseFor(Candidate<BenchMemory> memory, Candidate<Hypervisor<?>> candidate) {
        try {
            new Bench(Bench.Setup.DEFAULT).create(candidate, Optional.of(memory));
            return true;
        } catch (PlacementException e) {
            return false;
        } catch (RuntimeException | LinkageError e) {
            // That it cannot be made at all, the checks find out and say.
            return true;
        }
    }
}
