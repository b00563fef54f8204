package org.foliot.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.memory.MemoryStrategy;

/**
 * The rules of an interface between hypervisor and guest, for every hypervisor that {@linkplain Hypervisor#abis claims} it.
 *
 * <p>They are checked with one memory strategy at a time, since the interface must not depend on it.
 */
public final class Conformance implements Contract<Hypervisor<?>> {
    private final String abi;
    private final Candidate<? extends MemoryStrategy<?>> strategy;

    private Conformance(String abi, Candidate<? extends MemoryStrategy<?>> strategy) {
        this.abi = abi;
        this.strategy = strategy;
    }

    /** The interfaces whose rules are known here. */
    public static Set<String> abis() {
        return new TreeSet<>(Set.of(Hypervisor.ABI_DEN0057A, Hypervisor.ABI_GENERIC_TIMER, Hypervisor.ABI_SBI_STA));
    }

    /**
     * The rules of an interface.
     *
     * @param abi one of {@link #abis}
     * @param strategy provides the memory; one whose memory the guest donates, where the interface knows no other
     * @throws IllegalArgumentException for an interface that is not known here
     */
    public static Contract<Hypervisor<?>> of(String abi, Candidate<? extends MemoryStrategy<?>> strategy) {
        if (!abis().contains(abi)) {
            throw new IllegalArgumentException(
                    "there are no checks for the interface " + abi + "; there are for " + String.join(", ", abis()));
        }
        return new Conformance(abi, strategy);
    }

    @Override
    public List<Check> checks(Candidate<? extends Hypervisor<?>> candidate) {
        if (abi.equals(Hypervisor.ABI_SBI_STA)) {
            return new SbiStaRules(candidate, strategy).checks();
        }
        if (abi.equals(Hypervisor.ABI_GENERIC_TIMER)) {
            return new TimerRules(candidate, strategy).checks();
        }
        List<Check> checks = new ArrayList<>();
        checks.addAll(new StealTimeSelftest(candidate, strategy).checks());
        checks.addAll(new HypercallsSelftest(candidate, strategy).checks());
        checks.addAll(new PvTimeRules(candidate, strategy).checks());
        return List.copyOf(checks);
    }
}
