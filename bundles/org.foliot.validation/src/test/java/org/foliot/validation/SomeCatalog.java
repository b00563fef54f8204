package org.foliot.validation;

import java.util.List;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.Configurable;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.extension.UnwiredBundle;
import org.foliot.hypervisor.kvm.Kvm;
import org.foliot.memory.userspace.UserspaceMemory;
import org.foliot.scheduler.cfs.CfsScheduler;
import org.foliot.scheduler.eevdf.EevdfScheduler;

/** What recorded cases need, without a framework around it. */
record SomeCatalog(List<InstalledExtension> extensions) implements Catalog {
    static final Catalog INSTALLED = new SomeCatalog(List.of(
            extension(ExtensionKind.HYPERVISOR, "kvm", new Kvm()),
            extension(ExtensionKind.MEMORY_STRATEGY, "userspace", new UserspaceMemory()),
            extension(ExtensionKind.HOST_SCHEDULER, "cfs", new CfsScheduler()),
            extension(ExtensionKind.HOST_SCHEDULER, "eevdf", new EevdfScheduler())));

    @Override
    public List<UnwiredBundle> unwired() {
        return List.of();
    }

    private static InstalledExtension extension(ExtensionKind kind, String id, Configurable<?> service) {
        return new InstalledExtension(
                kind,
                id,
                "",
                OptionSchema.of(service.optionsType()),
                service,
                new InstalledExtension.Provenance("org.example." + id, "1.0.0", "sha256:" + "0".repeat(64)));
    }
}
