package org.foliot.broken.hypervisor;

import org.foliot.broken.selection.Selection;
import org.foliot.hypervisor.hyperv.HypervOptions;

/** The component of a jar with one of {@link BrokenHyperv}. */
public final class BrokenHypervComponent extends ForwardingHypervisor<HypervOptions> {
    public BrokenHypervComponent() {
        super(Selection.of(BrokenHyperv.class).hypervisor());
    }
}
