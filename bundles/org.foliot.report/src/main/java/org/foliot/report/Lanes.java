package org.foliot.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.foliot.report.RunFacts.GuestFact;
import org.foliot.report.RunFacts.HostFact;

/** In which order lanes stand: the processors of each host, then the vCPUs of each guest, as the scenario declares them. */
final class Lanes {
    private Lanes() {}

    static List<Lane> inOrder(RunView view) {
        Set<Lane> ordered = new LinkedHashSet<>();
        for (HostFact host : view.facts().hosts()) {
            view.processors().stream()
                    .filter(l -> l.owner().equals(host.name()))
                    .forEach(ordered::add);
        }
        ordered.addAll(view.processors());
        for (GuestFact guest : view.facts().guests()) {
            view.vcpus().stream().filter(l -> l.owner().equals(guest.name())).forEach(ordered::add);
        }
        ordered.addAll(view.vcpus());
        return new ArrayList<>(ordered);
    }
}
