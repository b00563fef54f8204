package org.foliot.broken.hypervisor;

import org.foliot.broken.selection.Selection;
import org.foliot.hypervisor.kvmriscv.KvmRiscvOptions;

/** The component of a jar with one of {@link BrokenSta}. */
public final class BrokenStaComponent extends ForwardingHypervisor<KvmRiscvOptions> {
    public BrokenStaComponent() {
        super(Selection.of(BrokenSta.class).hypervisor());
    }
}
