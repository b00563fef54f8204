package org.foliot.admission;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.foliot.api.host.HostFacts;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.api.hypervisor.HypervisorOffer;
import org.foliot.program.ProcessorIdentity;
import org.foliot.time.ByteSize;

/**
 * What a host offers any guest. Without names, so that hosts which offer the same are equal.
 *
 * @param room main memory that guests have left
 * @param facts counter, kernel and pages, of a host without name
 * @param hypervisor what its hypervisor can give a VM
 * @param implementations which processors it has, each once, that of processor 0 first: that is what KVM shows guests
 * @param features what all of its processors have
 * @param errata names of the errata of any of its processors
 */
public record HostOffer(
        ByteSize room,
        HostFacts facts,
        HypervisorOffer hypervisor,
        List<Implementation> implementations,
        ProcessorFeatures features,
        SortedSet<String> errata) {
    public HostOffer {
        facts = new HostFacts("", facts.release(), facts.kernel(), 1, facts.counter(), facts.clock(), facts.pageSize());
        implementations = List.copyOf(implementations);
        errata = Collections.unmodifiableSortedSet(new TreeSet<>(errata));
    }

    /**
     * What a host with certain processors offers.
     *
     * @param processors at least one, in the order of their numbers
     */
    public static HostOffer of(
            ByteSize room, HostFacts facts, HypervisorOffer hypervisor, List<ProcessorIdentity> processors) {
        ProcessorFeatures features = processors.get(0).features();
        SortedSet<String> errata = new TreeSet<>();
        for (ProcessorIdentity processor : processors) {
            features = features.common(processor.features());
            errata.addAll(processor.errata());
        }
        return new HostOffer(
                room,
                facts,
                hypervisor,
                processors.stream()
                        .map(ProcessorIdentity::implementation)
                        .distinct()
                        .toList(),
                features,
                errata);
    }

    /** The same with other memory left. */
    public HostOffer withRoom(ByteSize left) {
        return new HostOffer(left, facts, hypervisor, implementations, features, errata);
    }
}
