package org.foliot.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.foliot.report.RunFacts.GuestFact;
import org.foliot.report.RunFacts.HostFact;

/** In which order lanes stand: the processors of each host, then the vCPUs of each guest, as the scenario declares them. */
final class Lanes {
    private Lanes() {}

    static List<Lane> inOrder(RunView view) {
        List<Lane> ordered = new ArrayList<>();
        List<HostFact> hosts = view.facts().hosts();
        List<GuestFact> guests = view.facts().guests();
        ordered.addAll(
                sorted(view.processors(), hosts.stream().map(HostFact::name).toList()));
        ordered.addAll(sorted(view.vcpus(), guests.stream().map(GuestFact::name).toList()));
        return ordered;
    }

    /** Lanes by their owners; those of one owner stay in order, and those of none that is declared come last. */
    private static List<Lane> sorted(List<Lane> lanes, List<String> owners) {
        Map<String, Integer> places = new HashMap<>();
        owners.forEach(owner -> places.putIfAbsent(owner, places.size()));
        return lanes.stream()
                .sorted(Comparator.comparingInt((Lane l) -> places.getOrDefault(l.owner(), owners.size())))
                .toList();
    }
}
