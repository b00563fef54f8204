package org.foliot.run.world;

import java.util.List;
import java.util.Optional;
import org.foliot.admission.Admission;
import org.foliot.admission.Booting;
import org.foliot.admission.GuestNeeds;
import org.foliot.admission.HostOffer;
import org.foliot.api.host.Implementation;
import org.foliot.program.GuestDescription;

/** What one guest holds on to: latched when it starts, looked at anew by every kernel, carried along wherever it goes. */
public final class Holdings {
    private final GuestUnit unit;
    private final Booting booting;
    private GuestNeeds needs;

    private GuestNeeds countedFor;
    private HostOffer countedOn;
    private long unguarded;
    private long vanished;

    Holdings(GuestUnit unit, Booting booting) {
        this.unit = unit;
        this.booting = booting;
    }

    /** What it would hold if it were started on a host now. */
    public GuestNeeds startingOn(HostUnit host) {
        HostOffer offer = offer(host);
        GuestDescription description = unit.description();
        return booting.on(
                offer, description, placement(host.hypervisor(), description), Booting.learned(offer, description));
    }

    /** How the structures of a guest are placed under a hypervisor, if it is given stolen time. */
    static Optional<GuestNeeds.Placement> placement(Chosen chosen, GuestDescription guest) {
        return guest.pvtime()
                .map(use -> new GuestNeeds.Placement(
                        use.id(),
                        use.settings(),
                        Contracts.demand(chosen, guest.vcpus().size(), true)));
    }

    private static HostOffer offer(HostUnit host) {
        return host.offer(host.description().memory());
    }

    /**
     * What it holds from now on: what it held when it was saved, or what it was started with.
     *
     * @return what it held before, null for a guest that was never started
     */
    public GuestNeeds replaceBy(GuestNeeds others) {
        GuestNeeds before = needs;
        needs = others;
        return before;
    }

    /**
     * What it holds now. A guest that was never started holds what it would hold on its home.
     */
    public GuestNeeds needs() {
        return needs == null ? startingOn(unit.lastHost()) : needs;
    }

    /** A kernel is entered: it looks at the machine that it finds, and has asked on what it may come to run. */
    public void kernelEntered() {
        List<Implementation> learned = unit.guest().targets();
        needs = booting.again(needs(), offer(unit.lastHost()), learned);
    }

    /** unguarded_errata: errata of the present host that the kernel does not work around. */
    long unguardedErrata() {
        count();
        return unguarded;
    }

    /** vanished_features: fields that promised more than the present host has. */
    long vanishedFeatures() {
        count();
        return vanished;
    }

    private void count() {
        if (needs == null || unit.vm().host().isEmpty()) {
            unguarded = 0;
            vanished = 0;
            countedFor = null;
            return;
        }
        HostOffer host = offer(unit.lastHost());
        if (needs != countedFor || host != countedOn) {
            unguarded = Admission.unguarded(needs, host).size();
            vanished = Admission.vanished(needs, host).size();
            countedFor = needs;
            countedOn = host;
        }
    }
}
