package org.foliot.broken.hypervisor;

import org.foliot.broken.selection.Selection;
import org.foliot.hypervisor.arm64.KvmOptions;

/** The component of a jar with one of {@link BrokenKvm}. */
public final class BrokenKvmComponent extends ForwardingHypervisor<KvmOptions> {
    public BrokenKvmComponent() {
        super(Selection.of(BrokenKvm.class).hypervisor());
    }
}
