package org.foliot.run.world;

import java.util.Optional;
import org.foliot.admission.Admission;
import org.foliot.admission.GuestNeeds;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.host.HostFacts;

/** Asks the installed memory strategies whether hosts can place structures. */
final class Placements implements Admission.Placing {
    private final Catalog catalog;

    Placements(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Optional<String> obstacle(GuestNeeds.Placement placement, HostFacts host) {
        return catalog.find(ExtensionKind.MEMORY_STRATEGY, placement.strategy())
                .flatMap(found -> Contracts.obstacle(
                        new Chosen(found, found.schema().instantiate(placement.settings(), host.release())),
                        host,
                        placement.demand()));
    }
}
